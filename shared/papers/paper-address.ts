import { paperLabel } from '../budget/paper.ts';

interface Numbered {
  number: number;
  year: number;
  supplement: string;
}

/** `GRDrs 316/2021 E1` wherever it stands in a text; a supplement is a word that holds a digit. */
const CITED =
  /GRDrs (\d{1,5})\/((?:19|20|21)\d\d)(?: ((?=[\p{L}.-]{0,6}\d)[\p{L}\d.-]{1,8})(?![\p{L}\d/]))?/gu;

/** A paper's own word of an address: `GRDrs-316-2021`, `GRDrs-316-2021-E1`. */
export function paperSlug({ number, year, supplement }: Numbered): string {
  return `GRDrs-${number}-${year}${supplement === '' ? '' : `-${supplement}`}`;
}

/** Reads an address back: an id, or number, year and supplement; null for what is neither. */
export function parsePaperSlug(text: string): { id: number } | Numbered | null {
  if (/^[1-9]\d{0,14}$/u.test(text)) return { id: Number(text) };
  const found = /^GRDrs-(\d{1,5})-(\d{4})(?:-(.{1,20}))?$/u.exec(text);
  if (!found) return null;
  return { number: Number(found[1]), year: Number(found[2]), supplement: found[3] ?? '' };
}

/** A text in pieces: plain, or a cited paper with its address. Joined they are the text again. */
export function citedPapers(text: string): { text: string; slug: string | null }[] {
  const pieces: { text: string; slug: string | null }[] = [];
  let at = 0;
  for (const found of text.matchAll(CITED)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), slug: null });
    const paper = { number: Number(found[1]), year: Number(found[2]), supplement: found[3] ?? '' };
    pieces.push({ text: found[0], slug: paperSlug(paper) });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), slug: null });
  return pieces;
}

/** The address of a paper by its whole label; null for a text that is no label. */
export function slugOfLabel(label: string): string | null {
  const found = /^GRDrs (\d{1,5})\/(\d{4})(?: (.{1,20}))?$/u.exec(label);
  if (!found) return null;
  const paper = { number: Number(found[1]), year: Number(found[2]), supplement: found[3] ?? '' };
  return paperLabel(paper) === label ? paperSlug(paper) : null;
}
