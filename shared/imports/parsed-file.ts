import { sumCents, toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import type { FileRow } from './cell.ts';
import type { FileNote } from './file-notes.ts';
import type { RowError } from './imports.ts';
import type { ImportProfile } from './profile.ts';
import { readRow } from './read-row.ts';
import type { LeftOut, RowBrief } from './read-row.ts';
import type { RowFacts } from './row-facts.ts';
import { keyedRow, wholeContent } from './row-key.ts';
import type { Digest, KeyedRow } from './row-key.ts';
import type { RowReader } from './row-reader.ts';
import { pushAll } from '../largest.ts';

/** A totals row: one sum per amount, expense positive. */
export interface TotalsRow {
  line: number;
  parts: Cents[];
}

/** Running sums over the rows of a file; plain numbers until they are checked. */
export interface FileSums {
  amounts: number[];
  controls: number[];
  figures: { cents: number; rows: number }[];
  /** Amounts that a program stored beyond the cent: how many, and the largest rounding in millionths of a euro. */
  rounded: { amounts: number; micros: number };
}

/** A file after every row was read once: nothing is lost, every booking is in exactly one of these lists. */
export interface ParsedFile {
  /** Records below the header, without totals rows. */
  rows: number;
  keyed: KeyedRow[];
  /** Digest of each row's whole content, in the order of `keyed`. */
  contents: string[];
  leftOut: LeftOut[];
  rejected: { brief: RowBrief; errors: RowError[] }[];
  totals: TotalsRow[];
  /** Row checks that do not hold and do not stop the import. */
  warnings: RowError[];
  /** What the reader met in the file that a person should know. */
  notes: FileNote[];
  sums: FileSums;
  /** Sum of the absolute amounts of all rows, in cents; a plain number until it is checked (amount-limits.ts). */
  absoluteCents: number;
}

export function emptyFile(profile: ImportProfile): ParsedFile {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
  const sums = {
    amounts: zeros(profile.amounts?.length ?? 1),
    controls: zeros(profile.controls?.length ?? 0),
    figures: (profile.figures ?? []).map(() => ({ cents: 0, rows: 0 })),
    rounded: { amounts: 0, micros: 0 },
  };
  const lists = { keyed: [], contents: [], leftOut: [], rejected: [], totals: [], warnings: [], notes: [] };
  return { rows: 0, ...lists, sums, absoluteCents: 0 };
}

function addFacts(file: ParsedFile, facts: RowFacts): void {
  const { amounts, controls, figures, rounded } = file.sums;
  rounded.amounts += facts.rounded.length;
  rounded.micros = facts.rounded.reduce((most, micros) => Math.max(most, micros), rounded.micros);
  facts.amounts.forEach((cents, at) => (amounts[at] = (amounts[at] ?? 0) + cents));
  facts.controls.forEach((cents, at) => (controls[at] = (controls[at] ?? 0) + cents));
  facts.figures.forEach((cents, at) => {
    const figure = figures[at];
    if (!figure || cents === null) return;
    figure.cents += cents;
    figure.rows += 1;
  });
  pushAll(file.warnings, facts.warnings);
}

function addLeftOut(file: ParsedFile, leftOut: LeftOut): void {
  file.leftOut.push(leftOut);
  file.absoluteCents += Math.abs(leftOut.cents);
}

/** Reads one row and adds what it gives, each booking with its key and content digest. */
export function addRow(file: ParsedFile, row: FileRow, reader: RowReader, digest: Digest): void {
  const read = readRow(row, reader);
  if (read.outcome === 'totals') {
    file.totals.push(read);
    return;
  }
  file.rows += 1;
  if (read.outcome === 'rejected') file.rejected.push(read);
  else if (read.outcome === 'not-selected') addLeftOut(file, read.leftOut);
  else {
    for (const booking of read.rows) {
      file.keyed.push(keyedRow(booking, reader.profile, digest));
      file.contents.push(digest(wholeContent(booking)));
      file.absoluteCents += Math.abs(booking.cents);
    }
    for (const leftOut of read.leftOut) addLeftOut(file, leftOut);
    addFacts(file, read.facts);
  }
}

/** One name for what a file says, whatever its encoding, order of rows or extra columns (promises.md I3). */
export function contentDigest(file: ParsedFile, digest: Digest): string {
  return digest([...file.contents].sort((a, b) => (a < b ? -1 : 1)).join('\n'));
}

/** What a plan says the outcome of: every booking, every row left out or refused. */
export function bookingsRead(file: ParsedFile): number {
  return file.keyed.length + file.leftOut.length + file.rejected.length;
}

export function leftOutCents(file: ParsedFile): Cents {
  return file.leftOut.length === 0 ? ZERO_CENTS : sumCents(file.leftOut.map((row) => toCents(row.cents)));
}
