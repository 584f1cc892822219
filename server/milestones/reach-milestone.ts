import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { correctionFaults, reachedFaults } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneCorrection, MilestoneReached, MilestoneRow } from '#shared/milestones/milestones.ts';
import { isOwn } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { bumpProject, projectHead } from '../projects/project-changes.sql.ts';
import { listMilestones } from './milestones.sql.ts';
import { addStatement, milestoneHead } from './statements.sql.ts';

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

/** The milestone inside the writing transaction, with right and version checked. Throws `not-found`, `stale`. */
async function forWriting(
  tx: Tx,
  context: Pick<RouteContext<{ id: number }, undefined, unknown>, 'params' | 'allow' | 'ifMatch' | 'actor'>,
  today: IsoDate,
) {
  const { params, ifMatch } = context;
  const milestone = await milestoneHead(tx.query, params.id);
  if (!milestone || !isOwn(context.actor, milestone))
    throw new AppError('not-found', 'Diesen Meilenstein gibt es nicht.');
  const head = await projectHead(tx.query, milestone.projectId, context.actor);
  context.allow(head);
  const current = await findMilestone(tx.query, params.id, head.id, today);
  if (head.version !== ifMatch) throw new AppError('stale', undefined, { current });
  return { milestone, head, current };
}

/**
 * Reports a milestone as reached with its evidence. It is a change of its project: right, version (412), rule,
 * then the statement, the version and the history row in one transaction.
 */
export async function reachMilestone(context: Context): Promise<MilestoneRow> {
  const { db, by, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const { milestone, head, current } = await forWriting(tx, context, today);
    const errors = reachedFaults({ startsOn: head.startsOn, reachedOn: current.reachedOn }, body, today);
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
    await addStatement(tx, milestone.id, body.reachedOn, body.evidence);
    await bumpProject(tx.query, head.id, ifMatch);
    const after = { milestoneId: milestone.id, milestone: milestone.name, reachedOn: body.reachedOn };
    const change = { action: 'milestone.reach', entity: 'project', entityId: head.id };
    return { result: head.id, change: { ...change, reason: body.evidence, after } };
  };
  return transact(db, by, work, (query, projectId) => findMilestone(query, params.id, projectId, today));
}

/**
 * Corrects the day or the evidence of a milestone that was reported as reached, or takes the report back, with a
 * reason. The earlier statement stays: who reads as known before it reads the earlier day. Throws as `reachMilestone`.
 */
export async function correctMilestone(
  context: RouteContext<{ id: number }, undefined, MilestoneCorrection>,
): Promise<MilestoneRow> {
  const { db, by, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const { milestone, head, current } = await forWriting(tx, context, today);
    const { reachedOn, evidence } = current;
    const errors = correctionFaults({ startsOn: head.startsOn, reachedOn, evidence }, body, today);
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
    await addStatement(tx, milestone.id, body.reachedOn, body.reachedOn === null ? '' : body.evidence);
    await bumpProject(tx.query, head.id, ifMatch);
    return {
      result: head.id,
      change: {
        action: 'milestone.correct',
        entity: 'project',
        entityId: head.id,
        reason: body.reason,
        before: { reachedOn, evidence },
        after: {
          milestoneId: milestone.id,
          milestone: milestone.name,
          reachedOn: body.reachedOn,
          evidence: body.reachedOn === null ? null : body.evidence,
        },
      },
    };
  };
  return transact(db, by, work, (query, projectId) => findMilestone(query, params.id, projectId, today));
}
