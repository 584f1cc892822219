import { daysBetween } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { allAfter, allBefore, slipEffect } from '#shared/milestones/dependencies.ts';
import type { SlipEffect } from '#shared/milestones/milestone-plan.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { isOwn } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { nextReportingDate, reportingDateFor } from '#shared/projects/reporting-date.ts';
import type { Queries } from '../db/database.ts';
import type { MilestoneFact } from '../projects/milestone-facts.sql.ts';
import { projectFacts } from '../projects/projects.sql.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { awaited, milestoneRefs } from './milestone-plan.ts';
import { factsAround, standingLinks } from './plan.sql.ts';
import { milestoneHead } from './statements.sql.ts';

const MISSING = 'Diesen Meilenstein gibt es nicht.';

/** Weights of what is reached, or expected to be, by a day. */
function expectedBy(milestones: readonly MilestoneFact[], on: IsoDate): Cents {
  const counted = milestones.filter(
    ({ reachedOn, forecastOn, baselineOn }) => (reachedOn ?? forecastOn ?? baselineOn) <= on,
  );
  return sumCents(counted.map(({ weightCents }) => weightCents));
}

async function successorsOf(
  read: Queries,
  actor: Actor,
  moved: { id: number; expectedOn: IsoDate },
  asOf: IsoDate,
): Promise<SlipEffect['successors']> {
  const links = await standingLinks(read);
  const after = allAfter(links, [moved.id]);
  if (after.size === 0) return [];
  const facts = await factsAround(read, asOf, [moved.id, ...after, ...allBefore(links, after)]);
  const refs = await milestoneRefs(read, facts, await ownRows(read, actor));
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return slipEffect(facts.map(awaited), links, moved).flatMap(({ id, before, after: will }) => {
    const [milestone, fact] = [refs.get(id), byId.get(id)];
    if (!milestone || !fact || fact.reachedOn !== null) return [];
    const { forecastOn, baselineOn } = fact;
    const days = { earliestBefore: before, earliestAfter: will, forecastOn, baselineOn };
    return { milestone, ...days, conflicts: (forecastOn ?? baselineOn) < will };
  });
}

/**
 * What happens when a milestone is expected on another day: the computed light for time, what would be reached by the
 * next reporting date, and the earliest days of all that waits for it, also in other projects; of a bound role the own
 * ones. Nothing is written. Throws `not-found`.
 */
export async function slipOf(
  read: Queries,
  actor: Actor,
  id: number,
  { asOf, forecastOn }: { asOf: IsoDate; forecastOn: IsoDate },
): Promise<SlipEffect> {
  const head = await milestoneHead(read, id);
  if (!head || !isOwn(actor, head)) throw new AppError('not-found', MISSING);
  const selection = { asOf, projectIds: [head.projectId] };
  const [before] = await projectFacts(read, selection);
  const milestone = before?.milestones.find((one) => one.id === id);
  if (!before || !milestone) throw new AppError('not-found', MISSING);
  const milestones = before.milestones.map((one) => (one.id === id ? { ...one, forecastOn } : one));
  const [after] = await projectFacts(read, selection, { milestones });
  const on = nextReportingDate(reportingDateFor(asOf));
  return {
    asOf,
    slipDays: daysBetween(milestone.forecastOn ?? milestone.baselineOn, forecastOn),
    time: {
      before: before.row.lights.time.computed,
      after: (after ?? before).row.lights.time.computed,
    },
    earned: {
      on,
      beforeCents: expectedBy(before.milestones, on),
      afterCents: expectedBy(milestones, on),
    },
    successors: await successorsOf(read, actor, { id, expectedOn: forecastOn }, asOf),
  };
}
