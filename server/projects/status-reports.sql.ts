import { sql } from 'kysely';
import type { StatusReportView } from '#shared/projects/project-detail.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';

/** Status reports as they stand at the date: of each reporting date the newest row; age 1 = newest date. */
function standingReports(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('status_report as r')
    .where('r.reporting_date', '<=', selection.asOf)
    .where('r.recorded_seq', '<=', knownUntil(selection));
  if (selection.projectIds) query = query.where('r.project_id', 'in', selection.projectIds);
  const ranked = query
    .selectAll('r')
    .select([
      sql<number>`row_number() over (partition by r.project_id, r.reporting_date order by r.recorded_seq desc, r.id desc)`.as(
        'correction',
      ),
      sql<number>`dense_rank() over (partition by r.project_id order by r.reporting_date desc)`.as('age'),
    ]);
  return read.selectFrom(ranked.as('r')).where('r.correction', '=', 1);
}

const newest = question((read, selection: ProjectSelection) =>
  standingReports(read, selection).where('r.age', '=', 1).selectAll(),
);

/** The newest status report of each project at the date, by project id; one statement. */
export async function newestReports(read: Queries, selection: ProjectSelection) {
  const rows = await newest(read, selection);
  return new Map(rows.map((row) => [row.project_id, row]));
}
export type StatusReportRow =
  Awaited<ReturnType<typeof newestReports>> extends Map<number, infer Row> ? Row : never;

const reportsWithAuthors = question((read, selection: ProjectSelection) =>
  standingReports(read, selection)
    .innerJoin('app_user as u', 'u.id', 'r.author_id')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .selectAll('r')
    .select(['u.name as author', 'h.at as recordedAt'])
    .orderBy('r.reporting_date', 'desc'),
);

/** All status reports of one project, newest reporting date first, with author and instant of recording. */
export async function reportViews(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<StatusReportView[]> {
  const rows = await reportsWithAuthors(read, { ...selection, projectIds: [projectId] });
  return rows.map((row) => ({
    id: row.id,
    reportingDate: row.reporting_date,
    lights: {
      overall: row.light_overall,
      time: row.light_time,
      cost: row.light_cost,
      scope: row.light_scope,
    },
    trends: {
      overall: row.trend_overall,
      time: row.trend_time,
      cost: row.trend_cost,
      scope: row.trend_scope,
    },
    sentence: row.sentence,
    divergenceReason: row.divergence_reason,
    sinceLast: row.since_last,
    untilNext: row.until_next,
    decisionNeeded: row.decision_needed,
    forecastCents: row.forecast_cents,
    author: row.author,
    recordedAt: row.recordedAt,
  }));
}

/** What reports say of themselves and of what diverges, by report; empty where nothing was said. */
export async function reportSentences(
  read: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('status_report')
    .where('id', 'in', ids)
    .select(['id', 'sentence', 'divergence_reason as reason'])
    .execute();
  return new Map(
    rows.map(({ id, sentence, reason }) => [id, reason === null ? [sentence] : [sentence, reason]]),
  );
}
