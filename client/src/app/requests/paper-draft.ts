import type { PaperCitation } from '#shared/approvals/movement.ts';
import { formatDate } from '#shared/calendar.ts';
import type { Reader } from '../core/reader.ts';

/** A council paper as it is typed; title, body and day only for one that is not known yet. */
export interface PaperDraft {
  paper: string;
  paperTitle: string;
  paperBody: string;
  paperOn: string;
}

export const NO_PAPER: PaperDraft = { paper: '', paperTitle: '', paperBody: '', paperOn: '' };

/** `GRDrs 316/2021 E1` or `316/2021`. */
const PAPER = /^(?:GRDrs\.?\s*)?(\d{1,5})\/(\d{4})(?:\s+(\S.{0,19}))?$/u;

/** What is cited; paths of what cannot be read as the server names them. */
export function readPaper(draft: PaperDraft, read: Reader): PaperCitation | null {
  const text = draft.paper.trim();
  if (text === '') return null;
  const match = PAPER.exec(text);
  if (!match) read.fault('payload.paper', 'Drucksache bitte wie 316/2021 schreiben.');
  const { paperTitle: title, paperBody: body, paperOn } = draft;
  const cited = { number: Number(match?.[1]), year: Number(match?.[2]), supplement: match?.[3] ?? '' };
  if ([title, body, paperOn].every((part) => part.trim() === '')) return { ...cited, entry: null };
  const message = 'Sitzungstag bitte wie 30.06.2021 schreiben.';
  return {
    ...cited,
    entry: { title, body, sessionOn: read.date(paperOn, 'payload.paper.entry.sessionOn', message) },
  };
}

const PLACES: Readonly<Record<string, keyof PaperDraft>> = {
  'paper.entry': 'paperTitle',
  'paper.entry.title': 'paperTitle',
  'paper.entry.body': 'paperBody',
  'paper.entry.sessionOn': 'paperOn',
};

/** The field of a fault of the paper; any other path as it is. */
export function paperPlace(path: string): string {
  return PLACES[path] ?? (path.startsWith('paper.') ? 'paper' : path);
}

/** The fields of a paper that is cited already. */
export function paperDraftOf(paper: PaperCitation | null): PaperDraft {
  if (!paper) return NO_PAPER;
  const { number, year, supplement, entry } = paper;
  return {
    paper: `${number}/${year}${supplement === '' ? '' : ` ${supplement}`}`,
    paperTitle: entry?.title ?? '',
    paperBody: entry?.body ?? '',
    paperOn: entry ? formatDate(entry.sessionOn) : '',
  };
}
