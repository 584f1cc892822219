import { figuresOf } from '#shared/budget/figures.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { shiftDays } from '#shared/milestones/milestone-rules.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { earnedValue } from '#shared/projects/earned-value.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { papersByProject } from '../papers/papers-by-project.sql.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { stageMovesOf, takenInBy } from './project-bridges.sql.ts';
import { changesOf, movementsOf, positionsOf, risksOf } from './project-parts.sql.ts';
import { lightThresholds, projectFacts } from './projects.sql.ts';
import type { ProjectFacts } from './projects.sql.ts';
import { reportViews } from './status-reports.sql.ts';

function milestonesOf(facts: ProjectFacts, asOf: IsoDate): ProjectDetail['milestones'] {
  return facts.milestones.map((fact) => ({
    id: fact.id,
    name: fact.name,
    baselineOn: fact.baselineOn,
    forecastOn: fact.forecastOn,
    reachedOn: fact.reachedOn,
    evidence: fact.evidence,
    slipDays: shiftDays(fact, asOf),
    weightCents: fact.weightCents,
    forecasts: fact.forecasts,
  }));
}

function linesOf(facts: ProjectFacts): ProjectDetail['lines'] {
  return facts.lines.map(({ id, number, name, year, ledger, figures }) => ({
    id,
    number,
    name,
    year,
    ledger,
    figures: figuresOf(figures),
  }));
}

const nameOfUser = question((read, { id }: { id: number }) =>
  read.selectFrom('app_user').where('id', '=', id).select('name'),
);

async function leadName(read: Queries, leadUserId: number | null): Promise<string | null> {
  if (leadUserId === null) return null;
  const [lead] = await nameOfUser(read, { id: leadUserId });
  return lead?.name ?? null;
}

/** Says why `findProject` found none though the project is stored. */
export const NOT_YET = 'An diesem Tag gehörte das Projekt noch nicht zum Programm.';

/** As much of a project as the rules of a report look at, and the report before. */
export type ProjectBeforeReport = Pick<
  ProjectDetail,
  'project' | 'milestones' | 'risks' | 'thresholds' | 'startsOn' | 'earnedValue'
> & { report: ProjectFacts['report'] };

/** What `findProject` says of a project as far as a report is judged by it; undefined when it says nothing. */
export async function findBeforeReport(
  read: Queries,
  projectId: number,
  at: Omit<ProjectSelection, 'projectIds'>,
): Promise<ProjectBeforeReport | undefined> {
  const selection = { ...at, projectIds: [projectId] };
  const [facts] = await projectFacts(read, selection);
  if (!facts) return undefined;
  const { row, startsOn, report } = facts;
  return {
    ...{ project: row, startsOn, report },
    thresholds: await lightThresholds(read),
    milestones: milestonesOf(facts, at.asOf),
    risks: await risksOf(read, projectId, selection),
    earnedValue: earnedValue(facts.milestones, row.actualCents, at.asOf),
  };
}

/**
 * A project down to its reports, milestones, lines, posts, risks, papers and changes at a business date, shaped
 * by what the actor may read; undefined when there is none, or not yet at that date.
 */
export async function findProject(
  read: Queries,
  projectId: number,
  actor: Actor,
  at: Omit<ProjectSelection, 'projectIds'>,
): Promise<ProjectDetail | undefined> {
  const selection = { ...at, projectIds: [projectId] };
  const [facts] = await projectFacts(read, selection);
  if (!facts) return undefined;
  const { row, ledBy, ownOffice } = facts;
  const mayReadBudget = can(actor, 'budget:read');
  return {
    asOf: at.asOf,
    reportingDate: reportingDateFor(at.asOf),
    project: row,
    description: facts.description,
    startsOn: facts.startsOn,
    endsOn: facts.endsOn,
    lead: await leadName(read, ledBy),
    mayReportStatus: can(actor, 'projects:report-status', {
      leadUserId: row.leadUserId,
      office: ownOffice,
    }),
    mayEdit: can(actor, 'projects:edit'),
    thresholds: await lightThresholds(read),
    reports: await reportViews(read, projectId, selection),
    milestones: milestonesOf(facts, at.asOf),
    lines: mayReadBudget ? linesOf(facts) : [],
    movements: mayReadBudget ? await movementsOf(read, projectId, selection, await ownRows(read, actor)) : [],
    positions: can(actor, 'positions:read') ? await positionsOf(read, projectId, selection) : [],
    risks: await risksOf(read, projectId, selection),
    papers: (await papersByProject(read, selection, can(actor, 'papers:read-closed'))).get(projectId) ?? [],
    changes: mayReadBudget ? await changesOf(read, projectId, selection) : [],
    earnedValue: earnedValue(facts.milestones, row.actualCents, at.asOf),
    takenIn: await takenInBy(read, projectId, selection),
    stageMoves: mayReadBudget ? await stageMovesOf(read, projectId, selection, facts.lines) : [],
  };
}
