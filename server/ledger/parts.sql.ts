import { sql } from 'kysely';
import { openCommitment } from '#shared/budget/figures.ts';
import type { MovementFact } from '#shared/budget/figures.ts';
import { endOfMonth, monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { sumOfCents } from '../db/sums.ts';
import { linesQuery } from './lines.sql.ts';
import type { LineSelection } from './lines.sql.ts';

const movementSums = question((read, selection: LineSelection) =>
  linesQuery(read, selection)
    .innerJoin('movement as m', 'm.line_id', 'l.id')
    .where('m.effective_on', '<=', selection.asOf)
    .where('m.recorded_seq', '<=', knownUntil(selection))
    .groupBy(['m.line_id', 'm.kind'])
    .select((eb) => ['m.line_id as lineId', 'm.kind', sumOfCents(eb.ref('m.cents')).as('cents')]),
);

/** Movements in effect, summed per line and kind. */
export async function movementsByLine(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, MovementFact[]>> {
  const rows = await movementSums(read, selection);
  const byLine = new Map<number, MovementFact[]>();
  for (const row of rows) byLine.set(row.lineId, [...(byLine.get(row.lineId) ?? []), row]);
  return byLine;
}

/** Σ of one kind of an order's entries; what is carried over counts as cancelled where it left and ordered where it arrived. */
export function entrySum(kind: 'ordered' | 'released' | 'cancelled') {
  return sql<Cents>`cast(coalesce(sum(case when e.kind = ${kind} then e.cents else 0 end), 0) as bigint)`;
}

/** The same apart: what was ordered and cancelled itself, and what a carry-over brought less what it took along. */
export const orderSums = () => [
  sql<Cents>`cast(coalesce(sum(case when e.kind = 'ordered' and e.carry_id is null then e.cents else 0 end), 0) as bigint)`.as(
    'ordered',
  ),
  entrySum('released').as('released'),
  sql<Cents>`cast(coalesce(sum(case when e.kind = 'cancelled' and e.carry_id is null then e.cents else 0 end), 0) as bigint)`.as(
    'cancelled',
  ),
  sql<Cents>`cast(coalesce(sum(case when e.carry_id is null then 0 when e.kind = 'ordered' then e.cents
    else -e.cents end), 0) as bigint)`.as('carried'),
];

const orderRests = question((read, selection: LineSelection) =>
  linesQuery(read, selection)
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .whereRef('c.due_year', '<=', 'l.year')
    .select((eb) => [
      'c.line_id as lineId',
      // Asked order by order: its entries lie side by side in the index, nothing has to be grouped.
      eb
        .selectFrom('commitment_entry as e')
        .whereRef('e.commitment_id', '=', 'c.id')
        .where('e.effective_on', '<=', selection.asOf)
        .where('e.recorded_seq', '<=', knownUntil(selection))
        .select(
          sumOfCents(sql<Cents>`case when e.kind = 'ordered' then e.cents else -e.cents end`).as('cents'),
        )
        .as('rest'),
    ]),
);

/** O per line: per order max(0, ordered − released − cancelled), without what is due after the line's year. */
export async function commitmentsByLine(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, Cents>> {
  const rows = await orderRests(read, selection);
  const byLine = new Map<number, Cents>();
  for (const { lineId, rest } of rows) {
    if (lineId === null || rest === null) continue;
    const open = openCommitment({ ordered: rest, released: ZERO_CENTS, cancelled: ZERO_CENTS });
    byLine.set(lineId, toCents((byLine.get(lineId) ?? 0) + open));
  }
  return byLine;
}

/** The first month that asOf cuts: stored months before it count whole. */
export function partialMonth(asOf: IsoDate): { month: string; whole: boolean; from: IsoDate } {
  const month = monthOf(asOf);
  return { month, whole: endOfMonth(month) === asOf, from: toIsoDate(`${month}-01`) };
}

type StoredMonths = Omit<LineSelection, 'asOf' | 'knownSeq'> & { month: string; known: number };

/** Asked line by line: a line's sums lie side by side, nothing has to be grouped. */
function monthSums(read: Queries, { month, known, ...lines }: StoredMonths, until: '<' | '<=') {
  return linesQuery(read, lines)
    .select('l.id as lineId')
    .select((eb) =>
      eb
        .selectFrom('actual_month as a')
        .whereRef('a.line_id', '=', 'l.id')
        .where('a.month', until, month)
        .where('a.recorded_seq', '<=', known)
        .select((sums) => sumOfCents(sums.ref('a.cents')).as('cents'))
        .as('months'),
    );
}

const wholeMonths = question((read, stored: StoredMonths) => monthSums(read, stored, '<='));

const monthsAndDays = question((read, stored: StoredMonths & { from: IsoDate; to: IsoDate }) => {
  const { from, to, ...months } = stored;
  return monthSums(read, months, '<').select((eb) =>
    eb
      .selectFrom('actual_day as d')
      .whereRef('d.line_id', '=', 'l.id')
      .where('d.day', '>=', from)
      .where('d.day', '<=', to)
      .where('d.recorded_seq', '<=', months.known)
      .select((sums) => sumOfCents(sums.ref('d.cents')).as('cents'))
      .as('days'),
  );
});

/**
 * I per line: stored whole months, plus the stored days of the month that asOf cuts (0020). Both hold postings where
 * the import put them and what was moved from line to line since.
 */
export async function actualsByLine(read: Queries, selection: LineSelection): Promise<Map<number, Cents>> {
  const { asOf, knownSeq, ...lines } = selection;
  const { month, whole, from } = partialMonth(asOf);
  const stored = { ...lines, month, known: knownUntil({ knownSeq }) };
  if (whole)
    return new Map(
      (await wholeMonths(read, stored)).map((row) => [row.lineId, row.months ?? ZERO_CENTS] as const),
    );
  const rows = await monthsAndDays(read, { ...stored, from, to: asOf });
  return new Map(rows.map((row) => [row.lineId, toCents((row.months ?? 0) + (row.days ?? 0))]));
}
