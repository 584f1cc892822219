import type { Tx } from '../db/transact.ts';
import type { DemoProject, DemoStatusReport } from './demo-files.ts';
import { readProjects, readStatusReports } from './demo-files.ts';
import { milestoneKeys, projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { idFrom, writing } from './demo-step.sql.ts';

interface Forecast {
  milestone: string;
  forecastOn: DemoProject['milestones'][number]['forecasts'][number]['forecast'];
}

async function insertReport(
  tx: Tx,
  authorId: number,
  report: DemoStatusReport,
): Promise<{ id: number; last: object | undefined }> {
  const id = idFrom(await projectKeys(tx.query), report.project);
  const last = await tx.query
    .selectFrom('status_report')
    .where('project_id', '=', id)
    .orderBy('reporting_date', 'desc')
    .select(['reporting_date as reportingDate', 'light_overall as overall', 'sentence'])
    .limit(1)
    .executeTakeFirst();
  const { lights, trends } = report;
  await tx.query
    .insertInto('status_report')
    .values({
      project_id: id,
      reporting_date: report.reportingDate,
      light_overall: lights.overall,
      light_time: lights.time,
      light_cost: lights.cost,
      light_scope: lights.scope,
      trend_overall: trends.overall,
      trend_time: trends.time,
      trend_cost: trends.cost,
      trend_scope: trends.scope,
      sentence: report.sentence,
      divergence_reason: report.divergenceReason,
      since_last: report.sinceLast,
      until_next: report.untilNext,
      decision_needed: report.decisionNeeded,
      forecast_cents: report.forecastCents,
      author_id: authorId,
      origin: report.origin,
      recorded_seq: tx.seq,
    })
    .execute();
  await tx.query
    .updateTable('project')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  return { id, last };
}

async function insertForecasts(
  tx: Tx,
  report: DemoStatusReport,
  forecasts: readonly Forecast[],
): Promise<void> {
  if (forecasts.length === 0) return;
  const milestones = await milestoneKeys(tx.query);
  const rows = forecasts.map((forecast) => ({
    milestone_id: idFrom(milestones, `${report.project}|${forecast.milestone}`),
    reporting_date: report.reportingDate,
    forecast_on: forecast.forecastOn,
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('milestone_forecast').values(rows).execute();
}

/** Each status report with the milestone forecasts given in it: one transaction, as in the application. */
export function statusSteps(): DemoStep[] {
  const projects = new Map(readProjects().map((project) => [project.number, project]));
  return readStatusReports().map((report) => {
    const forecasts = (projects.get(report.project)?.milestones ?? []).flatMap((milestone) =>
      milestone.forecasts
        .filter((forecast) => forecast.on === report.reportingDate)
        .map((forecast) => ({ milestone: milestone.name, forecastOn: forecast.forecast })),
    );
    return writing(report.recordedAt, report.author, async (tx, authorId) => {
      const { id, last } = await insertReport(tx, authorId, report);
      await insertForecasts(tx, report, forecasts);
      const { reportingDate, lights, sentence, forecastCents } = report;
      return {
        action: 'project.report-status',
        entity: 'project',
        entityId: id,
        ...(report.divergenceReason === null ? {} : { reason: report.divergenceReason }),
        before: last,
        after: { reportingDate, ...lights, sentence, forecastCents, milestoneForecasts: forecasts },
      };
    });
  });
}
