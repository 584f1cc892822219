import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { ForecastPoint } from '#shared/milestones/milestones.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { keptMilestoneFacts } from '../projects/kept-milestones.sql.ts';

/** Which milestones, seen from which date; `knownSeq` = only what was recorded up to this history row. */
export interface MilestoneSelection {
  asOf: IsoDate;
  knownSeq?: number | undefined;
  projectIds?: readonly number[] | undefined;
}

/** A milestone as it was at the date: baseline in force, forecasts given, reached with evidence. */
export interface MilestoneFact {
  id: number;
  projectId: number;
  name: string;
  /** Its place among those of its project. */
  rank: number;
  origin: Origin;
  baselineOn: IsoDate;
  weightCents: Cents;
  baselines: number;
  /** The newest forecast of each reporting date, oldest first. */
  forecasts: ForecastPoint[];
  forecastOn: IsoDate | null;
  reachedOn: IsoDate | null;
  evidence: string | null;
}

function ids(read: Queries, selection: Omit<MilestoneSelection, 'asOf'>) {
  let query = read.selectFrom('milestone').select('milestone.id');
  if (selection.knownSeq !== undefined) query = query.where('recorded_seq', '<=', selection.knownSeq);
  if (selection.projectIds) query = query.where('project_id', 'in', selection.projectIds);
  return query;
}

const known = (selection: MilestoneSelection): number => selection.knownSeq ?? Number.MAX_SAFE_INTEGER;

/** The baseline in force: the newest up to the date; earlier ones stay readable and are counted. */
const baselines = question((read, selection: MilestoneSelection) => {
  const ranked = read
    .selectFrom('milestone_baseline as b')
    .where('b.milestone_id', 'in', ids(read, selection))
    .where('b.in_force_on', '<=', selection.asOf)
    .where('b.recorded_seq', '<=', known(selection))
    .select([
      'b.milestone_id as id',
      'b.baseline_on as baselineOn',
      'b.weight_cents as weightCents',
      sql<number>`row_number() over (partition by b.milestone_id order by b.in_force_on desc, b.recorded_seq desc, b.id desc)`.as(
        'rank',
      ),
      sql<number>`count(*) over (partition by b.milestone_id)`.as('baselines'),
    ]);
  return read.selectFrom(ranked.as('r')).where('r.rank', '=', 1).selectAll();
});

const standingForecasts = question((read, selection: MilestoneSelection) => {
  const ranked = read
    .selectFrom('milestone_forecast as f')
    .where('f.milestone_id', 'in', ids(read, selection))
    .where('f.reporting_date', '<=', selection.asOf)
    .where('f.recorded_seq', '<=', known(selection))
    .select([
      'f.milestone_id as id',
      'f.reporting_date as reportingDate',
      'f.forecast_on as forecastOn',
      sql<number>`row_number() over (partition by f.milestone_id, f.reporting_date order by f.recorded_seq desc, f.id desc)`.as(
        'rank',
      ),
    ]);
  return read
    .selectFrom(ranked.as('r'))
    .where('r.rank', '=', 1)
    .select(['r.id', 'r.reportingDate', 'r.forecastOn'])
    .orderBy('r.reportingDate');
});

/** One forecast per milestone and reporting date: a later row for the same date is its correction. */
async function forecasts(
  read: Queries,
  selection: MilestoneSelection,
): Promise<Map<number, ForecastPoint[]>> {
  const rows = await standingForecasts(read, selection);
  const byMilestone = new Map<number, ForecastPoint[]>();
  for (const { id, reportingDate, forecastOn } of rows) {
    const points = byMilestone.get(id);
    if (points) points.push({ reportingDate, forecastOn });
    else byMilestone.set(id, [{ reportingDate, forecastOn }]);
  }
  return byMilestone;
}

/** The newest statement counts; a reached date of NULL takes an earlier one back. */
const reached = question((read, selection: MilestoneSelection) => {
  const ranked = read
    .selectFrom('milestone_actual as a')
    .where('a.milestone_id', 'in', ids(read, selection))
    .where('a.recorded_seq', '<=', known(selection))
    .select([
      'a.milestone_id as id',
      'a.reached_on as reachedOn',
      'a.evidence',
      sql<number>`row_number() over (partition by a.milestone_id order by a.recorded_seq desc, a.id desc)`.as(
        'rank',
      ),
    ]);
  return read
    .selectFrom(ranked.as('r'))
    .where('r.rank', '=', 1)
    .where('r.reachedOn', '<=', selection.asOf)
    .select(['r.id', 'r.reachedOn', 'r.evidence']);
});

/** What the milestones are called at the date and where they stand, without those that were dropped by then. */
const milestones = question((read, selection: MilestoneSelection) => {
  const facts = read
    .selectFrom('milestone_fact as f')
    .where('f.effective_on', '<=', selection.asOf)
    .where('f.recorded_seq', '<=', known(selection))
    .select([
      'f.milestone_id as id',
      'f.name',
      'f.rank as place',
      sql<number>`row_number() over (partition by f.milestone_id order by f.effective_on desc, f.recorded_seq desc, f.id desc)`.as(
        'nth',
      ),
    ]);
  const ends = read
    .selectFrom('milestone_end as e')
    .where('e.recorded_seq', '<=', known(selection))
    .select([
      'e.milestone_id as id',
      'e.ends_on as endsOn',
      sql<number>`row_number() over (partition by e.milestone_id order by e.recorded_seq desc, e.id desc)`.as(
        'nth',
      ),
    ]);
  return read
    .selectFrom('milestone as m')
    .leftJoin(facts.as('n'), (join) => join.onRef('n.id', '=', 'm.id').on('n.nth', '=', 1))
    .leftJoin(ends.as('d'), (join) => join.onRef('d.id', '=', 'm.id').on('d.nth', '=', 1))
    .where('m.id', 'in', ids(read, selection))
    .where((eb) => eb.or([eb('d.endsOn', 'is', null), eb('d.endsOn', '>', selection.asOf)]))
    .select(['m.id', 'm.project_id as projectId', 'm.origin'])
    .select((eb) => [
      eb.fn.coalesce('n.name', 'm.name').as('name'),
      eb.fn.coalesce('n.place', 'm.position').as('rank'),
    ])
    .orderBy('m.project_id')
    .orderBy('rank')
    .orderBy('m.id');
});

/**
 * Every selected milestone as it was at the date, in four statements whatever their number, by project and
 * place. A milestone whose first baseline is not yet in force is left out, and one that was dropped by then.
 */
export async function milestoneFacts(read: Queries, selection: MilestoneSelection): Promise<MilestoneFact[]> {
  const kept = selection.projectIds ? undefined : await keptMilestoneFacts(read, selection);
  if (kept) return kept;
  const inForce = new Map((await baselines(read, selection)).map((row) => [row.id, row]));
  const forecastsOf = await forecasts(read, selection);
  const reachedOf = new Map((await reached(read, selection)).map((row) => [row.id, row]));
  const rows = await milestones(read, selection);
  return rows.flatMap((row) => {
    const baseline = inForce.get(row.id);
    if (!baseline) return [];
    const points = forecastsOf.get(row.id) ?? [];
    const actual = reachedOf.get(row.id);
    return {
      ...row,
      baselineOn: baseline.baselineOn,
      weightCents: baseline.weightCents,
      baselines: baseline.baselines,
      forecasts: points,
      forecastOn: points.at(-1)?.forecastOn ?? null,
      reachedOn: actual?.reachedOn ?? null,
      evidence: actual?.evidence ?? null,
    };
  });
}
