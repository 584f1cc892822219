import type { Insertable } from 'kysely';
import { countedEvents } from '#shared/positions/event-rules.ts';
import type { StoredEvent } from '#shared/positions/event-rules.ts';
import type { PositionEventFact, PositionFact } from '#shared/positions/standing.ts';
import type { PositionEventTable } from '../db/tables-positions.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

/** An event of a post with what is kept of it. */
export type CourseEvent = PositionEventFact &
  StoredEvent & { postId: number; note: string; reason: string | null };

/** A post as a change to it is judged: its facts, its version, and all events, those that count first in `events`. */
export interface Course extends PositionFact {
  id: number;
  version: number;
  number: string;
  title: string;
  events: readonly CourseEvent[];
  all: readonly CourseEvent[];
}

/** Posts by id with their events, in two statements; what was taken back is left out. */
export async function coursesOf(read: Queries, ids?: readonly number[]): Promise<Map<number, Course>> {
  let posts = read.selectFrom('position').where('id', 'not in', goneRecords('positions'));
  let events = read.selectFrom('position_event');
  if (ids) {
    posts = posts.where('id', 'in', ids);
    events = events.where('position_id', 'in', ids);
  }
  const rows = await posts
    .select(['id', 'version', 'number', 'title', 'grade', 'fte_ten_thousandths as fte'])
    .select(['authorised_on as authorisedOn', 'planned_start as plannedStart', 'kw_on as kwOn'])
    .execute();
  const found = await events
    .select(['id', 'position_id as postId', 'kind', 'effective_on as effectiveOn', 'note', 'reason'])
    .select(['share_ten_thousandths as share', 'grade_to as gradeTo', 'date_to as dateTo'])
    .select(['replaces_id as replacesId', 'withdrawn'])
    .orderBy('effective_on')
    .orderBy('recorded_seq')
    .orderBy('id')
    .execute();
  const byPost = Map.groupBy(found, (event) => event.postId);
  return new Map(
    rows.map((row) => {
      const all = byPost.get(row.id) ?? [];
      return [row.id, { ...row, events: countedEvents(all), all }];
    }),
  );
}

/** Records events; gives their ids. */
export async function addEvents(
  tx: Tx,
  rows: readonly Omit<Insertable<PositionEventTable>, 'recorded_seq' | 'origin'>[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const row of rows) {
    const { id } = await tx.query
      .insertInto('position_event')
      .values({ ...row, origin: 'live', recorded_seq: tx.seq })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(id);
  }
  return ids;
}

/** The posts of events, each event with its post. */
export async function postsOfEvents(
  read: Queries,
  eventIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('position_event')
    .where('id', 'in', eventIds)
    .select(['id', 'position_id as postId'])
    .execute();
  return new Map(rows.map(({ id, postId }) => [id, postId]));
}

/** Id of the post with a number. */
export async function postNumbered(read: Queries, number: string): Promise<number> {
  const { id } = await read
    .selectFrom('position')
    .where('number', '=', number)
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What a post may be given, by code: the rows that are valid on a day. */
export async function placesOn(read: Queries, day: string) {
  const valid = (table: 'office' | 'field_of_action' | 'stage') =>
    read
      .selectFrom(table)
      .where('valid_from', '<=', day as never)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day as never)]))
      .select(['id', 'code', 'name'])
      .orderBy('code')
      .orderBy('valid_from', 'desc')
      .execute();
  const projects = await read
    .selectFrom('project')
    .where('id', 'not in', goneRecords('projects'))
    .select(['id', 'number as code', 'name'])
    .orderBy('number')
    .execute();
  const grades = await read.selectFrom('position').distinct().select('grade').orderBy('grade').execute();
  return {
    offices: await valid('office'),
    fields: await valid('field_of_action'),
    stages: await valid('stage'),
    projects,
    grades: grades.map(({ grade }) => grade),
  };
}
