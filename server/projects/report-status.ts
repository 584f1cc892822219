import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import { statusFaults } from '#shared/projects/status-rules.ts';
import { transact } from '../db/transact.ts';
import type { Change } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { addStatusReport, bumpProject, projectHead } from './project-changes.sql.ts';
import { NOT_YET, findBeforeReport, findProject } from './project-detail.sql.ts';
import type { ProjectBeforeReport } from './project-detail.sql.ts';

type Context = RouteContext<{ id: number }, { asOf?: IsoDate | undefined }, StatusUpdate>;

function changeOf(before: ProjectBeforeReport, update: StatusUpdate): Change {
  const { reportingDate, lights, sentence, forecastCents, milestoneForecasts } = update;
  const last = before.report;
  return {
    action: 'project.report-status',
    entity: 'project',
    entityId: before.project.id,
    ...(update.divergenceReason ? { reason: update.divergenceReason } : {}),
    before: last && {
      reportingDate: last.reporting_date,
      ...{
        overall: last.light_overall,
        time: last.light_time,
        cost: last.light_cost,
        scope: last.light_scope,
      },
      sentence: last.sentence,
    },
    after: { reportingDate, ...lights, sentence, forecastCents, milestoneForecasts },
  };
}

/**
 * Reports a status: right, then version (412 before any rule, else the loser of a race reads the wrong
 * fault), then the rules at the reporting date, then report, forecasts, version and history in one transaction.
 */
export async function reportStatus(context: Context): Promise<ProjectDetail> {
  const { db, by, actor, params, query, body, ifMatch, clock } = context;
  const asOf = body.reportingDate;
  return transact(
    db,
    by,
    async (tx) => {
      const head = await projectHead(tx.query, params.id, actor);
      context.allow(head);
      const current = await findBeforeReport(tx.query, params.id, { asOf });
      if (!current) throw new AppError('not-found', NOT_YET);
      if (head.version !== ifMatch)
        throw new AppError('stale', undefined, {
          current: await findProject(tx.query, params.id, actor, { asOf }),
        });
      const errors = statusFaults(current, body, businessDate(clock.now()));
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      await addStatusReport(tx, params.id, actor.id, body);
      await bumpProject(tx.query, params.id, ifMatch);
      return { result: undefined, change: changeOf(current, body) };
    },
    async (read) => {
      const answer = await findProject(read, params.id, actor, { asOf: query.asOf ?? asOf });
      if (!answer) throw new AppError('not-found', NOT_YET);
      return answer;
    },
  );
}
