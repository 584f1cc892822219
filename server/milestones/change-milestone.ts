import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { cycleThrough } from '#shared/milestones/dependencies.ts';
import type { Dependency } from '#shared/milestones/dependencies.ts';
import type {
  MilestoneDependency,
  MilestoneEnd,
  MilestonePlan,
  NewMilestoneForecast,
} from '#shared/milestones/milestone-plan.ts';
import { endFaults, forecastFaults } from '#shared/milestones/plan-rules.ts';
import type { Queries } from '../db/database.ts';
import { addForecasts } from '../projects/project-changes.sql.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import { changePlan, projectOf, refuse, standingOf } from './change-plan.ts';
import type { PlanContext } from './change-plan.ts';
import { endsOf, factsAround, lastForecastFor, standingLinks } from './plan.sql.ts';
import { milestoneHead } from './statements.sql.ts';
import { addEnd, addLink } from './write-plan.sql.ts';

/** Drops a milestone from a day on with its reason, or takes that back; earlier days keep it. */
export function endMilestone(context: PlanContext<MilestoneEnd>): Promise<MilestonePlan> {
  const { body, params } = context;
  return changePlan(
    context,
    (query) => projectOf(query, context),
    async (tx, { head, standing, today }) => {
      const milestone = await milestoneHead(tx.query, params.id);
      const ended = (await endsOf(tx.query, head.id)).find(({ id }) => id === params.id);
      const one = standing.find(({ id }) => id === params.id);
      const known = {
        reachedOn: one?.reachedOn ?? null,
        lastForecastFor: await lastForecastFor(tx.query, params.id),
        endsOn: ended?.endsOn ?? null,
      };
      refuse(endFaults(known, body.endsOn, today));
      await addEnd(tx, params.id, body.endsOn, body.reason);
      return {
        action: 'milestone.end',
        reason: body.reason,
        before: { endsOn: known.endsOn },
        after: {
          ...{ milestoneId: params.id, milestone: one?.name ?? milestone?.name, endsOn: body.endsOn },
          weightCents: one?.weightCents ?? null,
        },
      };
    },
  );
}

/** Gives a milestone a forecast for a reporting date beside the status report; an earlier one stays readable. */
export function forecastMilestone(context: PlanContext<NewMilestoneForecast>): Promise<MilestonePlan> {
  const { body, params } = context;
  return changePlan(
    context,
    (query) => projectOf(query, context),
    async (tx, { head, today }) => {
      const facts = await milestoneFacts(tx.query, { asOf: body.reportingDate, projectIds: [head.id] });
      const milestone = facts.find(({ id }) => id === params.id);
      if (!milestone)
        throw new AppError('rule-violated', undefined, {
          errors: [
            { path: 'reportingDate', message: 'An diesem Berichtstag gibt es den Meilenstein nicht.' },
          ],
        });
      refuse(forecastFaults(milestone, body, today));
      await addForecasts(tx, body.reportingDate, [{ milestoneId: params.id, forecastOn: body.forecastOn }]);
      return {
        action: 'milestone.forecast',
        reason: body.reason,
        before: { forecastOn: milestone.forecastOn },
        after: {
          ...{ milestoneId: params.id, milestone: milestone.name },
          ...{ reportingDate: body.reportingDate, forecastOn: body.forecastOn },
        },
      };
    },
  );
}

/** `Das gäbe einen Kreis: A → B → A.` */
async function cycleFault(
  query: Queries,
  asOf: PlanContext<unknown>['query']['asOf'] & string,
  way: readonly number[],
): Promise<FieldError> {
  const names = new Map((await factsAround(query, asOf, way)).map(({ id, name }) => [id, name]));
  const text = way.map((id) => `„${names.get(id) ?? id}“`).join(' → ');
  return { path: 'predecessorId', message: `Das gäbe einen Kreis: ${text}.` };
}

async function linkFaults(
  query: Queries,
  { links, successorId, on }: { links: readonly Dependency[]; successorId: number; on: string },
  { predecessorId, lagDays }: MilestoneDependency,
): Promise<FieldError[]> {
  const at = (message: string): FieldError[] => [{ path: 'predecessorId', message }];
  const standing = links.find(
    (link) => link.predecessorId === predecessorId && link.successorId === successorId,
  );
  if (lagDays === null) return standing ? [] : at('Diese Abhängigkeit gibt es nicht.');
  const day = on as PlanContext<unknown>['query']['asOf'] & string;
  const there = (await factsAround(query, day, [predecessorId])).some(({ id }) => id === predecessorId);
  if (!there) return at('Diesen Meilenstein gibt es am Stichtag nicht.');
  if (standing?.lagDays === lagDays) return at('Diese Abhängigkeit gibt es schon.');
  const way = cycleThrough(links, { predecessorId, successorId });
  return way === null ? [] : [await cycleFault(query, day, way)];
}

/** Lets a milestone wait for another one, or ends that; a cycle is refused inside the transaction, by name. */
export function linkMilestone(context: PlanContext<MilestoneDependency>): Promise<MilestonePlan> {
  const { body, params } = context;
  return changePlan(
    context,
    (query) => projectOf(query, context),
    async (tx, writing) => {
      const milestone = standingOf(writing, params.id);
      const links = await standingLinks(tx.query);
      refuse(await linkFaults(tx.query, { links, successorId: params.id, on: writing.on }, body));
      await addLink(tx, params.id, body);
      const other = await milestoneHead(tx.query, body.predecessorId);
      return {
        action: 'milestone.link',
        ...(body.reason === '' ? {} : { reason: body.reason }),
        after: {
          ...{ milestoneId: milestone.id, milestone: milestone.name },
          ...{ predecessor: other?.name, predecessorId: body.predecessorId, lagDays: body.lagDays },
        },
      };
    },
  );
}
