import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { reachedFaults } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneReached, MilestoneRow } from '#shared/milestones/milestones.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { bumpProject, projectHead } from '../projects/project-changes.sql.ts';
import { listMilestones } from './milestones.sql.ts';

type Context = RouteContext<{ id: number }, undefined, MilestoneReached>;

async function findMilestone(
  read: Queries,
  id: number,
  projectId: number,
  asOf: IsoDate,
): Promise<MilestoneRow> {
  const page = await listMilestones(read, asOf, { projectIds: [projectId] });
  const row = page.milestones.find((milestone) => milestone.id === id);
  if (!row) throw new AppError('not-found', 'Dieser Meilenstein hat noch keine geltende Basis.');
  return row;
}

/**
 * Reports a milestone as reached with its evidence. It is a change of its project: right, version (412), rule,
 * then the statement, the version and the history row in one transaction.
 */
export async function reachMilestone(context: Context): Promise<MilestoneRow> {
  const { db, by, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  return transact(
    db,
    by,
    async (tx) => {
      const milestone = await tx.query
        .selectFrom('milestone')
        .where('id', '=', params.id)
        .select(['id', 'name', 'project_id as projectId'])
        .executeTakeFirst();
      if (!milestone) throw new AppError('not-found', 'Diesen Meilenstein gibt es nicht.');
      const head = await projectHead(tx.query, milestone.projectId);
      context.allow({ leadUserId: head.leadUserId });
      const current = await findMilestone(tx.query, params.id, head.id, today);
      if (head.version !== ifMatch) throw new AppError('stale', undefined, { current });
      const errors = reachedFaults({ startsOn: head.startsOn, reachedOn: current.reachedOn }, body, today);
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      await tx.query
        .insertInto('milestone_actual')
        .values({
          milestone_id: params.id,
          reached_on: body.reachedOn,
          evidence: body.evidence,
          recorded_seq: tx.seq,
        })
        .execute();
      await bumpProject(tx.query, head.id, ifMatch);
      return {
        result: head.id,
        change: {
          action: 'milestone.reach',
          entity: 'project',
          entityId: head.id,
          reason: body.evidence,
          after: { milestoneId: milestone.id, milestone: milestone.name, reachedOn: body.reachedOn },
        },
      };
    },
    (query, projectId) => findMilestone(query, params.id, projectId, today),
  );
}
