import type { Ledger } from '#shared/budget/terms.ts';
import { lineIndex } from '#shared/imports/assignment.ts';
import type { LineIndex } from '#shared/imports/assignment.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { SuggestedLine } from '#shared/reconciliation/suggestion.ts';
import { targetIndex } from '#shared/reconciliation/target.ts';
import type { TargetIndex } from '#shared/reconciliation/target.ts';
import type { Queries } from '../db/database.ts';

/** The lines of some years, findable in every way a posting can ask for them. */
export interface LineFacts {
  lines: LineIndex;
  targets: TargetIndex;
  byId: ReadonlyMap<number, SuggestedLine>;
}

function lineRows(read: Queries) {
  return read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('project as p', 'p.id', 'l.project_id')
    .select([
      'l.id',
      'l.number',
      'l.name',
      'l.year',
      'l.ledger',
      'l.cost_object as costObject',
      'l.account',
      'l.twin',
      's.code as subBudget',
      'p.number as project',
    ]);
}

export async function lineFacts(read: Queries, years: readonly number[]): Promise<LineFacts> {
  const rows = years.length === 0 ? [] : await lineRows(read).where('l.year', 'in', years).execute();
  return {
    lines: lineIndex(rows),
    targets: targetIndex(rows),
    byId: new Map(rows.map((row) => [row.id, row])),
  };
}

/** The lines a posting of that year (and ledger) can be put on, by number. */
export async function linesToChoose(read: Queries, year: number, ledger?: Ledger): Promise<SuggestedLine[]> {
  let query = lineRows(read).where('l.year', '=', year);
  if (ledger) query = query.where('l.ledger', '=', ledger);
  return inNaturalOrder(await query.execute(), (line) => line.number);
}

/** The names of lines of any year. */
export async function lineNames(
  read: Queries,
  ids: readonly number[],
): Promise<Map<number, { id: number; number: string; name: string; year: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('budget_line')
    .where('id', 'in', ids)
    .select(['id', 'number', 'name', 'year'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
