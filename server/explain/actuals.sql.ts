import { sql } from 'kysely';
import type { Ledger } from '#shared/budget/terms.ts';
import { endOfMonth, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { PARTS_PER_PAGE } from '#shared/explain/parts.ts';
import type { Cents } from '#shared/money.ts';
import { toCents } from '#shared/money.ts';
import { EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { knownUntil } from '../clocks/selection.ts';
import { partialMonth } from '../ledger/parts.sql.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import type { Clocks } from './movements.sql.ts';

/** Where actuals stand: on lines, or of a ledger in the basket or left out with a reason; year null = every year. */
export type Place =
  | { of: 'lines'; ids: readonly number[] }
  | { of: 'unassigned' | 'excluded'; ledger: Ledger; year: number | null };

export interface MonthSum {
  month: string;
  cents: Cents;
  postings: number;
}

/** The days of a month that count at a date; null when none does. */
export function daysOf(month: string, asOf: IsoDate): { from: IsoDate; to: IsoDate } | null {
  const [from, end] = [toIsoDate(`${month}-01`), endOfMonth(month)];
  return from > asOf ? null : { from, to: end <= asOf ? end : asOf };
}

/** The stored months of a place, whenever they were recorded. */
export function placedMonths(read: Queries, place: Place) {
  const known = read.selectFrom('actual_month');
  if (place.of === 'lines') return known.where('line_id', 'in', place.ids);
  const here = known
    .where('line_id', '=', place.of === 'unassigned' ? UNASSIGNED_LINE : EXCLUDED_LINE)
    .where('ledger', '=', place.ledger);
  return place.year === null ? here : here.where('fiscal_year', '=', place.year);
}

/** Signed parts of postings at a place between two days: where the import put them, and what was decided later. */
export function partsAt(
  read: Queries,
  place: Place,
  days: { from: IsoDate; to: IsoDate },
  clocks: Clocks,
  /** Only what this change recorded. */
  seq?: number,
) {
  const known = seq ?? knownUntil(clocks);
  let posted = read
    .selectFrom('posting')
    .where('posted_on', '>=', days.from)
    .where('posted_on', '<=', days.to)
    .where('recorded_seq', seq === undefined ? '<=' : '=', known);
  let moved = read
    .selectFrom('assignment')
    .where('effective_on', '>=', days.from)
    .where('effective_on', '<=', days.to)
    .where('recorded_seq', seq === undefined ? '<=' : '=', known);
  if (place.of === 'lines') {
    posted = posted.where('line_id', 'in', place.ids);
    moved = moved.where('line_id', 'in', place.ids);
  } else {
    const { ledger, year } = place;
    posted = posted.where('line_id', 'is', null).where('ledger', '=', ledger);
    moved = moved
      .where('line_id', 'is', null)
      .where('target', '=', place.of === 'unassigned' ? 'open' : 'excluded')
      .where('ledger', '=', ledger);
    if (year !== null) {
      posted = posted.where('fiscal_year', '=', year);
      moved = moved.where('fiscal_year', '=', year);
    }
  }
  const later = moved
    .select(['effective_on as day', 'posting_id as postingId', 'cents', 'id as assignmentId'])
    .select(['postings', 'recorded_seq as seq']);
  const first = posted
    .select(['posted_on as day', 'id as postingId', 'cents'])
    .select([sql<number>`0`.as('assignmentId'), sql<number>`1`.as('postings'), 'recorded_seq as seq']);
  // An import puts nothing among what is left out.
  return (place.of === 'excluded' ? first.where(sql<boolean>`1 = 0`) : first).unionAll(later);
}

/** Months of a place up to a date, from the stored ones; only the month that the date cuts is summed. */
export async function monthsOf(read: Queries, place: Place, clocks: Clocks): Promise<MonthSum[]> {
  const { month, whole, from } = partialMonth(clocks.asOf);
  const stored = await placedMonths(read, place)
    .where('recorded_seq', '<=', knownUntil(clocks))
    .where('month', whole ? '<=' : '<', month)
    .groupBy('month')
    .orderBy('month')
    .select((eb) => ['month', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sql<number>`cast(sum(postings) as bigint)`.as('postings'))
    .execute();
  if (whole) return stored;
  const cut = await sumBetween(read, place, { from, to: clocks.asOf }, clocks);
  return cut.rows === 0 ? stored : [...stored, { month, cents: cut.cents, postings: cut.postings }];
}

/** Stored days of a place (0020): what the days of a cut month come to. */
async function sumBetween(read: Queries, place: Place, days: { from: IsoDate; to: IsoDate }, clocks: Clocks) {
  const stored = read
    .selectFrom('actual_day')
    .where('day', '>=', days.from)
    .where('day', '<=', days.to)
    .where('recorded_seq', '<=', knownUntil(clocks));
  let here =
    place.of === 'lines'
      ? stored.where('line_id', 'in', place.ids)
      : stored
          .where('line_id', '=', place.of === 'unassigned' ? UNASSIGNED_LINE : EXCLUDED_LINE)
          .where('ledger', '=', place.ledger);
  if (place.of !== 'lines' && place.year !== null) here = here.where('fiscal_year', '=', place.year);
  return here
    .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
    .select([
      sql<number>`cast(coalesce(sum(parts), 0) as bigint)`.as('rows'),
      sql<number>`cast(coalesce(sum(postings), 0) as bigint)`.as('postings'),
    ])
    .executeTakeFirstOrThrow();
}

/** One month of a place: stored when the date does not cut it. */
export async function monthSum(
  read: Queries,
  place: Place,
  month: string,
  clocks: Clocks,
): Promise<MonthSum> {
  const days = daysOf(month, clocks.asOf);
  if (days === null) return { month, cents: toCents(0), postings: 0 };
  if (days.to !== endOfMonth(month)) return { month, ...(await sumBetween(read, place, days, clocks)) };
  const row = await placedMonths(read, place)
    .where('recorded_seq', '<=', knownUntil(clocks))
    .where('month', '=', month)
    .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
    .select(sql<number>`cast(coalesce(sum(postings), 0) as bigint)`.as('postings'))
    .executeTakeFirstOrThrow();
  return { month, ...row };
}

/** One page of a month's parts and one row more, in order, each with its document and import. */
export async function monthParts(read: Queries, place: Place, month: string, clocks: Clocks, page: number) {
  const days = daysOf(month, clocks.asOf);
  if (days === null) return [];
  const parts = read
    .selectFrom(partsAt(read, place, days, clocks).as('all'))
    .selectAll()
    .orderBy('day')
    .orderBy('postingId')
    .orderBy('assignmentId')
    .limit(PARTS_PER_PAGE + 1)
    .offset((page - 1) * PARTS_PER_PAGE)
    .as('part');
  return read
    .selectFrom(parts)
    .innerJoin('posting as p', 'p.id', 'part.postingId')
    .innerJoin('import as i', 'i.id', 'p.import_id')
    .leftJoin('assignment as a', 'a.id', 'part.assignmentId')
    .orderBy('part.day')
    .orderBy('part.postingId')
    .orderBy('part.assignmentId')
    .select(POSTING_COLUMNS)
    .select(['part.day', 'part.cents', 'a.method', 'a.reason as assignedBecause'])
    .execute();
}

/** A posting joined as `p`, its import as `i`. */
export const POSTING_COLUMNS = [
  'p.id',
  'p.document_number as documentNumber',
  'p.line_item as lineItem',
  'p.text',
  'p.sap_posted_on as sapPostedOn',
  'p.order_number as orderNumber',
  'p.reverses_id as reversesId',
  'i.id as importId',
  'i.file_name as importFile',
] as const;

/** What the pages before come to, in cents. */
export async function carriedParts(
  read: Queries,
  place: Place,
  month: string,
  clocks: Clocks,
  page: number,
): Promise<Cents> {
  const days = daysOf(month, clocks.asOf);
  if (days === null || page === 1) return toCents(0);
  const before = read
    .selectFrom(partsAt(read, place, days, clocks).as('all'))
    .select(['all.cents'])
    .orderBy('day')
    .orderBy('postingId')
    .orderBy('assignmentId')
    .limit((page - 1) * PARTS_PER_PAGE)
    .as('before');
  const row = await read
    .selectFrom(before)
    .select((eb) => sumOfCents(eb.ref('before.cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return row.cents;
}

/** A posting with its import; undefined when there is none. */
export async function findPosting(read: Queries, id: number) {
  return read
    .selectFrom('posting as p')
    .innerJoin('import as i', 'i.id', 'p.import_id')
    .leftJoin('budget_line as l', 'l.id', 'p.line_id')
    .where('p.id', '=', id)
    .select(POSTING_COLUMNS)
    .select([
      'p.cents',
      'p.posted_on as postedOn',
      'p.document_on as documentOn',
      'p.account',
      'p.cost_object as costObject',
      'p.vendor',
      'p.recorded_seq as recordedSeq',
      'p.row_number as rowNumber',
      'l.id as lineId',
      'l.number as lineNumber',
      'l.name as lineName',
    ])
    .executeTakeFirst();
}

/** Everything that was decided about a posting's place after its import, in order. */
export async function assignmentsOf(read: Queries, postingId: number, clocks: Clocks) {
  return read
    .selectFrom('assignment as a')
    .innerJoin('history as h', 'h.seq', 'a.recorded_seq')
    .leftJoin('budget_line as l', 'l.id', 'a.line_id')
    .where('a.posting_id', '=', postingId)
    .where('a.effective_on', '<=', clocks.asOf)
    .where('a.recorded_seq', '<=', knownUntil(clocks))
    .orderBy('a.id')
    .select(['a.cents', 'a.target', 'a.method', 'a.reason', 'a.effective_on as effectiveOn'])
    .select(['l.id as lineId', 'l.number as lineNumber', 'l.name as lineName'])
    .select(['h.actor', 'h.at'])
    .execute();
}
