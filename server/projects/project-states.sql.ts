import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { owesReport } from '#shared/projects/project-states.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';
import { knownUpTo } from './status-reports.sql.ts';
import type { ProjectSelection } from './status-reports.sql.ts';

/**
 * The state of each selected project at the date, as a subquery: the newest up to the date, and of the same day
 * the one recorded last. A project whose first state is later has no row: it is not yet part of the portfolio.
 */
export function standingStates(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('project_state as st')
    .where('st.effective_on', '<=', selection.asOf)
    .where('st.recorded_seq', '<=', knownUpTo(selection))
    .where('st.project_id', 'not in', goneRecords('projects', knownUpTo(selection)));
  if (selection.projectIds) query = query.where('st.project_id', 'in', selection.projectIds);
  const ranked = query.select([
    'st.project_id as projectId',
    'st.state',
    sql<number>`row_number() over (partition by st.project_id order by st.effective_on desc, st.recorded_seq desc, st.id desc)`.as(
      'rank',
    ),
  ]);
  return read.selectFrom(ranked.as('ranked')).where('rank', '=', 1).select(['projectId', 'state']);
}

/**
 * The same for the project of one row, from the index on project and day; null while it is not yet part of the
 * portfolio. The row asked about is joined as `p`.
 */
export function standingState(read: Queries, selection: ProjectSelection) {
  return read
    .selectFrom('project_state as st')
    .where('st.project_id', '=', sql<number>`p.id`)
    .where('st.effective_on', '<=', selection.asOf)
    .where('st.recorded_seq', '<=', knownUpTo(selection))
    .where('st.project_id', 'not in', goneRecords('projects', knownUpTo(selection)))
    .orderBy('st.effective_on', 'desc')
    .orderBy('st.recorded_seq', 'desc')
    .orderBy('st.id', 'desc')
    .limit(1)
    .select('st.state');
}

/** The projects that owe a status report for a reporting date, by id; one statement. */
export async function projectsOwing(read: Queries, reportingDate: IsoDate): Promise<number[]> {
  const projects = await read
    .selectFrom('project as p')
    .innerJoin(standingStates(read, { asOf: reportingDate }).as('st'), 'st.projectId', 'p.id')
    .select(['p.id', 'p.starts_on as startsOn', 'st.state'])
    .execute();
  return projects.filter((project) => owesReport(project, reportingDate)).map(({ id }) => id);
}

/** The first state recorded for a day after `date`; undefined when there is none. */
export async function laterState(
  read: Queries,
  projectId: number,
  date: IsoDate,
): Promise<{ state: ProjectState; effectiveOn: IsoDate } | undefined> {
  return read
    .selectFrom('project_state')
    .where('project_id', '=', projectId)
    .where('effective_on', '>', date)
    .select(['state', 'effective_on as effectiveOn'])
    .orderBy('effective_on')
    .orderBy('recorded_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Records how a project stands from a date on; earlier states stay readable. */
export async function addProjectState(
  tx: Pick<Tx, 'query' | 'seq'>,
  projectId: number,
  state: ProjectState,
  effectiveOn: IsoDate,
): Promise<void> {
  await tx.query
    .insertInto('project_state')
    .values({
      project_id: projectId,
      state,
      effective_on: effectiveOn,
      reason: null,
      origin: 'live',
      recorded_seq: tx.seq,
    })
    .execute();
}
