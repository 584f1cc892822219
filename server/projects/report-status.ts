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
import { NOT_YET, findProject } from './project-detail.sql.ts';

type Context = RouteContext<{ id: number }, { asOf?: IsoDate | undefined }, StatusUpdate>;

function changeOf(before: ProjectDetail, update: StatusUpdate): Change {
  const { reportingDate, lights, sentence, forecastCents, milestoneForecasts } = update;
  const last = before.reports[0];
  return {
    action: 'project.report-status',
    entity: 'project',
    entityId: before.project.id,
    ...(update.divergenceReason ? { reason: update.divergenceReason } : {}),
    before: last && { reportingDate: last.reportingDate, ...last.lights, sentence: last.sentence },
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
      const head = await projectHead(tx.query, params.id);
      context.allow({ leadUserId: head.leadUserId });
      const current = await findProject(tx.query, params.id, actor, { asOf });
      if (!current) throw new AppError('not-found', NOT_YET);
      if (head.version !== ifMatch) throw new AppError('stale', undefined, { current });
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
