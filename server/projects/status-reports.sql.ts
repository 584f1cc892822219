import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { StatusReportView } from '#shared/projects/project-detail.ts';
import type { Queries } from '../db/database.ts';

/** Which projects, seen from which date; `knownSeq` = only what was recorded up to this history row. */
export interface ProjectSelection {
  asOf: IsoDate;
  knownSeq?: number | undefined;
  projectIds?: readonly number[] | undefined;
}

/** The bound of `knownSeq`: without one, everything recorded so far counts. */
export function knownUpTo(selection: Pick<ProjectSelection, 'knownSeq'>): number {
  return selection.knownSeq ?? Number.MAX_SAFE_INTEGER;
}

/** Status reports as they stand at the date: of each reporting date the newest row; age 1 = newest date. */
function standingReports(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('status_report as r')
    .where('r.reporting_date', '<=', selection.asOf)
    .where('r.recorded_seq', '<=', knownUpTo(selection));
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

/** The newest status report of each project at the date, by project id; one statement. */
export async function newestReports(read: Queries, selection: ProjectSelection) {
  const rows = await standingReports(read, selection).where('r.age', '=', 1).selectAll().execute();
  return new Map(rows.map((row) => [row.project_id, row]));
}
export type StatusReportRow =
  Awaited<ReturnType<typeof newestReports>> extends Map<number, infer Row> ? Row : never;

/** All status reports of one project, newest reporting date first, with author and instant of recording. */
export async function reportViews(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<StatusReportView[]> {
  const rows = await standingReports(read, { ...selection, projectIds: [projectId] })
    .innerJoin('app_user as u', 'u.id', 'r.author_id')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .selectAll('r')
    .select(['u.name as author', 'h.at as recordedAt'])
    .orderBy('r.reporting_date', 'desc')
    .execute();
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
