import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

/** A project as far as a writer must know it before any rule. */
export interface ProjectHead {
  id: number;
  version: number;
  leadUserId: number | null;
  startsOn: IsoDate;
}

/** The project inside the writing transaction. Throws `not-found`. */
export async function projectHead(query: Queries, projectId: number): Promise<ProjectHead> {
  const head = await query
    .selectFrom('project')
    .where('id', '=', projectId)
    .where('id', 'not in', goneRecords('projects'))
    .select(['id', 'version', 'lead_user_id as leadUserId', 'starts_on as startsOn'])
    .executeTakeFirst();
  if (!head) throw new AppError('not-found', 'Dieses Projekt gibt es nicht.');
  return head;
}

/**
 * Sets the columns given and counts the version up, only from the version the writer saw. Throws `stale` when
 * another was faster (promises.md, I11: affected rows must be 1).
 */
export async function bumpProject(
  query: Queries,
  projectId: number,
  version: number,
  columns: { name?: string; flagship?: 0 | 1 } = {},
): Promise<void> {
  const updated = await query
    .updateTable('project')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', projectId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) throw new AppError('stale');
}

/** Adds a status report and its milestone forecasts; earlier ones for the same reporting date stay readable. */
export async function addStatusReport(
  tx: Tx,
  projectId: number,
  authorId: number,
  update: StatusUpdate,
): Promise<void> {
  const { lights, trends } = update;
  const recorded = { recorded_seq: tx.seq };
  await tx.query
    .insertInto('status_report')
    .values({
      ...recorded,
      project_id: projectId,
      reporting_date: update.reportingDate,
      light_overall: lights.overall,
      light_time: lights.time,
      light_cost: lights.cost,
      light_scope: lights.scope,
      trend_overall: trends.overall,
      trend_time: trends.time,
      trend_cost: trends.cost,
      trend_scope: trends.scope,
      sentence: update.sentence,
      divergence_reason: update.divergenceReason === '' ? null : update.divergenceReason,
      since_last: update.sinceLast,
      until_next: update.untilNext,
      decision_needed: update.decisionNeeded === '' ? null : update.decisionNeeded,
      forecast_cents: update.forecastCents,
      author_id: authorId,
      origin: 'live',
    })
    .execute();
  if (update.milestoneForecasts.length === 0) return;
  const rows = update.milestoneForecasts.map((forecast) => ({
    ...recorded,
    milestone_id: forecast.milestoneId,
    reporting_date: update.reportingDate,
    forecast_on: forecast.forecastOn,
  }));
  await tx.query.insertInto('milestone_forecast').values(rows).execute();
}
