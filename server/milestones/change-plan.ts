import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { AddedMilestones, MilestoneEdit, MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { addedFaults, nameFaults, planDayFault } from '#shared/milestones/plan-rules.ts';
import type { PlannedProject } from '#shared/milestones/plan-rules.ts';
import { sumCents } from '#shared/money.ts';
import { isOwn } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import type { MilestoneFact } from '../projects/milestone-facts.sql.ts';
import { bumpProject, projectHead } from '../projects/project-changes.sql.ts';
import type { ProjectHead } from '../projects/project-changes.sql.ts';
import { NOT_YET } from '../projects/project-detail.sql.ts';
import { projectFacts } from '../projects/projects.sql.ts';
import { findPlan } from './milestone-plan.ts';
import { milestoneHead } from './statements.sql.ts';
import { addFacts, insertMilestones } from './write-plan.sql.ts';

export type PlanContext<B> = RouteContext<{ id: number }, { asOf?: IsoDate | undefined }, B>;

/** A project's plan inside the writing transaction, at the day from which the change counts. */
export interface Writing {
  head: ProjectHead;
  project: PlannedProject;
  standing: MilestoneFact[];
  on: IsoDate;
  today: IsoDate;
}

/** The project of a milestone. Throws `not-found`, for a foreign one too. */
export async function projectOf(
  query: Queries,
  { params, actor }: Pick<PlanContext<unknown>, 'params' | 'actor'>,
): Promise<number> {
  const milestone = await milestoneHead(query, params.id);
  if (!milestone || !isOwn(actor, milestone))
    throw new AppError('not-found', 'Diesen Meilenstein gibt es nicht.');
  return milestone.projectId;
}

export function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
}

/** Right, version (412 before any rule), then the day. Throws `not-found`, `forbidden`, `stale`, `rule-violated`. */
export async function forPlanning(
  tx: Tx,
  context: PlanContext<unknown>,
  projectId: number,
): Promise<Writing> {
  const { actor, clock, query, ifMatch } = context;
  const head = await projectHead(tx.query, projectId, actor);
  context.allow(head);
  const today = businessDate(clock.now());
  const on = query.asOf ?? today;
  if (head.version !== ifMatch)
    throw new AppError('stale', undefined, { current: await findPlan(tx.query, actor, projectId, on) });
  const [facts] = await projectFacts(tx.query, { asOf: on, projectIds: [projectId] });
  if (!facts) throw new AppError('not-found', NOT_YET);
  const project = { startsOn: head.startsOn, cancelled: facts.row.state === 'cancelled' };
  const message = planDayFault(project, on, today);
  refuse(message === null ? [] : [{ path: '', message }]);
  return { head, project, standing: facts.milestones, on, today };
}

/** Does a change of a project's plan in one transaction, and answers with the plan as it is then. */
export function changePlan(
  context: PlanContext<unknown>,
  projectIdOf: (query: Queries) => Promise<number>,
  work: (tx: Tx, writing: Writing) => Promise<Omit<Change, 'entity' | 'entityId'>>,
): Promise<MilestonePlan> {
  const { db, by, actor, clock, query, ifMatch } = context;
  return transact(
    db,
    by,
    async (tx) => {
      const writing = await forPlanning(tx, context, await projectIdOf(tx.query));
      const { id } = writing.head;
      const change = await work(tx, writing);
      await bumpProject(tx.query, id, ifMatch);
      return { result: id, change: { ...change, entity: 'project', entityId: id } };
    },
    (read, id) => findPlan(read, actor, id, query.asOf ?? businessDate(clock.now())),
  );
}

/** The milestone at the day of the change. Throws `not-found` where it is not there then. */
export function standingOf({ standing, on }: Writing, id: number): MilestoneFact {
  const milestone = standing.find((one) => one.id === id);
  if (!milestone) throw new AppError('not-found', `Am Stichtag ${on} gibt es diesen Meilenstein nicht.`);
  return milestone;
}

/** Adds milestones with their first baselines, in force from the day on: all of them, or none with every fault. */
export function addMilestones(context: PlanContext<AddedMilestones>): Promise<MilestonePlan> {
  const { body, params } = context;
  return changePlan(
    context,
    () => Promise.resolve(params.id),
    async (tx, { head, project, standing, on }) => {
      const last = await milestoneFacts(tx.query, { asOf: LAST_DAY, projectIds: [head.id] });
      refuse(addedFaults(project, [...standing, ...last], body));
      await insertMilestones(tx, head.id, body.milestones, on);
      const weights = [...standing, ...body.milestones].map(({ weightCents }) => weightCents);
      return {
        action: 'milestone.add',
        before: { weightCents: sumCents(standing.map(({ weightCents }) => weightCents)) },
        after: { inForceOn: on, weightCents: sumCents(weights), milestones: body.milestones },
      };
    },
  );
}

/** What is there at a later day is there already. */
const LAST_DAY = '9999-12-31' as IsoDate;

/** The milestones whose place changes when one of them is put at another place; the places stay the same set. */
function moved(standing: readonly MilestoneFact[], id: number, place: number): Map<number, number> {
  const ranks = standing.map(({ rank }) => rank);
  const others = standing.filter((one) => one.id !== id);
  const own = standing.filter((one) => one.id === id);
  const order = others.toSpliced(place - 1, 0, ...own);
  return new Map(
    order.flatMap((one, index) => (one.rank === ranks[index] ? [] : [[one.id, ranks[index] ?? 0]])),
  );
}

/** Gives a milestone another name or place from the day on; earlier days keep theirs. */
export function editMilestone(context: PlanContext<MilestoneEdit>): Promise<MilestonePlan> {
  const { body, params } = context;
  return changePlan(
    context,
    (query) => projectOf(query, context),
    async (tx, writing) => {
      const { standing, on } = writing;
      const milestone = standingOf(writing, params.id);
      const { name = milestone.name, place } = body;
      const ranks = place === undefined ? new Map<number, number>() : moved(standing, milestone.id, place);
      const nothing = body.name === undefined && ranks.size === 0;
      refuse([
        ...(body.name === undefined ? [] : nameFaults(standing, milestone.id, body.name)),
        ...(nothing ? [{ path: 'place', message: 'Es ändert sich nichts.' }] : []),
      ]);
      const changed = standing.filter(
        (one) => ranks.has(one.id) || (one === milestone && body.name !== undefined),
      );
      const facts = changed.map((one) => ({
        ...{ id: one.id, name: one === milestone ? name : one.name },
        rank: ranks.get(one.id) ?? one.rank,
      }));
      await addFacts(tx, facts, on);
      return {
        action: 'milestone.edit',
        before: { name: milestone.name, place: standing.indexOf(milestone) + 1 },
        after: {
          milestoneId: milestone.id,
          name,
          ...(place === undefined ? {} : { place }),
          effectiveOn: on,
        },
      };
    },
  );
}
