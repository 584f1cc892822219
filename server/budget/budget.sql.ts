import type { CarryOver, DeliveredActual } from '#shared/budget/checks.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { assignedActuals, excludedActuals, unassignedActuals } from './figures.sql.ts';
import type { YearActual } from './figures.sql.ts';
import { PAPER_COLUMNS } from './papers.sql.ts';
import { knownUntil } from './parts.sql.ts';

/** Every year that has lines, ascending. */
export async function budgetYears(read: Queries): Promise<FiscalYear[]> {
  const rows = await read.selectFrom('budget_line').select('year').distinct().orderBy('year').execute();
  return rows.map((row) => row.year);
}

/** Directed cover in force on a day (§ 20 GemHVO): `from` may cover `to`. */
export async function coverEdges(read: Queries, asOf: IsoDate): Promise<{ from: string; to: string }[]> {
  const edges = await read
    .selectFrom('cover_edge as e')
    .innerJoin('cover_group as a', 'a.id', 'e.from_group_id')
    .innerJoin('cover_group as b', 'b.id', 'e.to_group_id')
    .where('e.valid_from', '<=', asOf)
    .where((eb) => eb.or([eb('e.valid_to', 'is', null), eb('e.valid_to', '>=', asOf)]))
    .select(['a.code as from', 'b.code as to'])
    .execute();
  const byTarget = inNaturalOrder(edges, (edge) => edge.to);
  return inNaturalOrder(byTarget, (edge) => edge.from);
}

/** Carry-overs around a year, summed per pair and year, as far as they are in effect. */
export async function carryOvers(
  read: Queries,
  year: FiscalYear,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<CarryOver[]> {
  return read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'E')
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', knownUntil({ knownSeq }))
    .where('l.year', 'in', [year - 1, year, year + 1])
    .groupBy(['m.pair_key', 'l.year'])
    .select((eb) => ['m.pair_key as pairKey', 'l.year', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
}

/** What SAP delivered for a year per ledger, and what of it belongs to no line. */
export async function deliveries(
  read: Queries,
  year: FiscalYear,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<(DeliveredActual & { unassignedPostings: number })[]> {
  const of = (rows: readonly YearActual[]): YearActual[] => rows.filter((row) => row.fiscalYear === year);
  const assigned = of(await assignedActuals(read, asOf, knownSeq));
  const unassigned = of(await unassignedActuals(read, asOf, knownSeq));
  const excluded = of(await excludedActuals(read, asOf, knownSeq));
  return LEDGERS.map((ledger) => {
    const here = (rows: YearActual[]): YearActual[] => rows.filter((row) => row.ledger === ledger);
    return {
      ledger,
      delivered: sumCents(here([...assigned, ...unassigned, ...excluded]).map((row) => row.cents)),
      excluded: sumCents(here(excluded).map((row) => row.cents)),
      unassigned: sumCents(here(unassigned).map((row) => row.cents)),
      unassignedPostings: here(unassigned).reduce((count, row) => count + row.postings, 0),
    };
  });
}

/** Movements of a year's group as the steps from A to F need them: summed per kind, paper, day and line. */
export async function stepRows(read: Queries, lineIds: readonly number[], asOf: IsoDate, knownSeq?: number) {
  if (lineIds.length === 0) return [];
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
    .where('m.line_id', 'in', lineIds)
    .where('m.kind', '<>', 'S')
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', knownUntil({ knownSeq }))
    .groupBy(['m.kind', 'm.effective_on', 'm.reason', 'l.number', 'c.number'])
    .groupBy(['cp.id', 'cp.number', 'cp.year', 'cp.supplement', 'cp.title', 'cp.origin'])
    .groupBy(['cp.body', 'cp.session_on'])
    .select([
      ...PAPER_COLUMNS,
      'cp.body as paperBody',
      'cp.session_on as paperOn',
      'm.kind',
      'm.effective_on as effectiveOn',
      'm.reason',
      'l.number as line',
      'c.number as counterLine',
    ])
    .select((eb) => sumOfCents(eb.ref('m.cents')).as('cents'))
    .execute();
  const day = (row: (typeof rows)[number]): string =>
    `${row.effectiveOn}|${String(row.paperId ?? 0).padStart(16, '0')}`;
  return inNaturalOrder(rows, (row) => row.line, day);
}
