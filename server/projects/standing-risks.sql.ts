import { sql } from 'kysely';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';

/**
 * What was said of the entries of the register up to a date, as a subquery; `place` 1 counts: the newest by its day, of
 * one day the one recorded last. Whoever reads the standing entries asks for that place alone.
 */
export function standingAssessments(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('risk_assessment as ra')
    .innerJoin('risk as r', 'r.id', 'ra.risk_id')
    .where('ra.effective_on', '<=', selection.asOf)
    .where('ra.recorded_seq', '<=', knownUntil(selection));
  if (selection.projectIds) query = query.where('r.project_id', 'in', selection.projectIds);
  return query
    .select(['r.id', 'r.project_id as projectId', 'r.kind', 'r.opened_on as openedOn', 'r.version'])
    .select(['r.origin', 'ra.title', 'ra.probability', 'ra.impact', 'ra.measure', 'ra.owner'])
    .select(['ra.due_on as dueOn', 'ra.state', 'ra.reason', 'ra.effective_on as assessedOn'])
    .select('ra.council_paper_id as assessedPaperId')
    .select(
      sql<number>`row_number() over (partition by ra.risk_id
        order by ra.effective_on desc, ra.recorded_seq desc, ra.id desc)`.as('place'),
    );
}
