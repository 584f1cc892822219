import { sql } from 'kysely';
import type { MovementKind } from '#shared/budget/terms.ts';
import { endOfMonth, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { PARTS_PER_PAGE } from '#shared/explain/parts.ts';
import type { Cents } from '#shared/money.ts';
import { entrySum, partialMonth } from '../../ledger/parts.sql.ts';
import type { Queries } from '../../db/database.ts';
import { sumOfCents } from '../../db/sums.ts';
import { POSTING_COLUMNS, daysOf, partsAt, placedMonths } from '../actuals.sql.ts';
import type { Place } from '../actuals.sql.ts';
import { movementsQuery } from '../movements.sql.ts';

/** History rows after `after` up to `upTo`: what was recorded between two days. */
export interface Recorded {
  after: number;
  upTo: number;
}

/** What one change recorded about a place, in cents and postings. */
export interface RecordedActuals {
  seq: number;
  cents: Cents;
  postings: number;
}

/** Movements of lines that were recorded in between and are in effect. */
export async function recordedMovements(
  read: Queries,
  given: { lineIds: readonly number[]; kinds: readonly MovementKind[]; asOf: IsoDate },
  between: Recorded,
) {
  if (given.lineIds.length === 0 || given.kinds.length === 0) return [];
  return movementsQuery(read)
    .where('m.line_id', 'in', given.lineIds)
    .where('m.kind', 'in', given.kinds)
    .where('m.effective_on', '<=', given.asOf)
    .where('m.recorded_seq', '>', between.after)
    .where('m.recorded_seq', '<=', between.upTo)
    .orderBy('m.recorded_seq')
    .orderBy('m.id')
    .execute();
}

/** Which orders a figure is about. */
export type OrderSet =
  | { of: 'lines'; ids: readonly number[] }
  | { of: 'order'; id: number }
  | { of: 'later'; ledger: 'result' | 'cash' | 'costing'; year: number; dueYear: number };

function changedOrders(read: Queries, set: OrderSet, asOf: IsoDate, between: Recorded) {
  const query = read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as n', 'n.commitment_id', 'c.id')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('n.effective_on', '<=', asOf)
    .where('n.recorded_seq', '>', between.after)
    .where('n.recorded_seq', '<=', between.upTo)
    .groupBy('c.id')
    .select('c.id')
    .select((eb) => eb.fn.max('n.recorded_seq').as('seq'));
  if (set.of === 'order') return query.where('c.id', '=', set.id);
  if (set.of === 'lines')
    return query.where('c.line_id', 'in', set.ids).whereRef('c.due_year', '<=', 'l.year');
  return query
    .where('l.ledger', '=', set.ledger)
    .where('l.year', '=', set.year)
    .where('c.due_year', '=', set.dueYear);
}

/** Orders with entries recorded in between, each with its sums before and after: an order never binds less than 0. */
export async function recordedOrders(read: Queries, set: OrderSet, asOf: IsoDate, between: Recorded) {
  if (set.of === 'lines' && set.ids.length === 0) return [];
  const before = (kind: 'ordered' | 'released' | 'cancelled') =>
    sql<Cents>`cast(coalesce(sum(case when e.kind = ${kind} and e.recorded_seq <= ${between.after} then e.cents else 0 end), 0) as bigint)`;
  return read
    .selectFrom(changedOrders(read, set, asOf, between).as('changed'))
    .innerJoin('commitment as c', 'c.id', 'changed.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', asOf)
    .where('e.recorded_seq', '<=', between.upTo)
    .groupBy(['c.id', 'c.order_number', 'c.text', 'changed.seq'])
    .orderBy('changed.seq')
    .orderBy('c.id')
    .select(['c.id', 'c.order_number as orderNumber', 'c.text', 'changed.seq'])
    .select([
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
      before('ordered').as('orderedBefore'),
      before('released').as('releasedBefore'),
      before('cancelled').as('cancelledBefore'),
    ])
    .execute();
}

/** Actuals of a place by the change that recorded them; whole months from the stored totals. */
export async function recordedActuals(
  read: Queries,
  place: Place,
  given: { asOf: IsoDate; month: string | null },
  between: Recorded,
): Promise<RecordedActuals[]> {
  if (place.of === 'lines' && place.ids.length === 0) return [];
  const { asOf, month } = given;
  const cut = partialMonth(asOf);
  let stored = placedMonths(read, place)
    .where('month', cut.whole ? '<=' : '<', cut.month)
    .where('recorded_seq', '>', between.after)
    .where('recorded_seq', '<=', between.upTo);
  if (month !== null) stored = stored.where('month', '=', month);
  const whole = await stored
    .groupBy('recorded_seq')
    .select((eb) => ['recorded_seq as seq', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sql<number>`cast(sum(postings) as bigint)`.as('postings'))
    .execute();
  const days = cut.whole || (month !== null && month !== cut.month) ? null : daysOf(cut.month, asOf);
  const rest = days === null ? [] : await recordedBetween(read, place, days, between);
  const bySeq = Map.groupBy([...whole, ...rest], (row) => row.seq);
  return [...bySeq].map(([seq, rows]) => ({
    seq,
    cents: rows.reduce((sum, row) => sum + row.cents, 0) as Cents,
    postings: rows.reduce((sum, row) => sum + row.postings, 0),
  }));
}

async function recordedBetween(
  read: Queries,
  place: Place,
  days: { from: IsoDate; to: IsoDate },
  between: Recorded,
) {
  return read
    .selectFrom(partsAt(read, place, days, { asOf: days.to, knownSeq: between.upTo }).as('part'))
    .where('part.seq', '>', between.after)
    .groupBy('part.seq')
    .select((eb) => ['part.seq', sumOfCents(eb.ref('part.cents')).as('cents')])
    .select(sql<number>`cast(sum(part.postings) as bigint)`.as('postings'))
    .execute();
}

/** The days a figure of actuals spans. */
export function spanOf(month: string | null, asOf: IsoDate): { from: IsoDate; to: IsoDate } {
  if (month === null) return { from: toIsoDate('1900-01-01'), to: asOf };
  const end = endOfMonth(month);
  return { from: toIsoDate(`${month}-01`), to: end <= asOf ? end : asOf };
}

/** What one change recorded at a place, one page and one row more. */
export async function changeParts(
  read: Queries,
  place: Place,
  given: { seq: number; days: { from: IsoDate; to: IsoDate }; page: number },
) {
  const parts = changedAt(read, place, given)
    .selectAll()
    .orderBy('day')
    .orderBy('postingId')
    .orderBy('assignmentId')
    .limit(PARTS_PER_PAGE + 1)
    .offset((given.page - 1) * PARTS_PER_PAGE)
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

function changedAt(
  read: Queries,
  place: Place,
  { seq, days }: { seq: number; days: { from: IsoDate; to: IsoDate } },
) {
  return read.selectFrom(partsAt(read, place, days, { asOf: days.to, knownSeq: undefined }, seq).as('all'));
}

/** What one change comes to at a place, and its first rows in cents, in order. */
export async function changeSum(
  read: Queries,
  place: Place,
  given: { seq: number; days: { from: IsoDate; to: IsoDate }; page: number },
): Promise<{ total: Cents; carried: Cents }> {
  const all = await changedAt(read, place, given)
    .select((eb) => sumOfCents(eb.ref('all.cents')).as('cents'))
    .executeTakeFirstOrThrow();
  if (given.page === 1) return { total: all.cents, carried: 0 as Cents };
  const before = changedAt(read, place, given)
    .select('all.cents')
    .orderBy('day')
    .orderBy('postingId')
    .orderBy('assignmentId')
    .limit((given.page - 1) * PARTS_PER_PAGE)
    .as('before');
  const carried = await read
    .selectFrom(before)
    .select((eb) => sumOfCents(eb.ref('before.cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return { total: all.cents, carried: carried.cents };
}

/** The history rows of changes, with the import each of them is, if it is one. */
export async function changesBySeq(read: Queries, seqs: readonly number[]) {
  const found = new Map<number, Awaited<ReturnType<typeof changeRows>>[number]>();
  const all = [...new Set(seqs)];
  for (let at = 0; at < all.length; at += 500)
    for (const row of await changeRows(read, all.slice(at, at + 500))) found.set(row.seq, row);
  return found;
}

async function changeRows(read: Queries, seqs: readonly number[]) {
  return read
    .selectFrom('history as h')
    .leftJoin('import as i', (join) =>
      join.on('h.entity', '=', 'import').on(sql<boolean>`cast(i.id as text) = h.entity_id`),
    )
    .where('h.seq', 'in', seqs)
    .select(['h.seq', 'h.at', 'h.actor', 'h.action', 'h.entity', 'h.entity_id as entityId', 'h.reason'])
    .select(['i.id as importId', 'i.file_name as importFile'])
    .execute();
}

/** The history rows that recorded forecasts, by the forecast. */
export async function forecastSeqs(read: Queries, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('line_forecast')
    .where('id', 'in', ids)
    .select(['id', 'recorded_seq as seq'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.seq]));
}
