import type { IsoDate } from '#shared/calendar.ts';
import { moneyByMonth } from '#shared/milestones/milestone-money.ts';
import { milestoneState, overdueDays, shiftDays, trendDays } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneState } from '#shared/milestones/milestone-rules.ts';
import { lastForecasts } from '#shared/milestones/milestone-trend.ts';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { sumCents } from '#shared/money.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import type { Queries } from '../db/database.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import { changedPlaces } from '../dated-names/project-places.sql.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import type { MilestoneFact, MilestoneSelection } from '../projects/milestone-facts.sql.ts';

/** The projects milestones belong to, as far as a milestone row shows them. */
function projectsOf(read: Queries, ids: readonly number[] | undefined) {
  let query = read
    .selectFrom('project as p')
    .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
    .innerJoin('office as o', 'o.id', 'p.office_id');
  if (ids) query = query.where('p.id', 'in', ids);
  return query
    .select(['p.id', 'p.number', 'p.name', 'p.version', 'p.lead_user_id as leadUserId'])
    .select(['f.code as field', 'o.code as office'])
    .execute();
}

/** Every reporting date anything was reported for up to the date, and the last one that is due. */
export async function reportingDates(
  read: Queries,
  selection: Pick<MilestoneSelection, 'asOf' | 'knownSeq'>,
): Promise<IsoDate[]> {
  const bound = selection.knownSeq ?? Number.MAX_SAFE_INTEGER;
  const rows = await read
    .selectFrom('milestone_forecast')
    .where('reporting_date', '<=', selection.asOf)
    .where('recorded_seq', '<=', bound)
    .select('reporting_date as on')
    .union(
      read
        .selectFrom('status_report')
        .where('reporting_date', '<=', selection.asOf)
        .where('recorded_seq', '<=', bound)
        .select('reporting_date as on'),
    )
    .execute();
  const dates = new Set(rows.map((row) => row.on)).add(reportingDateFor(selection.asOf));
  return [...dates].sort();
}

type ProjectOfMilestone = Awaited<ReturnType<typeof projectsOf>>[number];

function milestoneRow(
  fact: MilestoneFact,
  project: ProjectOfMilestone,
  dates: readonly IsoDate[],
  asOf: IsoDate,
): MilestoneRow {
  const { now, before } = lastForecasts(dates, fact.forecasts);
  return {
    id: fact.id,
    name: fact.name,
    origin: fact.origin,
    baselineOn: fact.baselineOn,
    baselines: fact.baselines,
    weightCents: fact.weightCents,
    forecasts: fact.forecasts,
    forecastOn: fact.forecastOn,
    reachedOn: fact.reachedOn,
    evidence: fact.evidence,
    project: { id: project.id, number: project.number, name: project.name },
    field: project.field,
    office: project.office,
    leadUserId: project.leadUserId,
    projectVersion: project.version,
    previousForecastOn: before,
    slipDays: shiftDays(fact, asOf),
    overdueDays: overdueDays(fact, asOf),
    trendDays: fact.reachedOn === null ? trendDays(now, before) : null,
    state: milestoneState(fact, asOf),
  };
}

function countBy(rows: readonly MilestoneRow[]): Record<MilestoneState, number> {
  const counts = { reached: 0, overdue: 0, due: 0, open: 0 };
  for (const row of rows) counts[row.state] += 1;
  return counts;
}

/** All milestones at a business date with state, slip and trend, and their money by month; of `own` rows only those. */
export async function listMilestones(
  read: Queries,
  asOf: IsoDate,
  options: Omit<MilestoneSelection, 'asOf'> = {},
  own: OwnRows | null = null,
): Promise<MilestonePage> {
  const selection = { asOf, ...options };
  const facts = (await milestoneFacts(read, selection)).filter(
    (fact) => !own || own.projects.has(fact.projectId),
  );
  const renamed = await changedFacts(read, selection);
  const places = await changedPlaces(read, selection);
  const projects = new Map(
    (await projectsOf(read, options.projectIds)).map((project) => [
      project.id,
      { ...project, ...places.get(project.id), name: renamed.get(project.id)?.name ?? project.name },
    ]),
  );
  const dates = await reportingDates(read, selection);
  const milestones = facts.flatMap((fact) => {
    const project = projects.get(fact.projectId);
    return project ? milestoneRow(fact, project, dates, asOf) : [];
  });
  return {
    asOf,
    reportingDates: dates,
    milestones,
    money: moneyByMonth(facts, asOf),
    totals: { ...countBy(milestones), weightCents: sumCents(facts.map((fact) => fact.weightCents)) },
  };
}
