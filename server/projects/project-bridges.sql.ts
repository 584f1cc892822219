import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { moneyOf } from './project-row.ts';

/** The projects that have gone into this one by the date, by the day they did. */
export async function takenInBy(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['takenIn']> {
  const known = knownUntil(selection);
  const rows = await read
    .selectFrom('project_state as st')
    .innerJoin('project as p', 'p.id', 'st.project_id')
    .where('st.project_id', 'in', (eb) =>
      eb.selectFrom('project_state').where('merged_into', '=', projectId).select('project_id'),
    )
    .where('st.project_id', 'not in', goneRecords('projects', known))
    .where('st.effective_on', '<=', selection.asOf)
    .where('st.recorded_seq', '<=', known)
    .orderBy('st.effective_on')
    .orderBy('st.recorded_seq')
    .orderBy('st.id')
    .select(['p.id', 'p.number', 'p.name', 'st.merged_into as into', 'st.effective_on as on'])
    .execute();
  if (rows.length === 0) return [];
  const names = await changedFacts(read, selection);
  const newest = new Map(rows.map((row) => [row.id, row]));
  return [...newest.values()]
    .filter((row) => row.into === projectId)
    .map(({ id, number, name, on }) => ({ id, number, name: names.get(id)?.name ?? name, on }));
}

/** From which day on the project counted with another stage, with its budget of the years of both at the date. */
export async function stageMovesOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
  lines: readonly LineWithFigures[],
): Promise<ProjectDetail['stageMoves']> {
  const rows = await read
    .selectFrom('project_place as f')
    .innerJoin('stage as s', 's.id', 'f.stage_id')
    .where('f.project_id', '=', projectId)
    .where('f.field', '=', 'stage')
    .where('f.effective_on', '<=', selection.asOf)
    .where('f.recorded_seq', '<=', knownUntil(selection))
    .orderBy('f.effective_on')
    .orderBy('f.recorded_seq')
    .orderBy('f.id')
    .select(['f.effective_on as on', 's.code', 's.first_year as firstYear', 's.last_year as lastYear'])
    .execute();
  // Of one day the row recorded last counts.
  const byDay = [...new Map(rows.map((row) => [row.on, row])).values()];
  return byDay.flatMap((to, index) => {
    const from = byDay[index - 1];
    if (!from || from.code === to.code) return [];
    const budget = (stage: typeof to) => moneyOf({ project: stage, lines }).budgetCents;
    return { on: to.on, from: from.code, to: to.code, leavesCents: budget(from), entersCents: budget(to) };
  });
}
