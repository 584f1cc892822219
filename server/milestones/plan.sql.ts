import { sql } from 'kysely';
import { paperLabel } from '#shared/budget/paper.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Dependency } from '#shared/milestones/dependencies.ts';
import type { BaselineView, MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import type { Queries } from '../db/database.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import type { MilestoneFact } from '../projects/milestone-facts.sql.ts';

/** Every dependency that stands: of a pair the row recorded last, unless it ended it. */
export async function standingLinks(read: Queries): Promise<Dependency[]> {
  const ranked = read
    .selectFrom('milestone_link as l')
    .select(['l.predecessor_id as predecessorId', 'l.successor_id as successorId'])
    .select(['l.lag_days as lagDays', 'l.ended'])
    .select(
      sql<number>`row_number() over (partition by l.predecessor_id, l.successor_id order by l.recorded_seq desc, l.id desc)`.as(
        'nth',
      ),
    );
  return read
    .selectFrom(ranked.as('r'))
    .where('r.nth', '=', 1)
    .where('r.ended', '=', 0)
    .select(['r.predecessorId', 'r.successorId', 'r.lagDays'])
    .orderBy('r.predecessorId')
    .orderBy('r.successorId')
    .execute();
}

/** These milestones and the others of their projects, as they are at the date. */
export async function factsAround(
  read: Queries,
  asOf: IsoDate,
  ids: Iterable<number>,
): Promise<MilestoneFact[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const projects = await read
    .selectFrom('milestone')
    .where('id', 'in', wanted)
    .select('project_id as id')
    .distinct()
    .execute();
  return milestoneFacts(read, { asOf, projectIds: projects.map(({ id }) => id) });
}

/** Number and name of projects. */
export async function projectRefs(
  read: Queries,
  ids: readonly number[],
): Promise<Map<number, { id: number; number: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('project')
    .where('id', 'in', ids)
    .select(['id', 'number', 'name'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every baseline of a project's milestones up to the date, the oldest first. */
export async function baselinesOf(
  read: Queries,
  projectId: number,
  asOf: IsoDate,
): Promise<Map<number, BaselineView[]>> {
  const rows = await read
    .selectFrom('milestone_baseline as b')
    .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
    .leftJoin('council_paper as c', 'c.id', 'b.council_paper_id')
    .where('m.project_id', '=', projectId)
    .where('b.in_force_on', '<=', asOf)
    .select(['m.id', 'b.baseline_on as baselineOn', 'b.weight_cents as weightCents', 'b.reason'])
    .select(['b.in_force_on as inForceOn', 'c.number', 'c.year', 'c.supplement'])
    .orderBy('b.in_force_on')
    .orderBy('b.recorded_seq')
    .orderBy('b.id')
    .execute();
  const views = rows.map(({ id, number, year, supplement, ...row }) => ({
    id,
    view: {
      ...row,
      paper:
        number === null || year === null ? null : paperLabel({ number, year, supplement: supplement ?? '' }),
    },
  }));
  return new Map(
    [...Map.groupBy(views, ({ id }) => id)].map(([id, list]) => [id, list.map(({ view }) => view)]),
  );
}

/** How milestones of a project ended, by id: the row recorded last, where it is an end. */
export async function endsOf(
  read: Queries,
  projectId: number,
): Promise<(MilestonePlan['dropped'][number] & { id: number })[]> {
  const rows = await read
    .selectFrom('milestone_end as e')
    .innerJoin('milestone as m', 'm.id', 'e.milestone_id')
    .where('m.project_id', '=', projectId)
    .select(['m.id', 'm.name', 'e.ends_on as endsOn', 'e.reason'])
    .orderBy('e.recorded_seq')
    .orderBy('e.id')
    .execute();
  const newest = new Map(rows.map((row) => [row.id, row]));
  return [...newest.values()].flatMap(({ endsOn, ...row }) => (endsOn === null ? [] : { ...row, endsOn }));
}

/** The last reporting date any forecast was given for; null where there is none. */
export async function lastForecastFor(read: Queries, milestoneId: number): Promise<IsoDate | null> {
  const row = await read
    .selectFrom('milestone_forecast')
    .where('milestone_id', '=', milestoneId)
    .select((eb) => eb.fn.max('reporting_date').as('last'))
    .executeTakeFirst();
  return row?.last ?? null;
}

/** From which day the newest baseline of each milestone of a project is in force, also one that is still to come. */
export async function newestBaselineDays(read: Queries, projectId: number): Promise<Map<number, IsoDate>> {
  const rows = await read
    .selectFrom('milestone_baseline as b')
    .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
    .where('m.project_id', '=', projectId)
    .groupBy('m.id')
    .select((eb) => ['m.id', eb.fn.max('b.in_force_on').as('on')])
    .execute();
  return new Map(rows.map(({ id, on }) => [id, on]));
}
