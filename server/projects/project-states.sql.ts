import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { owesReport } from '#shared/projects/project-states.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { batches } from '../db/batches.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

/**
 * The state of each selected project at the date, as a subquery: the newest up to the date, and of the same day
 * the one recorded last. A project whose first state is later has no row: it is not yet part of the portfolio.
 */
export function standingStates(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('project_state as st')
    .where('st.effective_on', '<=', selection.asOf)
    .where('st.recorded_seq', '<=', knownUntil(selection))
    .where('st.project_id', 'not in', goneRecords('projects', knownUntil(selection)));
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
  return standingRow(read, selection).select('st.state');
}

/** The number of the project it has gone into by the date, in the same way; null where it stands for itself. */
export function standingMerge(read: Queries, selection: ProjectSelection) {
  return standingRow(read, selection)
    .leftJoin('project as into', 'into.id', 'st.merged_into')
    .select('into.number');
}

function standingRow(read: Queries, selection: ProjectSelection) {
  return read
    .selectFrom('project_state as st')
    .where('st.project_id', '=', sql<number>`p.id`)
    .where('st.effective_on', '<=', selection.asOf)
    .where('st.recorded_seq', '<=', knownUntil(selection))
    .where('st.project_id', 'not in', goneRecords('projects', knownUntil(selection)))
    .orderBy('st.effective_on', 'desc')
    .orderBy('st.recorded_seq', 'desc')
    .orderBy('st.id', 'desc')
    .limit(1);
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

interface LaterState {
  state: ProjectState;
  effectiveOn: IsoDate;
}

/** By project the first state recorded for a day after `date`, of one day the newest; one statement. */
export async function laterStates(
  read: Queries,
  projectIds: readonly number[],
  date: IsoDate,
): Promise<Map<number, LaterState>> {
  const rows = await read
    .selectFrom('project_state')
    .where('project_id', 'in', projectIds)
    .where('effective_on', '>', date)
    .select(['project_id as id', 'state', 'effective_on as effectiveOn'])
    .orderBy('effective_on', 'desc')
    .orderBy('recorded_seq')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}

/** The same of one project; undefined when there is none. */
export async function laterState(
  read: Queries,
  projectId: number,
  date: IsoDate,
): Promise<LaterState | undefined> {
  return (await laterStates(read, [projectId], date)).get(projectId);
}

/** How projects stand from a day on, and the project they go into. */
export interface NewState {
  projectId: number;
  state: ProjectState;
  on: IsoDate;
  into: number | null;
}

/** Records how many projects stand from a day on; earlier states stay readable. */
export async function addStates(tx: Tx, states: readonly NewState[], reason: string): Promise<void> {
  const rows = states.map(({ projectId, state, on, into }) => ({
    project_id: projectId,
    state,
    effective_on: on,
    reason,
    merged_into: into,
    origin: 'live' as const,
    recorded_seq: tx.seq,
  }));
  for (const batch of batches(rows, 1000)) await tx.insertMany('project_state', batch);
}

/** The states one entry of the history recorded, each with the one that counted on its day before that. */
export async function statesRecorded(
  read: Queries,
  seq: number,
): Promise<(NewState & { before: NewState | null })[]> {
  const rows = await read
    .selectFrom('project_state as st')
    .where('st.project_id', 'in', (eb) =>
      eb.selectFrom('project_state').where('recorded_seq', '=', seq).select('project_id'),
    )
    .where('st.recorded_seq', '<=', seq)
    .orderBy('st.effective_on')
    .orderBy('st.recorded_seq')
    .orderBy('st.id')
    .select(['st.project_id as projectId', 'st.state', 'st.effective_on as on', 'st.merged_into as into'])
    .select('st.recorded_seq as seq')
    .execute();
  return rows
    .filter((row) => row.seq === seq)
    .map(({ seq: _seq, ...row }) => {
      const before = rows.findLast(
        (one) => one.projectId === row.projectId && one.seq < seq && one.on <= row.on,
      );
      return { ...row, before: before ? { ...row, state: before.state, into: before.into } : null };
    });
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
