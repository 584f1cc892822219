import { sql } from 'kysely';
import type { Insertable, RawBuilder, Updateable } from 'kysely';
import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { PlaceField, ProjectState } from '#shared/projects/terms.ts';
import type { ProjectTable } from '../db/tables-projects.ts';
import type { Tx } from '../db/transact.ts';

export type ProjectColumns = Updateable<ProjectTable>;

/** How a project was taken in. */
interface TakenIn {
  reason: string;
  origin: Origin;
  state?: ProjectState;
}

interface Begun {
  id: number;
  startsOn: IsoDate;
}

/**
 * New projects are there from their own beginning, one that begins later from the day it is written down; how they go
 * on is a state of their own.
 */
async function plan(
  tx: Tx,
  begun: readonly Begun[],
  { reason, origin, state = 'planned' }: TakenIn,
): Promise<void> {
  const today = businessDate(tx.at);
  const states = begun.map(({ id, startsOn }) => ({
    project_id: id,
    state,
    effective_on: startsOn < today ? startsOn : today,
    reason,
    origin,
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('project_state').values(states).execute();
}

/** Makes projects, planned from their beginning where nothing else is said. Returns their ids. */
export async function addProjects(
  tx: Tx,
  rows: readonly Insertable<ProjectTable>[],
  takenIn: TakenIn,
): Promise<number[]> {
  const made = await tx.query
    .insertInto('project')
    .values(rows)
    .returning(['id', 'starts_on as startsOn'])
    .execute();
  await plan(tx, made, takenIn);
  return made.map(({ id }) => id);
}

/** Puts a project that was taken back into the lists again, with new values. */
export async function returnProject(
  tx: Tx,
  project: Begun,
  columns: ProjectColumns,
  takenIn: TakenIn,
): Promise<void> {
  await setProject(tx, project.id, columns);
  await plan(tx, [project], takenIn);
}

/** Gives a project new values and its next version. Its dated name is project-facts' to keep. */
export async function setProject(tx: Tx, id: number, columns: ProjectColumns): Promise<void> {
  await tx.query
    .updateTable('project')
    .set(columns)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Projects nobody may write from a page that still shows them: their version counts on. */
export async function endProjectVersions(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query
    .updateTable('project')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
}

/** The newest dated place of the project of the row that is updated. */
const newestPlace = <T>(column: string, field: PlaceField): RawBuilder<T> =>
  sql<T>`(select ${sql.ref(column)} from project_place as newest where newest.project_id = project.id
    and newest.field = ${sql.lit(field)} order by newest.effective_on desc, newest.recorded_seq desc, newest.id desc limit 1)`;

/** Sets where projects belong to what their newest dated places say, and counts their versions up; one statement. */
export async function settleProjects(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query
    .updateTable('project')
    .set((eb) => ({
      office_id: newestPlace<number>('newest.office_id', 'office'),
      field_id: newestPlace<number>('newest.field_id', 'field'),
      stage_id: newestPlace<number>('newest.stage_id', 'stage'),
      lead_user_id: newestPlace<number | null>('newest.lead_user_id', 'lead'),
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute();
}
