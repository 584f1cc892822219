import type { LinesOwner } from '#shared/explain/address.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { lineFigures } from '../budget/figures.sql.ts';
import type { LineWithFigures } from '../budget/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import type { Clocks } from './movements.sql.ts';

/** The lines an owner sums, with their figures at both clocks; empty when there are none. */
export async function ownedLines(
  read: Queries,
  owner: LinesOwner,
  clocks: Clocks,
): Promise<LineWithFigures[]> {
  if (owner.of === 'line') return lineFigures(read, { ...clocks, lineIds: [owner.id] });
  const narrowed =
    owner.of === 'project'
      ? { projectIds: [owner.id] }
      : owner.of === 'group' && owner.code !== null
        ? { coverGroups: [owner.code] }
        : {};
  const lines = await lineFigures(read, { ...clocks, years: [owner.year], ...narrowed });
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

/** A line's number, year and name; undefined when there is none. */
export async function findLine(read: Queries, id: number) {
  return read
    .selectFrom('budget_line')
    .where('id', '=', id)
    .select(['id', 'number', 'name', 'year'])
    .executeTakeFirst();
}
