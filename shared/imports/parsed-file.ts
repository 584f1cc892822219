import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { RowError } from './imports.ts';
import type { ImportProfile } from './profile.ts';
import { keyedRow, wholeContent } from './row-key.ts';
import type { Digest, KeyedRow } from './row-key.ts';
import type { ReadRow, RowBrief } from './source-row.ts';

/** A file after every row was read once: nothing is lost, every row is in exactly one of these lists. */
export interface ParsedFile {
  keyed: KeyedRow[];
  /** Digest of each row's whole content, in the order of `keyed`. */
  contents: string[];
  leftOut: { brief: RowBrief; reason: string; cents: Cents }[];
  rejected: { brief: RowBrief; errors: RowError[] }[];
  totals: { line: number; cents: Cents }[];
  /** Sum of the absolute amounts of all rows, in cents; a plain number until it is checked (amount-limits.ts). */
  absoluteCents: number;
}

export function emptyFile(): ParsedFile {
  return { keyed: [], contents: [], leftOut: [], rejected: [], totals: [], absoluteCents: 0 };
}

/** Adds one read row, with its key and content digest. */
export function addRow(file: ParsedFile, read: ReadRow, profile: ImportProfile, digest: Digest): void {
  if (read.outcome === 'row') {
    file.keyed.push(keyedRow(read.row, profile, digest));
    file.contents.push(digest(wholeContent(read.row)));
    file.absoluteCents += Math.abs(read.row.cents);
  } else if (read.outcome === 'left-out') {
    file.leftOut.push(read);
    file.absoluteCents += Math.abs(read.cents);
  } else if (read.outcome === 'rejected') file.rejected.push(read);
  else file.totals.push(read);
}

/** One name for what a file says, whatever its encoding, order of rows or extra columns (promises.md I3). */
export function contentDigest(file: ParsedFile, digest: Digest): string {
  return digest([...file.contents].sort((a, b) => (a < b ? -1 : 1)).join('\n'));
}

/** Records below the header, without totals rows. */
export function rowsRead(file: ParsedFile): number {
  return file.keyed.length + file.leftOut.length + file.rejected.length;
}

export function leftOutCents(file: ParsedFile): Cents {
  return toCents(file.leftOut.reduce((sum, row) => sum + row.cents, 0));
}
