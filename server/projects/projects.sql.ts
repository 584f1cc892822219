import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { DEFAULT_THRESHOLDS } from '#shared/projects/light-thresholds.ts';
import type { LightThresholds } from '#shared/projects/light-thresholds.ts';
import { Thresholds } from '#shared/projects/projects.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import { dueDates } from '../clocks/due-dates.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { milestoneFacts } from './milestone-facts.sql.ts';
import type { MilestoneFact } from './milestone-facts.sql.ts';
import { standingMerge, standingState } from './project-states.sql.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import { masterNames, placeNames } from '../dated-names/master-facts.sql.ts';
import { changedPlaces } from '../dated-names/project-places.sql.ts';
import { projectRow } from './project-row.ts';
import { projectRows } from './project-rows.sql.ts';
import { standingAssessments } from './standing-risks.sql.ts';
import { newestReports } from './status-reports.sql.ts';
import type { StatusReportRow } from './status-reports.sql.ts';

const metaValue = question((read, { key }: { key: string }) =>
  read.selectFrom('meta').where('key', '=', key).select('value'),
);

/** The limits of the computed lights: those stored in `meta` under `light-thresholds`, else the defaults. */
export async function lightThresholds(read: Queries): Promise<LightThresholds> {
  const [stored] = await metaValue(read, { key: 'light-thresholds' });
  return stored ? Thresholds.parse(JSON.parse(stored.value)) : DEFAULT_THRESHOLDS;
}

const projectRowsAt = question((read, at: ProjectSelection & { reportedOn: IsoDate }) => {
  const { reportedOn, ...selection } = at;
  const reporting = { ...selection, asOf: reportedOn };
  let query = projectRows(read).where('p.recorded_seq', '<=', knownUntil(selection));
  if (selection.projectIds) query = query.where('p.id', 'in', selection.projectIds);
  return query.select([
    standingState(read, selection).as('state'),
    standingState(read, reporting).as('stateAtReport'),
    standingMerge(read, selection).as('mergedInto'),
  ]);
});

/**
 * The portfolio at the date: projects with a state by then. `state` is the one at the date, `stateAtReport` the
 * one at the reporting date before it (null: not yet part of the portfolio), which decides what was owed.
 */
export async function selectProjects(read: Queries, selection: ProjectSelection) {
  const rows = await projectRowsAt(read, { ...selection, reportedOn: reportingDateFor(selection.asOf) });
  const facts = await changedFacts(read, selection);
  const places = await changedPlaces(read, selection);
  const names = await masterNames(read, selection);
  return inNaturalOrder(rows, (row) => row.number).flatMap(({ state, ...row }) => {
    if (state === null) return [];
    const { name = row.name, flagship = row.flagship === 1 } = facts.get(row.id) ?? {};
    const dated = { name, flagship: flagship ? (1 as const) : (0 as const), state, ...places.get(row.id) };
    const placed = { ...row, ...dated };
    return [{ ...placed, ...placeNames(placed, names) }];
  });
}
export type ProjectBase = Awaited<ReturnType<typeof selectProjects>>[number];

const openRisks = question((read, selection: ProjectSelection) =>
  read
    .selectFrom(standingAssessments(read, selection).as('a'))
    .where('a.place', '=', sql.lit(1))
    .where('a.kind', '=', sql.lit('risk'))
    .where('a.state', '=', sql.lit('open'))
    .select(['a.projectId', 'a.title', 'a.probability', 'a.impact'])
    .orderBy('a.id'),
);

/** A project as its row shows it, with what the row was made of. */
export interface ProjectFacts {
  row: ProjectRow;
  /** Who leads it at the date, and whose own it is today. */
  ledBy: number | null;
  ownOffice: string;
  description: string;
  startsOn: IsoDate;
  endsOn: IsoDate;
  /** First and last year of its stage: what its money is summed over. */
  years: readonly [number, number];
  /** The newest report up to the date, even when the one now due is missing. */
  report: StatusReportRow | null;
  milestones: MilestoneFact[];
  /** The project's lines of all years and ledgers; the row's money is the expense of its stage's years. */
  lines: LineWithFigures[];
}

/**
 * The selected projects at a business date, by number, in eleven statements whatever their number: lights declared
 * and computed, next milestone, money in cents, and whether the report due is missing. A project whose first
 * state begins later is not part of the portfolio at the date and is left out.
 */
export async function projectFacts(
  read: Queries,
  selection: ProjectSelection,
  /** What the caller has loaded for the same date already. */
  loaded: { lines?: readonly LineWithFigures[]; milestones?: readonly MilestoneFact[] } = {},
): Promise<ProjectFacts[]> {
  const { asOf, projectIds } = selection;
  const thresholds = await lightThresholds(read);
  const dueOn = (await dueDates(read)).get(reportingDateFor(asOf)) ?? null;
  const projects = await selectProjects(read, selection);
  const reports = await newestReports(read, selection);
  const milestones = Map.groupBy(
    loaded.milestones ?? (await milestoneFacts(read, selection)),
    (fact) => fact.projectId,
  );
  const open = await openRisks(read, selection);
  const risks = Map.groupBy(
    open.map((risk) => ({ ...risk, probability: risk.probability ?? 0, impact: risk.impact ?? 0 })),
    (risk) => risk.projectId,
  );
  const figures = loaded.lines ?? (await lineFigures(read, { asOf, ...(projectIds ? { projectIds } : {}) }));
  const lines = Map.groupBy(figures, (line) => line.projectId);
  return projects.map((project) => {
    const parts = {
      asOf,
      project,
      report: reports.get(project.id) ?? null,
      milestones: milestones.get(project.id) ?? [],
      risks: risks.get(project.id) ?? [],
      lines: lines.get(project.id) ?? [],
      dueOn,
    };
    return {
      row: projectRow(parts, thresholds),
      ledBy: project.ledBy,
      ownOffice: project.ownOffice,
      description: project.description,
      startsOn: project.startsOn,
      endsOn: project.endsOn,
      years: [project.firstYear, project.lastYear],
      report: parts.report,
      milestones: parts.milestones,
      lines: parts.lines,
    };
  });
}

/** Every project as a row at a business date; see `projectFacts`. */
export async function listProjects(
  read: Queries,
  asOf: IsoDate,
  options: { knownSeq?: number | undefined } = {},
): Promise<ProjectRow[]> {
  const facts = await projectFacts(read, { asOf, ...options });
  return facts.map((project) => project.row);
}

/** The budget years of the stages that have projects at the date: what a project's money is summed over. */
export async function budgetYears(read: Queries, asOf: IsoDate): Promise<number[]> {
  const projects = await selectProjects(read, { asOf });
  return yearsOf(projects.map(({ firstYear, lastYear }) => [firstYear, lastYear]));
}

/** Every year of some spans from a first to a last one, ascending. */
export function yearsOf(spans: readonly (readonly number[])[]): number[] {
  const years = spans.flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, step) => first + step),
  );
  return [...new Set(years)].sort((a, b) => a - b);
}
