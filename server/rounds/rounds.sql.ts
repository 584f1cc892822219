import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { Actor } from '#shared/permissions.ts';
import { isOverdue, reportStateOf } from '#shared/rounds/round-rules.ts';
import type { RoundProject } from '#shared/rounds/rounds.ts';
import type { Decision, RoundState } from '#shared/rounds/terms.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import { changedPlaces } from '../dated-names/project-places.sql.ts';
import { projectsOwing } from '../projects/project-states.sql.ts';
import { ownProjects } from '../rights/own-rows.sql.ts';

/** A round as it is stored. */
export interface StoredRound {
  id: number;
  reportingDate: IsoDate;
  dueOn: IsoDate;
  note: string;
  state: RoundState;
  version: number;
}

/** Rounds, the newest reporting date first. */
export function roundRows(read: Queries) {
  return read
    .selectFrom('report_round')
    .select(['id', 'reporting_date as reportingDate', 'due_on as dueOn', 'note', 'state', 'version'])
    .orderBy('reporting_date', 'desc');
}

/** What was decided last about the report `r`, by column. */
const lastDecision = <T>(column: 'decision' | 'sentence') =>
  sql<T | null>`(select d.${sql.ref(column)} from report_decision as d where d.report_id = r.id
    order by d.recorded_seq desc, d.id desc limit 1)`;

/** The newest report of each project for each of some reporting dates, with what was decided about it. */
export function standingReports(read: Queries, dates: readonly IsoDate[]) {
  const ranked = read
    .selectFrom('status_report')
    .where('reporting_date', 'in', dates)
    .select(['id', 'project_id', 'reporting_date', 'sentence', 'recorded_seq'])
    .select(
      sql<number>`row_number() over (partition by project_id, reporting_date order by recorded_seq desc, id desc)`.as(
        'rank',
      ),
    );
  return read
    .selectFrom(ranked.as('r'))
    .where('r.rank', '=', 1)
    .select(['r.id', 'r.project_id as projectId', 'r.reporting_date as reportingDate', 'r.sentence'])
    .select(lastDecision<Decision>('decision').as('decision'))
    .select(lastDecision<string>('sentence').as('returnedWith'));
}

/**
 * The projects that owe a report in a round, by id: those of the portfolio on the reporting date that had begun and
 * not ended; of a closed round those it was closed with.
 */
export async function owingIn(read: Queries, round: StoredRound): Promise<number[]> {
  if (round.state === 'open') return projectsOwing(read, round.reportingDate);
  const rows = await read
    .selectFrom('report_round_project')
    .where('round_id', '=', round.id)
    .select('project_id as id')
    .execute();
  return rows.map(({ id }) => id);
}

export type RoundProjectFact = RoundProject & { leadUserId: number | null };

/** The projects of some that the actor may see, called as they were on a day. */
async function projectsAmong(read: Queries, ids: readonly number[], actor: Actor, asOf: IsoDate) {
  if (ids.length === 0) return [];
  let query = read
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('p.id', 'in', ids);
  const isOwn = ownProjects(actor);
  if (isOwn) query = query.where((eb) => isOwn(eb.ref('p.id')));
  const rows = await query
    .select(['p.id', 'p.number', 'p.name', 'p.lead_user_id as leadUserId'])
    .select(['o.code as office', 'o.name as officeName'])
    .execute();
  const facts = await changedFacts(read, { asOf });
  const places = await changedPlaces(read, { asOf });
  return inNaturalOrder(rows, (row) => row.number).map((row) => ({
    ...row,
    name: facts.get(row.id)?.name ?? row.name,
    office: places.get(row.id)?.office ?? row.office,
    officeName: places.get(row.id)?.officeName ?? row.officeName,
  }));
}

/** Every project of a round that the actor may see, with where its report stands at a Stichtag. */
export async function roundProjects(
  read: Queries,
  round: StoredRound,
  actor: Actor,
  asOf: IsoDate,
): Promise<RoundProjectFact[]> {
  const projects = await projectsAmong(read, await owingIn(read, round), actor, round.reportingDate);
  const rows = await standingReports(read, [round.reportingDate])
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .select('h.at as sentAt')
    .execute();
  const reports = new Map(rows.map((row) => [row.projectId, row]));
  return projects.map(({ id, ...project }) => {
    const report = reports.get(id) ?? null;
    const state = reportStateOf(report);
    return {
      ...project,
      projectId: id,
      state,
      overdue: isOverdue(state, round.dueOn, asOf),
      reportId: report?.id ?? null,
      sentAt: report?.sentAt ?? null,
      report: report?.sentence ?? null,
      sentence: report?.returnedWith ?? null,
    };
  });
}

/** How many reports of each closed round stand where, of the actor's projects; one statement for all rounds. */
export async function closedCounts(
  read: Queries,
  rounds: readonly StoredRound[],
  actor: Actor,
): Promise<ReadonlyMap<number, Record<'total' | 'open' | 'submitted' | 'returned' | 'accepted', number>>> {
  const closed = rounds.filter(({ state }) => state === 'closed');
  if (closed.length === 0) return new Map();
  const reports = standingReports(
    read,
    closed.map(({ reportingDate }) => reportingDate),
  );
  let query = read
    .selectFrom('report_round_project as rp')
    .innerJoin('report_round as rr', 'rr.id', 'rp.round_id')
    .leftJoin(reports.as('sr'), (join) =>
      join.onRef('sr.projectId', '=', 'rp.project_id').onRef('sr.reportingDate', '=', 'rr.reporting_date'),
    )
    .where('rr.state', '=', 'closed');
  const isOwn = ownProjects(actor);
  if (isOwn) query = query.where((eb) => isOwn(eb.ref('rp.project_id')));
  const rows = await query
    .groupBy('rp.round_id')
    .select((eb) => [
      'rp.round_id as id',
      countRows().as('total'),
      eb.fn.count<number>('sr.id').as('sent'),
      sql<number>`count(case when sr.decision = 'accepted' then 1 end)`.as('accepted'),
      sql<number>`count(case when sr.decision = 'returned' then 1 end)`.as('returned'),
    ])
    .execute();
  return new Map(
    rows.map(({ id, ...row }) => {
      const { total, sent, accepted, returned } = row;
      return [id, { total, open: total - sent, submitted: sent - accepted - returned, accepted, returned }];
    }),
  );
}

/** The project of each of some reports for a date, newest or not. */
export async function reportOwners(
  read: Queries,
  reportingDate: IsoDate,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await read
    .selectFrom('status_report')
    .where('id', 'in', ids)
    .where('reporting_date', '=', reportingDate)
    .select(['id', 'project_id as projectId'])
    .execute();
  return new Map(rows.map(({ id, projectId }) => [id, projectId]));
}
