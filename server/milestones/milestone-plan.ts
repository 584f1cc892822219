import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { allBefore, earliestDates } from '#shared/milestones/dependencies.ts';
import type { Awaited, Dependency } from '#shared/milestones/dependencies.ts';
import type { MilestonePlan, PlannedMilestone } from '#shared/milestones/milestone-plan.ts';
import { minusCents, sumCents } from '#shared/money.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import type { Queries } from '../db/database.ts';
import { heldMoney } from '../movements/holds.sql.ts';
import type { MilestoneFact } from '../projects/milestone-facts.sql.ts';
import { projectHead } from '../projects/project-changes.sql.ts';
import { NOT_YET } from '../projects/project-detail.sql.ts';
import { projectFacts } from '../projects/projects.sql.ts';
import type { ProjectFacts } from '../projects/projects.sql.ts';
import { ownRows, owns } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { listMilestones } from './milestones.sql.ts';
import { baselinesOf, endsOf, factsAround, projectRefs, standingLinks } from './plan.sql.ts';

/** A milestone as far as others wait for it: its forecast, or its baseline where none was given. */
export function awaited({ id, reachedOn, forecastOn, baselineOn }: MilestoneFact): Awaited {
  return { id, reachedOn, expectedOn: forecastOn ?? baselineOn };
}

type Ref = PlannedMilestone['predecessors'][number]['milestone'];

/** How milestones are named to a reader, by id; of a bound role only the own ones. */
export async function milestoneRefs(
  read: Queries,
  facts: readonly MilestoneFact[],
  own: OwnRows | null,
): Promise<Map<number, Ref>> {
  const shown = facts.filter(({ projectId }) => owns(own, { projectId, office: null }));
  const projects = await projectRefs(read, [...new Set(shown.map(({ projectId }) => projectId))]);
  return new Map(
    shown.flatMap(({ id, name, projectId }) => {
      const project = projects.get(projectId);
      return project ? [[id, { id, name, project }]] : [];
    }),
  );
}

interface Around {
  links: readonly Dependency[];
  refs: ReadonlyMap<number, Ref>;
  earliest: ReadonlyMap<number, IsoDate>;
}

/** Dependencies of these milestones, and of all they wait for, near or far. */
async function around(
  read: Queries,
  asOf: IsoDate,
  ids: readonly number[],
  own: OwnRows | null,
): Promise<Around> {
  const all = await standingLinks(read);
  const inner = new Set(ids);
  const links = all.filter((one) => inner.has(one.predecessorId) || inner.has(one.successorId));
  if (links.length === 0) return { links, refs: new Map(), earliest: new Map() };
  const near = links.flatMap(({ predecessorId, successorId }) => [predecessorId, successorId]);
  const facts = await factsAround(read, asOf, [...near, ...allBefore(all, ids)]);
  return {
    links,
    refs: await milestoneRefs(read, facts, own),
    earliest: earliestDates(facts.map(awaited), all),
  };
}

function neighbours(
  { links, refs }: Around,
  id: number,
  [mine, other]: readonly ['predecessorId' | 'successorId', 'predecessorId' | 'successorId'],
): PlannedMilestone['predecessors'] {
  return links
    .filter((link) => link[mine] === id)
    .flatMap((link) => {
      const milestone = refs.get(link[other]);
      return milestone ? { milestone, lagDays: link.lagDays } : [];
    });
}

function weightsOf({ row, milestones, years }: ProjectFacts): MilestonePlan['weights'] {
  const weightCents = sumCents(milestones.map((one) => one.weightCents));
  const { budgetCents } = row;
  const [first, last] = years;
  const text = first === last ? String(first) : `${first}/${last}`;
  const differenceCents = minusCents(weightCents, budgetCents);
  return { weightCents, budgetCents, differenceCents, years: text };
}

/**
 * A project's milestones at a date with all their baselines, what they wait for and what waits for them, and whether
 * the weights are the project's budget. Throws `not-found`, for a foreign project too.
 */
export async function findPlan(
  read: Queries,
  actor: Actor,
  projectId: number,
  asOf: IsoDate,
): Promise<MilestonePlan> {
  const head = await projectHead(read, projectId, actor);
  const [facts] = await projectFacts(read, { asOf, projectIds: [projectId] });
  if (!facts) throw new AppError('not-found', NOT_YET);
  const own = await ownRows(read, actor);
  const { milestones: rows } = await listMilestones(read, asOf, { projectIds: [projectId] });
  const baselines = await baselinesOf(read, projectId, asOf);
  const ids = rows.map(({ id }) => id);
  const near = await around(read, asOf, ids, own);
  const dropped = (await endsOf(read, projectId)).filter(({ endsOn }) => endsOn <= asOf);
  return {
    ...{ asOf, projectId, projectVersion: head.version, reportingDate: reportingDateFor(asOf) },
    mayEdit: can(actor, 'milestones:edit', head),
    mayRebase: can(actor, 'requests:write', { requestKind: 'baseline' }),
    mayReport: can(actor, 'milestones:reach', head),
    milestones: rows.map((row) => ({
      row,
      baselines: baselines.get(row.id) ?? [],
      predecessors: neighbours(near, row.id, ['successorId', 'predecessorId']),
      successors: neighbours(near, row.id, ['predecessorId', 'successorId']),
      earliestOn: near.earliest.get(row.id) ?? null,
    })),
    dropped,
    weights: weightsOf(facts),
    held: can(actor, 'budget:read', head)
      ? (await heldMoney(read, { projectId }, asOf)).filter(({ cents }) => cents > 0)
      : [],
    lines: can(actor, 'requests:write', { requestKind: 'movement' })
      ? facts.lines
          .filter(({ kind, ledger }) => kind !== 'income' && ledger !== 'costing')
          .map(({ id, number, name, year }) => ({ id, number, name, year }))
      : [],
  };
}
