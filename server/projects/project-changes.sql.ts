import type { Insertable } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { isOwn } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { deed, question } from '../db/question.ts';
import type { Tables } from '../db/tables.ts';
import type { Tx } from '../db/transact.ts';

/** Of a project that is missing, and of one that the asking person may not know of. */
export const NO_PROJECT = 'Dieses Projekt gibt es nicht.';

/** A project as far as a writer must know it before any rule. */
export interface ProjectHead {
  id: number;
  version: number;
  leadUserId: number | null;
  /** Code of the office that answers for it. */
  office: string;
  startsOn: IsoDate;
}

const heads = question((query, { projectId }: { projectId: number }) =>
  query
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('p.id', '=', projectId)
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['p.id', 'p.version', 'p.lead_user_id as leadUserId', 'o.code as office'])
    .select('p.starts_on as startsOn'),
);

const bumps = deed(
  (query, given: { projectId: number; version: number; next: number; name?: string; flagship?: 0 | 1 }) => {
    const { projectId, version, next, ...columns } = given;
    return query
      .updateTable('project')
      .set({ ...columns, version: next })
      .where('id', '=', projectId)
      .where('version', '=', version);
  },
);

const addReport = deed((query, row: Insertable<Tables['status_report']>) =>
  query.insertInto('status_report').values(row),
);

/** The project inside the writing transaction. Throws `not-found`, for a foreign project too: as if it were missing. */
export async function projectHead(query: Queries, projectId: number, actor: Actor): Promise<ProjectHead> {
  const [head] = await heads(query, { projectId });
  if (!head || !isOwn(actor, head)) throw new AppError('not-found', NO_PROJECT);
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
  const updated = await bumps(query, { ...columns, projectId, version, next: version + 1 });
  if (updated !== 1) throw new AppError('stale');
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
  await addReport(tx.query, {
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
  });
  await addForecasts(tx, update.reportingDate, update.milestoneForecasts);
}

/** Adds forecasts given for a reporting date; earlier ones for the same date stay readable. */
export async function addForecasts(
  tx: Tx,
  reportingDate: IsoDate,
  forecasts: StatusUpdate['milestoneForecasts'],
): Promise<void> {
  if (forecasts.length === 0) return;
  const rows = forecasts.map(({ milestoneId, forecastOn }) => ({
    ...{ milestone_id: milestoneId, reporting_date: reportingDate, forecast_on: forecastOn },
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('milestone_forecast').values(rows).execute();
}
