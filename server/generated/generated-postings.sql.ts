import { hash } from 'node:crypto';
import { addDays, endOfMonth, monthsBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { releaseOrders } from '../orders/release-orders.sql.ts';
import type { Tx } from '../db/transact.ts';
import type { PostingRow } from '../imports/money/write-postings.sql.ts';
import { addPostings } from '../imports/money/write-postings.sql.ts';
import type { GeneratedLine } from './generated-structure.sql.ts';
import { FIRST_YEAR, LAST_YEAR, orderNumber } from './generated-structure.sql.ts';
import { GOODS, SUBJECTS } from './generated-words.ts';
import type { Seeded } from './seeded.ts';

/** Postings of one import: one month, or a part of it. */
export interface MonthPart {
  month: string;
  rows: number;
  /** Document numbers go on from here. */
  first: number;
}

const MOST_ROWS = 50_000;
const ROWS_PER_DOCUMENT = 3;
const UNASSIGNED_PER_MILLE = 5;
const ORDERED_PER_MILLE = 20;
const CREDIT_PER_MILLE = 30;

/** The postings spread evenly over the months of both years, in imports of at most 50,000 rows. */
export function monthParts(postings: number): MonthPart[] {
  const months = monthsBetween(toIsoDate(`${FIRST_YEAR}-01-01`), toIsoDate(`${LAST_YEAR}-12-31`));
  const parts: MonthPart[] = [];
  let first = 0;
  for (const [n, month] of months.entries()) {
    const until = Math.floor((postings * (n + 1)) / months.length);
    while (first < until) {
      const rows = Math.min(MOST_ROWS, until - first);
      parts.push({ month, rows, first });
      first += rows;
    }
  }
  return parts;
}

/** The day a month's books are taken over. */
export function takenOver(month: string): IsoDate {
  return addDays(endOfMonth(month), 2);
}

/** Few lines carry much: the n-th of a year has the weight 1 / (n + 10). */
class LineChoice {
  readonly #lines: readonly GeneratedLine[];
  readonly #ends: number[] = [];

  constructor(lines: readonly GeneratedLine[]) {
    this.#lines = lines;
    let end = 0;
    for (let n = 0; n < lines.length; n += 1) this.#ends.push((end += Math.floor(10_000_000 / (n + 10))));
  }

  pick(seeded: Seeded): GeneratedLine {
    const wanted = seeded.below(this.#ends.at(-1) ?? 1);
    let [low, high] = [0, this.#ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const line = this.#lines[low];
    if (!line) throw new RangeError('no line to post to');
    return line;
  }
}

interface Run {
  tx: Tx;
  part: MonthPart;
  seeded: Seeded;
  choice: LineChoice;
  /** Cents of one posting on average. */
  meanCents: number;
}

function postingOf(run: Run, n: number): PostingRow {
  const { tx, part, seeded, choice } = run;
  const line = choice.pick(seeded);
  const isOpen = seeded.perMille(UNASSIGNED_PER_MILLE);
  const day = seeded.between(1, Number(endOfMonth(part.month).slice(8)));
  const posted_on = `${part.month}-${String(day).padStart(2, '0')}` as IsoDate;
  const index = part.first + n;
  const documentNumber = `59${String(Math.floor(index / ROWS_PER_DOCUMENT)).padStart(8, '0')}`;
  const lineItem = String((index % ROWS_PER_DOCUMENT) + 1).padStart(3, '0');
  const size = seeded.between(1, 2 * run.meanCents);
  const cents = toCents(seeded.perMille(CREDIT_PER_MILLE) ? -size : size);
  const cost_object = isOpen ? `8${line.costObject}` : line.costObject;
  const account = line.account.padEnd(8, '0');
  return {
    // Known when the import stands, which states the sums of these rows.
    import_id: 0,
    row_number: n + 2,
    source: 'SAP-100',
    row_key: `1000|${line.year}|${documentNumber}|${String((index % ROWS_PER_DOCUMENT) + 1)}`,
    occurrence: 1,
    content_sha256: hash('sha256', JSON.stringify([posted_on, cost_object, account, cents])),
    company_code: '1000',
    fiscal_year: line.year,
    document_number: documentNumber,
    line_item: lineItem,
    posted_on,
    document_on: posted_on,
    period: part.month.slice(5),
    account,
    cost_object,
    text: `${seeded.pick(GOODS)} ${seeded.pick(SUBJECTS)}`,
    vendor: `K-${seeded.between(10_000, 10_400)}`,
    order_number: seeded.perMille(ORDERED_PER_MILLE) ? orderNumber(line, seeded.between(1, 2)) : null,
    ledger: line.ledger,
    line_id: isOpen ? null : line.id,
    cents,
    reverses_id: null,
    origin: 'invented',
    recorded_seq: tx.seq,
  };
}

/** One month's postings as an import that somebody applied; returns its number. */
import { profileFor } from '../imports/profiles/stored-profiles.sql.ts';
export async function generateImport(
  tx: Tx,
  seeded: Seeded,
  part: MonthPart,
  all: { lines: readonly GeneratedLine[]; postings: number; userId: number },
): Promise<number> {
  const year = Number(part.month.slice(0, 4));
  const lines = all.lines.filter((line) => line.year === year);
  const plan = all.lines.reduce((sum, line) => sum + line.appropriation, 0);
  // Together the postings use up about four fifths of the appropriations.
  const meanCents = Math.max(1, Math.floor((plan * 4) / (5 * all.postings)));
  const run = { tx, part, seeded, choice: new LineChoice(lines), meanCents };
  const rows = Array.from({ length: part.rows }, (_, n) => postingOf(run, n));
  const sum = (of: readonly PostingRow[]) => toCents(of.reduce((total, row) => total + row.cents, 0));
  const name = `ist-${part.month}-${part.first}`;
  const { id } = await tx.query
    .insertInto('import')
    .values({
      kind: 'actuals',
      profile: 'sap-ist',
      profile_json: JSON.stringify(await profileFor(tx.query, 'sap-ist')),
      file_name: `${name}.csv`,
      file_sha256: hash('sha256', `file ${name}`),
      content_sha256: hash('sha256', `content ${name}`),
      rows_read: rows.length,
      added: rows.length,
      same: 0,
      left_out: 0,
      sum_cents: sum(rows),
      left_out_cents: toCents(0),
      added_cents: sum(rows),
      unassigned_cents: sum(rows.filter((row) => row.line_id === null)),
      control_total_cents: sum(rows),
      control_origin: 'entered',
      posted_until: endOfMonth(part.month),
      applied_at: tx.at,
      applied_by: all.userId,
      origin: 'invented',
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const row of rows) row.import_id = id;
  await addPostings(tx, id, rows);
  await releaseOrders(tx, id, 'invented');
  return id;
}
