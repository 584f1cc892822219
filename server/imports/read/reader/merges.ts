import type { Readable } from 'node:stream';
import { Refusal } from './task.ts';

/** A merged cell: rows from 1, columns from 0, both ends in it. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const MERGES = 100_000;
/** Longest text of one `mergeCell`: two references of at most ten signs, and what may stand around them. */
const KEPT = 200;
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/gu;

/** `C` → 2. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/**
 * The merged cells of a sheet. They stand behind its rows, so they are looked up before the rows are read: only their
 * own tags matter, and the part is read as XML afterwards.
 */
export async function mergedCells(part: Readable): Promise<Merge[]> {
  const merges: Merge[] = [];
  const decoder = new TextDecoder('utf-8');
  let kept = '';
  for await (const chunk of part) {
    const text = kept + decoder.decode(chunk as Buffer, { stream: true });
    let end = 0;
    for (const match of text.matchAll(MERGE)) {
      const [tag, left = '', top, right = '', bottom] = match;
      end = match.index + tag.length;
      merges.push({
        left: columnNumber(left),
        right: columnNumber(right),
        top: Number(top),
        bottom: Number(bottom),
      });
      if (merges.length > MERGES)
        throw new Refusal('unpacked-too-large', 'Das Tabellenblatt hat zu viele verbundene Zellen.');
    }
    kept = text.slice(Math.max(end, text.length - KEPT));
  }
  return merges.sort((a, b) => a.top - b.top);
}
