import { fiscalYearOf } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { largest } from '../largest.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { FileRow } from './cell.ts';
import type { FileNote } from './file-notes.ts';
import { Firsts } from './firsts.ts';
import type { RowError } from './imports.ts';
import type { Told } from './judged-row.ts';
import type { Difference } from './differences.ts';
import type { ImportProfile } from './profile.ts';
import { readRow } from './read-row.ts';
import type { LeftOut, RowBrief } from './read-row.ts';
import type { RowFacts } from './row-facts.ts';
import { keyedRow, wholeContent } from './row-key.ts';
import type { Digest, KeyedRow } from './row-key.ts';
import type { RowReader } from './row-reader.ts';
import type { SourceRow } from './source-row.ts';

/** A totals row: one sum per amount, expense positive. */
export interface TotalsRow {
  file: string;
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

/** Something with its place in the delivery: the parts one after another, from 1. */
export type Placed<T> = T & { seq: number };

/** A file, or the parts of one delivery, and where the rows of each begin. */
export interface FilePlace {
  fileName: string;
  from: number;
}

/**
 * A delivery after every row was read once, in as much memory as a page shows: its bookings went to whoever keeps them
 * (`Keep`), everything else is counted, summed and kept as far as it is shown.
 */
export interface ParsedFile {
  parts: FilePlace[];
  /** Records below the header, without totals rows. */
  rows: number;
  bookings: number;
  leftOut: { rows: number; cents: number; reasons: Map<string, number>; shown: Firsts<Placed<LeftOut>> };
  rejected: {
    rows: number;
    shown: Firsts<Placed<{ brief: RowBrief; message: string }>>;
    errors: Firsts<Placed<RowError>>;
  };
  totals: TotalsRow[];
  /** Row checks that do not hold and do not stop the import. */
  warnings: Firsts<Placed<RowError>>;
  /** What the reader met in the file that a person should know. */
  notes: FileNote[];
  /** Rows whose year, period and days do not fit together and which the profile lets pass, per difference. */
  told: Map<Difference, { rows: number; cents: number }>;
  sums: FileSums;
  /** Sum of the bookings, expense positive; a plain number until it is checked. */
  cents: number;
  /** Sum of the absolute amounts of all rows, in cents; a plain number until it is checked (amount-limits.ts). */
  absoluteCents: number;
  /** Years the bookings belong to, and those in which they were made. */
  years: Set<FiscalYear>;
  yearsMade: Set<FiscalYear>;
  /** First and last day of its bookings. */
  days: { from: IsoDate; to: IsoDate } | null;
  /**
   * The last day its actuals reach: the state of the books it brings. A row whose day lies outside its year, or after the
   * day of the reading, says nothing about how far SAP has booked.
   */
  bookedUntil: IsoDate | null;
}

/** Takes a booking with the digest of its whole content. */
export type Keep = (keyed: KeyedRow, whole: string) => void;

const ROWS_SHOWN = 200;

/** Keeps the first by their place. */
function firsts<T>(limit: number): Firsts<Placed<T>> {
  return new Firsts<Placed<T>>(limit, (a, b) => a.seq - b.seq);
}

/** Nothing read yet. `errorsKept` = how many faults are told at most; all are counted. */
export function emptyFile(profile: ImportProfile, errorsKept = ROWS_SHOWN): ParsedFile {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
  const sums = {
    amounts: zeros(profile.amounts?.length ?? 1),
    controls: zeros(profile.controls?.length ?? 0),
    figures: (profile.figures ?? []).map(() => ({ cents: 0, rows: 0 })),
    rounded: { amounts: 0, micros: 0 },
  };
  return {
    parts: [],
    rows: 0,
    bookings: 0,
    leftOut: { rows: 0, cents: 0, reasons: new Map(), shown: firsts(ROWS_SHOWN) },
    rejected: { rows: 0, shown: firsts(ROWS_SHOWN), errors: firsts(errorsKept) },
    totals: [],
    warnings: firsts(errorsKept),
    notes: [],
    told: new Map(),
    sums,
    cents: 0,
    absoluteCents: 0,
    years: new Set(),
    yearsMade: new Set(),
    days: null,
    bookedUntil: null,
  };
}

/** Says that the rows read from now on stand in this file. */
export function beginPart(file: ParsedFile, fileName: string): void {
  file.parts.push({ fileName, from: bookingsRead(file) + 1 });
}

/** The file a row stands in. */
export function fileNameOf(parts: readonly FilePlace[], seq: number): string {
  return (parts.findLast((part) => part.from <= seq) ?? parts[0])?.fileName ?? '';
}

function addFacts(file: ParsedFile, facts: RowFacts, seq: number): void {
  const { amounts, controls, figures, rounded } = file.sums;
  rounded.amounts += facts.rounded.length;
  rounded.micros = largest(facts.rounded, rounded.micros);
  facts.amounts.forEach((cents, at) => (amounts[at] = (amounts[at] ?? 0) + cents));
  facts.controls.forEach((cents, at) => (controls[at] = (controls[at] ?? 0) + cents));
  facts.figures.forEach((cents, at) => {
    const figure = figures[at];
    if (!figure || cents === null) return;
    figure.cents += cents;
    figure.rows += 1;
  });
  for (const warning of facts.warnings) file.warnings.add({ ...warning, seq });
}

function addLeftOut(file: ParsedFile, leftOut: LeftOut): void {
  const { reasons } = file.leftOut;
  file.leftOut.rows += 1;
  file.leftOut.cents += leftOut.cents;
  reasons.set(leftOut.reason, (reasons.get(leftOut.reason) ?? 0) + 1);
  file.leftOut.shown.add({ ...leftOut, seq: bookingsRead(file) });
  file.absoluteCents += Math.abs(leftOut.cents);
}

function addTold(file: ParsedFile, { difference, cents, error }: Told, seq: number): void {
  const sum = file.told.get(difference) ?? { rows: 0, cents: 0 };
  file.told.set(difference, { rows: sum.rows + 1, cents: sum.cents + cents });
  file.warnings.add({ ...error, seq });
}

function addBooking(file: ParsedFile, row: SourceRow, today: IsoDate | null): number {
  file.bookings += 1;
  file.cents += row.cents;
  file.absoluteCents += Math.abs(row.cents);
  file.years.add(row.fiscalYear);
  file.yearsMade.add(fiscalYearOf(row.postedOn));
  const { postedOn } = row;
  if (!file.days) file.days = { from: postedOn, to: postedOn };
  else if (postedOn < file.days.from) file.days.from = postedOn;
  else if (postedOn > file.days.to) file.days.to = postedOn;
  const isBooked = fiscalYearOf(postedOn) === row.fiscalYear && (today === null || postedOn <= today);
  if (isBooked && postedOn > (file.bookedUntil ?? '')) file.bookedUntil = postedOn;
  return bookingsRead(file);
}

/** Reads one row and adds what it gives; each booking goes to `keep` with its key and content digests. */
export function addRow(file: ParsedFile, row: FileRow, reader: RowReader, digest: Digest, keep: Keep): void {
  const read = readRow(row, reader);
  if (read.outcome === 'totals') {
    // Two say already that there are too many; parts have one each.
    if (file.totals.length <= file.parts.length + 1)
      file.totals.push({ file: reader.fileName, line: read.line, parts: read.parts });
    return;
  }
  file.rows += 1;
  if (read.outcome === 'rejected') {
    file.rejected.rows += 1;
    const seq = bookingsRead(file);
    file.rejected.shown.add({ brief: read.brief, message: read.errors[0]?.message ?? '', seq });
    for (const error of read.errors) file.rejected.errors.add({ ...error, seq });
  } else if (read.outcome === 'not-selected') addLeftOut(file, read.leftOut);
  else {
    for (const booking of read.rows) {
      const seq = addBooking(file, booking, reader.today);
      keep({ ...keyedRow(booking, reader.profile, digest), seq }, digest(wholeContent(booking)));
    }
    for (const leftOut of read.leftOut) addLeftOut(file, leftOut);
    const seq = bookingsRead(file);
    for (const one of read.told) addTold(file, one, seq);
    addFacts(file, read.facts, seq);
  }
}

/** What a plan says the outcome of: every booking, every row left out or refused. */
export function bookingsRead(file: ParsedFile): number {
  return file.bookings + file.leftOut.rows + file.rejected.rows;
}

export function leftOutCents(file: ParsedFile): Cents {
  return toCents(file.leftOut.cents);
}
