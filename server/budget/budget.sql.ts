import type { CarryOver, DeliveredActual } from '#shared/budget/checks.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { sumCents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { eachBatch, keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import { sumOfCents } from '../db/sums.ts';
import { assignedActuals, excludedActuals, unassignedActuals } from '../ledger/figures.sql.ts';
import type { YearActual } from '../ledger/figures.sql.ts';
import { PAPER_COLUMNS } from '../papers/paper-columns.ts';

const storedCarryOvers = (read: Queries) =>
  read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'E')
    .select(['m.id', 'm.pair_key as pairKey', 'm.cents', 'm.effective_on as on', 'm.recorded_seq as seq'])
    .select('l.year');

type StoredCarryOver = Awaited<ReturnType<ReturnType<typeof storedCarryOvers>['execute']>>[number];

const CARRY_OVERS: Part<{ rows: StoredCarryOver[]; last: number }> = {
  tables: ['movement'],
  read: async (read, before, marks) => {
    const rows = before?.value.rows ?? [];
    await eachBatch(
      before?.value.last ?? 0,
      (after, most) => storedCarryOvers(read).where('m.id', '>', after).orderBy('m.id').limit(most).execute(),
      (row) => rows.push(row),
    );
    return { rows, last: Number(marks.movement) };
  },
};

/** Carry-overs around a year, summed per pair and year, as far as they are in effect. */
export async function carryOvers(
  read: Queries,
  year: FiscalYear,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<CarryOver[]> {
  const marks = await marksOf(read);
  const kept = await keptPart(read, CARRY_OVERS);
  const rows = kept?.rows ?? (await storedCarryOvers(read).orderBy('m.id').execute());
  const known = Math.min(knownUntil({ knownSeq }), marks?.history ?? Number.MAX_SAFE_INTEGER);
  const counted = rows.filter((row) => Math.abs(row.year - year) <= 1 && row.on <= asOf && row.seq <= known);
  const sums = Map.groupBy(counted, (row) => `${row.year}/${row.pairKey ?? ''}/${row.pairKey === null}`);
  return [...sums.values()].flatMap(([first, ...rest]) =>
    first
      ? [
          {
            pairKey: first.pairKey,
            year: first.year,
            cents: sumCents([first, ...rest].map((row) => row.cents)),
          },
        ]
      : [],
  );
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
    .groupBy(['m.kind', 'm.effective_on', 'm.reason', 'l.number', 'c.number', 'c.project_id'])
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
      'c.project_id as counterProjectId',
    ])
    .select((eb) => sumOfCents(eb.ref('m.cents')).as('cents'))
    .execute();
  const day = (row: (typeof rows)[number]): string =>
    `${row.effectiveOn}|${String(row.paperId ?? 0).padStart(16, '0')}`;
  return inNaturalOrder(rows, (row) => row.line, day);
}
