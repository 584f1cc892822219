import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { ForecastPoint } from '#shared/milestones/milestones.ts';
import type { Cents } from '#shared/money.ts';
import { eachBatch, keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { Queries } from '../db/database.ts';
import type { MilestoneFact } from './milestone-facts.sql.ts';

interface Dated {
  id: number;
  seq: number;
}
type Baseline = Dated & { baselineOn: IsoDate; weightCents: Cents; inForceOn: IsoDate };
type Forecast = Dated & { reportingDate: IsoDate; forecastOn: IsoDate };
type Reached = Dated & { reachedOn: IsoDate | null; evidence: string };
type Fact = Dated & { name: string; rank: number; effectiveOn: IsoDate };
type End = Dated & { endsOn: IsoDate | null };

/** A milestone with everything that was ever recorded about it; each list in the order in which it counts. */
export interface KeptMilestone {
  id: number;
  projectId: number;
  name: string;
  origin: Origin;
  position: number;
  seq: number;
  baselines: Baseline[];
  forecasts: Forecast[];
  reached: Reached[];
  facts: Fact[];
  ends: End[];
}

export interface KeptMilestones {
  byId: Map<number, KeptMilestone>;
  /** By project and position. */
  byProject: Map<number, KeptMilestone[]>;
  /** Counts what was added about a project's milestones: the same number = nothing has changed. */
  changes: Map<number, number>;
  /** Ids read last, and the last history row of any of them. */
  last: Record<'baseline' | 'forecast' | 'reached' | 'milestone' | 'fact' | 'end' | 'seq', number>;
}

/** Keeps a list in order while one is added, as a rule at its end. */
function insert<T extends Dated>(list: T[], one: T, day: (one: T) => string): void {
  const isBefore = (a: T, b: T): boolean =>
    day(a) !== day(b) ? day(a) < day(b) : a.seq !== b.seq ? a.seq < b.seq : a.id < b.id;
  let at = list.length;
  for (let before = list[at - 1]; before !== undefined && isBefore(one, before); before = list[at - 1])
    at -= 1;
  list.splice(at, 0, one);
}

async function addMilestones(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.milestone,
    (after, most) =>
      read
        .selectFrom('milestone')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'project_id as projectId', 'name', 'origin', 'position', 'recorded_seq as seq'])
        .execute(),
    (row) => {
      const milestone = { ...row, baselines: [], forecasts: [], reached: [], facts: [], ends: [] };
      const list = kept.byProject.get(row.projectId) ?? [];
      kept.byProject.set(row.projectId, list);
      const at = list.findIndex((one) => one.position > row.position);
      list.splice(at === -1 ? list.length : at, 0, milestone);
      kept.byId.set(row.id, milestone);
      kept.last.milestone = row.id;
    },
  );
}

function touched(kept: KeptMilestones, milestoneId: number, seq: number): KeptMilestone {
  const milestone = kept.byId.get(milestoneId);
  if (!milestone) throw new Error(`milestone ${milestoneId} is not kept`);
  kept.last.seq = Math.max(kept.last.seq, seq);
  kept.changes.set(milestone.projectId, (kept.changes.get(milestone.projectId) ?? 0) + 1);
  return milestone;
}

async function addBaselines(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.baseline,
    (after, most) =>
      read
        .selectFrom('milestone_baseline')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'milestone_id as milestoneId', 'baseline_on as baselineOn'])
        .select(['weight_cents as weightCents', 'in_force_on as inForceOn', 'recorded_seq as seq'])
        .execute(),
    ({ milestoneId, ...row }) => {
      insert(touched(kept, milestoneId, row.seq).baselines, row, (one) => one.inForceOn);
      kept.last.baseline = row.id;
    },
  );
}

async function addForecasts(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.forecast,
    (after, most) =>
      read
        .selectFrom('milestone_forecast')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'milestone_id as milestoneId', 'reporting_date as reportingDate'])
        .select(['forecast_on as forecastOn', 'recorded_seq as seq'])
        .execute(),
    ({ milestoneId, ...row }) => {
      insert(touched(kept, milestoneId, row.seq).forecasts, row, (one) => one.reportingDate);
      kept.last.forecast = row.id;
    },
  );
}

async function addReached(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.reached,
    (after, most) =>
      read
        .selectFrom('milestone_actual')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'milestone_id as milestoneId', 'reached_on as reachedOn', 'evidence'])
        .select('recorded_seq as seq')
        .execute(),
    ({ milestoneId, ...row }) => {
      insert(touched(kept, milestoneId, row.seq).reached, row, () => '');
      kept.last.reached = row.id;
    },
  );
}

async function addFacts(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.fact,
    (after, most) =>
      read
        .selectFrom('milestone_fact')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'milestone_id as milestoneId', 'name', 'rank', 'effective_on as effectiveOn'])
        .select('recorded_seq as seq')
        .execute(),
    ({ milestoneId, ...row }) => {
      insert(touched(kept, milestoneId, row.seq).facts, row, (one) => one.effectiveOn);
      kept.last.fact = row.id;
    },
  );
}

async function addEnds(read: Queries, kept: KeptMilestones): Promise<void> {
  await eachBatch(
    kept.last.end,
    (after, most) =>
      read
        .selectFrom('milestone_end')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'milestone_id as milestoneId', 'ends_on as endsOn', 'recorded_seq as seq'])
        .execute(),
    ({ milestoneId, ...row }) => {
      insert(touched(kept, milestoneId, row.seq).ends, row, () => '');
      kept.last.end = row.id;
    },
  );
}

export const MILESTONES: Part<KeptMilestones> = {
  tables: [
    ...(['milestone', 'milestone_baseline', 'milestone_forecast', 'milestone_actual'] as const),
    ...(['milestone_fact', 'milestone_end'] as const),
  ],
  read: async (read, before) => {
    const kept: KeptMilestones = before?.value ?? {
      byId: new Map(),
      byProject: new Map(),
      changes: new Map(),
      last: { baseline: 0, forecast: 0, reached: 0, milestone: 0, fact: 0, end: 0, seq: 0 },
    };
    await addMilestones(read, kept);
    await addBaselines(read, kept);
    await addForecasts(read, kept);
    await addReached(read, kept);
    await addFacts(read, kept);
    await addEnds(read, kept);
    return { ...kept };
  },
};

interface Made {
  changes: number | undefined;
  bound: number;
  facts: readonly MilestoneFact[];
}

const MOST_DATES = 3;
const made = new WeakMap<KeptMilestones['byId'], Map<string, Map<number, Made>>>();

/** A project's milestones as they were at the date, by position; made once as long as nothing is added to them. */
export function milestonesAt(
  kept: KeptMilestones,
  projectId: number,
  at: { asOf: IsoDate; known: number },
): readonly MilestoneFact[] {
  const bound = Math.min(at.known, kept.last.seq);
  const dates = made.get(kept.byId) ?? new Map<string, Map<number, Made>>();
  made.set(kept.byId, dates);
  let projects = dates.get(at.asOf);
  if (!projects) {
    projects = new Map();
    dates.set(at.asOf, projects);
    for (const oldest of dates.keys()) {
      if (dates.size <= MOST_DATES) break;
      dates.delete(oldest);
    }
  }
  const changes = kept.changes.get(projectId);
  const found = projects.get(projectId);
  if (found && found.changes === changes && found.bound === bound) return found.facts;
  const facts = (kept.byProject.get(projectId) ?? [])
    .flatMap((milestone) => milestoneAt(milestone, at) ?? [])
    .sort((a, b) => a.rank - b.rank || a.id - b.id);
  projects.set(projectId, { changes, bound, facts });
  return facts;
}

/** Every milestone as it was at the date, by project and position; undefined where this process keeps nothing. */
export async function keptMilestoneFacts(
  read: Queries,
  selection: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<MilestoneFact[] | undefined> {
  const marks = await marksOf(read);
  const kept = await keptPart(read, MILESTONES);
  if (!marks || !kept) return undefined;
  const at = {
    asOf: selection.asOf,
    known: Math.min(selection.knownSeq ?? Number.MAX_SAFE_INTEGER, marks.history),
  };
  return [...kept.byProject.keys()]
    .sort((a, b) => a - b)
    .flatMap((projectId) => milestonesAt(kept, projectId, at));
}

/** A milestone as it was at the date; undefined when its first baseline was not yet in force, or it was dropped. */
function milestoneAt(
  kept: KeptMilestone,
  { asOf, known }: { asOf: IsoDate; known: number },
): MilestoneFact | undefined {
  const { id, projectId, origin } = kept;
  const end = kept.ends.findLast((one) => one.seq <= known)?.endsOn ?? null;
  if (end !== null && end <= asOf) return undefined;
  const inForce = kept.baselines.filter((one) => one.inForceOn <= asOf && one.seq <= known);
  const baseline = inForce.at(-1);
  if (!baseline) return undefined;
  const forecasts: ForecastPoint[] = [];
  for (const { reportingDate, forecastOn, seq } of kept.forecasts) {
    if (reportingDate > asOf || seq > known) continue;
    // One forecast per reporting date: a later row for the same date is its correction.
    if (forecasts.at(-1)?.reportingDate === reportingDate) forecasts.pop();
    forecasts.push({ reportingDate, forecastOn });
  }
  const fact = kept.facts.findLast((one) => one.effectiveOn <= asOf && one.seq <= known);
  const last = kept.reached.findLast((one) => one.seq <= known);
  const reached = last?.reachedOn != null && last.reachedOn <= asOf ? last : undefined;
  return {
    id,
    projectId,
    name: fact?.name ?? kept.name,
    rank: fact?.rank ?? kept.position,
    origin,
    baselineOn: baseline.baselineOn,
    weightCents: baseline.weightCents,
    baselines: inForce.length,
    forecasts,
    forecastOn: forecasts.at(-1)?.forecastOn ?? null,
    reachedOn: reached?.reachedOn ?? null,
    evidence: reached?.evidence ?? null,
  };
}
