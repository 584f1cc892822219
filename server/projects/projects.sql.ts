import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { DEFAULT_THRESHOLDS } from '#shared/projects/light-thresholds.ts';
import type { LightThresholds } from '#shared/projects/light-thresholds.ts';
import { Thresholds } from '#shared/projects/projects.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { lineFigures } from '../budget/figures.sql.ts';
import type { LineWithFigures } from '../budget/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { milestoneFacts } from '../milestones/milestone-facts.sql.ts';
import type { MilestoneFact } from '../milestones/milestone-facts.sql.ts';
import { standingState } from './project-states.sql.ts';
import { changedFacts } from './project-facts.sql.ts';
import { projectRow } from './project-row.ts';
import { knownUpTo, newestReports } from './status-reports.sql.ts';
import type { ProjectSelection, StatusReportRow } from './status-reports.sql.ts';

/** The limits of the computed lights: those stored in `meta` under `light-thresholds`, else the defaults. */
export async function lightThresholds(read: Queries): Promise<LightThresholds> {
  const stored = await read
    .selectFrom('meta')
    .where('key', '=', 'light-thresholds')
    .select('value')
    .executeTakeFirst();
  return stored ? Thresholds.parse(JSON.parse(stored.value)) : DEFAULT_THRESHOLDS;
}

/**
 * The portfolio at the date: projects with a state by then. `state` is the one at the date, `stateAtReport` the
 * one at the reporting date before it (null: not yet part of the portfolio), which decides what was owed.
 */
async function selectProjects(read: Queries, selection: ProjectSelection) {
  const reporting = { ...selection, asOf: reportingDateFor(selection.asOf) };
  let query = read
    .selectFrom('project as p')
    .innerJoin('stage as s', 's.id', 'p.stage_id')
    .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('p.recorded_seq', '<=', knownUpTo(selection));
  if (selection.projectIds) query = query.where('p.id', 'in', selection.projectIds);
  const rows = await query
    .select([standingState(read, selection).as('state'), standingState(read, reporting).as('stateAtReport')])
    .select([
      'p.id',
      'p.number',
      'p.name',
      'p.description',
      'p.flagship',
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      'p.lead_user_id as leadUserId',
      'p.origin',
      'p.version',
      's.code as stage',
      's.first_year as firstYear',
      's.last_year as lastYear',
      'f.code as field',
      'f.name as fieldName',
      'o.code as office',
      'o.name as officeName',
    ])
    .execute();
  const facts = await changedFacts(read, selection);
  return inNaturalOrder(rows, (row) => row.number).flatMap(({ state, ...row }) => {
    if (state === null) return [];
    const { name = row.name, flagship = row.flagship === 1 } = facts.get(row.id) ?? {};
    return [{ ...row, name, flagship: flagship ? (1 as const) : (0 as const), state }];
  });
}
export type ProjectBase = Awaited<ReturnType<typeof selectProjects>>[number];

async function openRisks(read: Queries, selection: ProjectSelection) {
  let query = read
    .selectFrom('risk')
    .where('opened_on', '<=', selection.asOf)
    .where('recorded_seq', '<=', knownUpTo(selection))
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', selection.asOf)]));
  if (selection.projectIds) query = query.where('project_id', 'in', selection.projectIds);
  return query.select(['project_id as projectId', 'title', 'probability', 'impact']).orderBy('id').execute();
}

/** A project as its row shows it, with what the row was made of. */
export interface ProjectFacts {
  row: ProjectRow;
  description: string;
  startsOn: IsoDate;
  endsOn: IsoDate;
  /** The newest report up to the date, even when the one now due is missing. */
  report: StatusReportRow | null;
  milestones: MilestoneFact[];
  /** The project's lines of all years and ledgers; the row's money is the expense of its stage's years. */
  lines: LineWithFigures[];
}

/**
 * The selected projects at a business date, by number, in ten statements whatever their number: lights declared
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
  const projects = await selectProjects(read, selection);
  const reports = await newestReports(read, selection);
  const milestones = Map.groupBy(
    loaded.milestones ?? (await milestoneFacts(read, selection)),
    (fact) => fact.projectId,
  );
  const risks = Map.groupBy(await openRisks(read, selection), (risk) => risk.projectId);
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
    };
    return {
      row: projectRow(parts, thresholds),
      description: project.description,
      startsOn: project.startsOn,
      endsOn: project.endsOn,
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

/** The budget years of the stages that have projects: what a project's money is summed over. */
export async function budgetYears(read: Queries): Promise<number[]> {
  const stages = await read
    .selectFrom('stage as s')
    .where((eb) =>
      eb.exists(eb.selectFrom('project as p').select('p.id').whereRef('p.stage_id', '=', 's.id')),
    )
    .select(['s.first_year as first', 's.last_year as last'])
    .execute();
  const years = stages.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, step) => first + step),
  );
  return [...new Set(years)].sort((a, b) => a - b);
}
