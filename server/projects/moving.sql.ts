import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { MergeTarget, MovingProject } from '#shared/projects/move-rules.ts';
import type { MoveField, PlaceField } from '#shared/projects/terms.ts';
import { PLACE_FIELDS } from '#shared/projects/terms.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { countRows } from '../db/sums.ts';
import { milestoneFacts } from './milestone-facts.sql.ts';
import { NO_PROJECT } from './project-changes.sql.ts';
import { laterStates } from './project-states.sql.ts';
import { selectProjects } from './projects.sql.ts';
import type { ProjectBase } from './projects.sql.ts';

/** A project as a move must know it: how it stands at the day, and what is recorded for later days. */
export interface ProjectAtDay extends MovingProject {
  number: string;
  name: string;
  version: number;
  /** At the day; undefined = not yet part of the programme. */
  at: ProjectBase | undefined;
  /** Name of who leads it at the day. */
  lead: string | null;
  /** The next day for which the field is recorded already. */
  nextOn: IsoDate | null;
}

/** The projects of a move, in the order asked for. Throws `not-found` when one is missing. */
async function headsOf(read: Queries, ids: readonly number[]) {
  const rows = await read
    .selectFrom('project')
    .where('id', 'in', ids)
    .where('id', 'not in', goneRecords('projects'))
    .select(['id', 'number', 'name', 'version'])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].map((id) => {
    const row = byId.get(id);
    if (!row) throw new AppError('not-found', NO_PROJECT);
    return row;
  });
}

/** By project: the last day on which another one goes into it, as far as that was not taken back. */
async function takenIn(read: Queries, ids: readonly number[]): Promise<Map<number, IsoDate>> {
  const rows = await read
    .selectFrom('project_state as st')
    .where('st.merged_into', 'in', ids)
    .where('st.project_id', 'not in', goneRecords('projects'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('project_state as newer')
            .select('newer.id')
            .whereRef('newer.project_id', '=', 'st.project_id')
            .whereRef('newer.effective_on', '=', 'st.effective_on')
            .whereRef('newer.id', '>', 'st.id'),
        ),
      ),
    )
    .select(['st.merged_into as id', 'st.effective_on as on'])
    .execute();
  const days = new Map<number, IsoDate>();
  for (const { id, on } of rows) if (id !== null && on > (days.get(id) ?? '')) days.set(id, on);
  return days;
}

async function nextPlaces(read: Queries, ids: readonly number[], field: PlaceField, on: IsoDate) {
  const rows = await read
    .selectFrom('project_place')
    .where('project_id', 'in', ids)
    .where('field', '=', field)
    .where('effective_on', '>', on)
    .groupBy('project_id')
    .select((eb) => ['project_id as id', eb.fn.min<IsoDate>('effective_on').as('on')])
    .execute();
  return new Map(rows.map((row) => [row.id, row.on]));
}

async function openMilestones(read: Queries, projectIds: readonly number[], asOf: IsoDate) {
  const facts = await milestoneFacts(read, { asOf, projectIds });
  return Map.groupBy(
    facts.filter((fact) => fact.reachedOn === null),
    (fact) => fact.projectId,
  );
}

async function leadNames(read: Queries, projects: readonly ProjectBase[]): Promise<Map<number, string>> {
  const ids = [...new Set(projects.flatMap((project) => project.ledBy ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await read.selectFrom('app_user').where('id', 'in', ids).select(['id', 'name']).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

const isPlace = (field: MoveField): field is PlaceField => PLACE_FIELDS.some((one) => one === field);

/** The projects of a move at its day, in a handful of statements whatever their number. Throws `not-found`. */
export async function projectsAtDay(
  read: Queries,
  ids: readonly number[],
  { field, on }: { field: MoveField; on: IsoDate },
): Promise<ProjectAtDay[]> {
  const heads = await headsOf(read, ids);
  const standing = await selectProjects(read, { asOf: on, projectIds: ids });
  const byId = new Map(standing.map((project) => [project.id, project]));
  const later = await laterStates(read, ids, on);
  const days = await takenIn(read, ids);
  const names = await leadNames(read, standing);
  const open = field === 'state' ? await openMilestones(read, ids, on) : new Map<number, unknown[]>();
  const next = isPlace(field) ? await nextPlaces(read, ids, field, on) : new Map<number, IsoDate>();
  return heads.map((head) => {
    const at = byId.get(head.id);
    return {
      ...head,
      at,
      state: at?.state ?? null,
      mergedInto: at?.mergedInto ?? null,
      lead: names.get(at?.ledBy ?? 0) ?? null,
      later: later.get(head.id),
      openMilestones: open.get(head.id)?.length ?? 0,
      takesInOn: days.get(head.id) ?? null,
      nextOn: next.get(head.id) ?? null,
    };
  });
}

/** The project of a number that others shall go into, as it stands at the day; undefined = there is none. */
export async function mergeTarget(
  read: Queries,
  number: string,
  on: IsoDate,
): Promise<MergeTarget | undefined> {
  const row = await read
    .selectFrom('project')
    .where((eb) => hasCode(eb.ref('number'), number))
    .where('id', 'not in', goneRecords('projects'))
    .select(['id', 'number', 'name'])
    .executeTakeFirst();
  if (!row) return undefined;
  const [at] = await selectProjects(read, { asOf: on, projectIds: [row.id] });
  const later = (await laterStates(read, [row.id], on)).get(row.id);
  const ends = later?.state === 'cancelled' || later?.state === 'done';
  return {
    ...row,
    name: at?.name ?? row.name,
    state: at?.state ?? null,
    merged: (at?.mergedInto ?? null) !== null,
    endsLaterOn: ends ? later.effectiveOn : null,
  };
}

/** What stays with each project when it ends: its lines, milestones and posts. */
export interface Staying {
  lines: number;
  milestones: number;
  posts: number;
}

/** Three statements whatever the number of projects. */
export async function stayingWith(read: Queries, ids: readonly number[]): Promise<Map<number, Staying>> {
  const found = new Map(ids.map((id) => [id, { lines: 0, milestones: 0, posts: 0 }]));
  const tables = [
    ['lines', 'budget_line'],
    ['milestones', 'milestone'],
    ['posts', 'position'],
  ] as const;
  for (const [what, table] of tables) {
    let query = read
      .selectFrom(table)
      .where('project_id', 'in', ids)
      .groupBy('project_id')
      .select(['project_id as id', countRows().as('count')]);
    if (table === 'position') query = query.where(sql.ref('id'), 'not in', goneRecords('positions'));
    for (const { id, count } of await query.execute()) {
      const own = found.get(id ?? 0);
      if (own) own[what] = count;
    }
  }
  return found;
}
