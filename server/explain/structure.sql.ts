import type { LinesOwner } from '#shared/explain/address.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { ownOf } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import type { Clocks } from './movements.sql.ts';

/** The lines an owner sums, with their figures at both clocks; empty when there are none. */
export async function ownedLines(
  read: Queries,
  owner: LinesOwner,
  clocks: Clocks & { own: OwnRows | null },
): Promise<LineWithFigures[]> {
  const { own } = clocks;
  if (owner.of === 'line')
    return [...ownOf(own, await lineFigures(read, { ...clocks, lineIds: [owner.id] }))];
  const narrowed =
    owner.of === 'project'
      ? { projectIds: [owner.id] }
      : owner.of === 'group' && owner.code !== null
        ? { coverGroups: [owner.code] }
        : {};
  const lines = ownOf(own, await lineFigures(read, { ...clocks, years: [owner.year], ...narrowed }));
  return lines.filter(
    (line) =>
      line.ledger === owner.ledger &&
      (owner.side === null || sideOf(line.kind) === owner.side) &&
      belongs(line, owner),
  );
}

function belongs(line: LineWithFigures, owner: LinesOwner): boolean {
  if (owner.of === 'group') return line.coverGroup === owner.code;
  if (owner.of === 'subBudget') return line.subBudget === owner.code;
  return owner.of !== 'kind' || line.kind === owner.code;
}

/** A line's number, year, name and whose it is; undefined when there is none. */
export async function findLine(read: Queries, id: number) {
  return read
    .selectFrom('budget_line as l')
    .leftJoin('office as o', 'o.id', 'l.office_id')
    .where('l.id', '=', id)
    .select(['l.id', 'l.number', 'l.name', 'l.year', 'l.project_id as projectId', 'o.code as office'])
    .executeTakeFirst();
}
