import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { Queries } from '../db/database.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import { keptYears } from './kept-sums.ts';

/** Every year that has lines, ascending. */
export async function budgetYears(read: Queries): Promise<FiscalYear[]> {
  const kept = await keptYears(read);
  if (kept) return kept;
  const rows = await read.selectFrom('budget_line').select('year').distinct().orderBy('year').execute();
  return rows.map((row) => row.year);
}

const storedEdges = (read: Queries) =>
  read
    .selectFrom('cover_edge as e')
    .innerJoin('cover_group as a', 'a.id', 'e.from_group_id')
    .innerJoin('cover_group as b', 'b.id', 'e.to_group_id')
    .select(['a.code as from', 'b.code as to', 'e.valid_from as validFrom', 'e.valid_to as validTo'])
    .execute();

const EDGES: Part<Awaited<ReturnType<typeof storedEdges>>> = {
  tables: ['cover_edge', 'cover_group'],
  read: storedEdges,
};

/** Directed cover in force on a day (§ 20 GemHVO): `from` may cover `to`. */
export async function coverEdges(read: Queries, asOf: IsoDate): Promise<{ from: string; to: string }[]> {
  const edges = ((await keptPart(read, EDGES)) ?? (await storedEdges(read)))
    .filter(({ validFrom, validTo }) => validFrom <= asOf && (validTo === null || validTo >= asOf))
    .map(({ from, to }) => ({ from, to }));
  const byTarget = inNaturalOrder(edges, (edge) => edge.to);
  return inNaturalOrder(byTarget, (edge) => edge.from);
}
