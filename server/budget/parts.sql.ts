import { sql } from 'kysely';
import { openCommitment } from '#shared/budget/figures.ts';
import type { MovementFact } from '#shared/budget/figures.ts';
import { endOfMonth, monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { linesQuery } from './lines.sql.ts';
import type { LineSelection } from './lines.sql.ts';

/** The last history row that counts; every row when the second clock is not asked for. */
export function knownUntil(selection: { knownSeq?: number | undefined }): number {
  return selection.knownSeq ?? Number.MAX_SAFE_INTEGER;
}

/** Movements in effect, summed per line and kind. */
export async function movementsByLine(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, MovementFact[]>> {
  const rows = await linesQuery(read, selection)
    .innerJoin('movement as m', 'm.line_id', 'l.id')
    .where('m.effective_on', '<=', selection.asOf)
    .where('m.recorded_seq', '<=', knownUntil(selection))
    .groupBy(['m.line_id', 'm.kind'])
    .select((eb) => ['m.line_id as lineId', 'm.kind', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const byLine = new Map<number, MovementFact[]>();
  for (const row of rows) byLine.set(row.lineId, [...(byLine.get(row.lineId) ?? []), row]);
  return byLine;
}

/** Σ of one kind of an order's entries. */
export function entrySum(kind: 'ordered' | 'released' | 'cancelled') {
  return sql<Cents>`cast(coalesce(sum(case when e.kind = ${kind} then e.cents else 0 end), 0) as bigint)`;
}

/** O per line: per order max(0, ordered − released − cancelled), without what is due after the line's year. */
export async function commitmentsByLine(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, Cents>> {
  const rows = await linesQuery(read, selection)
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', selection.asOf)
    .where('e.recorded_seq', '<=', knownUntil(selection))
    .whereRef('c.due_year', '<=', 'l.year')
    .groupBy(['c.id', 'c.line_id'])
    .select([
      'l.id as lineId',
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .groupBy('l.id')
    .execute();
  const byLine = new Map<number, Cents>();
  for (const row of rows)
    byLine.set(row.lineId, toCents((byLine.get(row.lineId) ?? 0) + openCommitment(row)));
  return byLine;
}

/** The first month that asOf cuts: stored months before it count whole. */
export function partialMonth(asOf: IsoDate): { month: string; whole: boolean; from: IsoDate } {
  const month = monthOf(asOf);
  return { month, whole: endOfMonth(month) === asOf, from: toIsoDate(`${month}-01`) };
}

/**
 * I per line: stored whole months, plus of the month that asOf cuts its postings and what was moved from line to
 * line since (`assignment`: signed parts).
 */
export async function actualsByLine(read: Queries, selection: LineSelection): Promise<Map<number, Cents>> {
  const { asOf } = selection;
  const { month, whole, from } = partialMonth(asOf);
  const known = knownUntil(selection);
  const stored = await linesQuery(read, selection)
    .innerJoin('actual_month as a', 'a.line_id', 'l.id')
    .where('a.month', whole ? '<=' : '<', month)
    .where('a.recorded_seq', '<=', known)
    .groupBy('a.line_id')
    .select((eb) => ['a.line_id as lineId', sumOfCents(eb.ref('a.cents')).as('cents')])
    .execute();
  const cut = whole
    ? []
    : await linesQuery(read, selection)
        .innerJoin('posting as p2', 'p2.line_id', 'l.id')
        .where('p2.posted_on', '>=', from)
        .where('p2.posted_on', '<=', asOf)
        .where('p2.recorded_seq', '<=', known)
        .groupBy('p2.line_id')
        .select((eb) => [sql<number>`p2.line_id`.as('lineId'), sumOfCents(eb.ref('p2.cents')).as('cents')])
        .execute();
  const moved = whole
    ? []
    : await linesQuery(read, selection)
        .innerJoin('assignment as a2', 'a2.line_id', 'l.id')
        .where('a2.effective_on', '>=', from)
        .where('a2.effective_on', '<=', asOf)
        .where('a2.recorded_seq', '<=', known)
        .groupBy('a2.line_id')
        .select((eb) => [sql<number>`a2.line_id`.as('lineId'), sumOfCents(eb.ref('a2.cents')).as('cents')])
        .execute();
  const byLine = new Map<number, Cents>();
  for (const row of [...stored, ...cut, ...moved])
    byLine.set(row.lineId, toCents((byLine.get(row.lineId) ?? 0) + row.cents));
  return byLine;
}
