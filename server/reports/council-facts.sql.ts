import { sumFigures } from '#shared/budget/figures.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { envelopeForecast } from '#shared/budget/forecast.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { businessDate, fiscalYearOf, previousQuarterEnd } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import { compareNatural } from '#shared/order.ts';
import { lightRules } from '#shared/projects/light-thresholds.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { DIMENSION_WORDS } from '#shared/projects/terms.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type {
  CouncilFacts,
  EnvelopeFact,
  PreviousFact,
  ProjectFact,
  SubBudgetFact,
} from '#shared/reports/council-facts.ts';
import { envelopeUse } from '../ledger/envelopes.sql.ts';
import { lineFigures, unassignedActuals, unassignedCommitments } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { preCommitments } from '../ledger/pre-commitments.sql.ts';
import { dataState } from '../data-state/data-state.sql.ts';
import { cityNames } from '../city/city.sql.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { listIndicators } from '../indicators/indicators.ts';
import { listMilestones } from '../milestones/milestones.sql.ts';
import { reportedForecasts } from '../forecasts/forecasts.ts';
import { positionFacts } from '../positions/positions.sql.ts';
import { papersByProject } from '../papers/papers-by-project.sql.ts';
import { lightThresholds, projectFacts } from '../projects/projects.sql.ts';
import type { ProjectFacts } from '../projects/projects.sql.ts';
import { lastIssuedBefore } from './issued.sql.ts';
import { positionSplits } from './position-splits.ts';

function subBudgets(lines: readonly LineWithFigures[]): SubBudgetFact[] {
  const groups = Map.groupBy(lines, (line) =>
    [line.year, line.ledger, sideOf(line.kind), line.subBudget].join('/'),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const first = group[0];
      if (!first) return [];
      const { year, ledger, subBudget: code, subBudgetName: name } = first;
      return {
        year,
        ledger,
        side: sideOf(first.kind),
        code,
        name,
        parts: sumFigures(group.map((line) => line.figures)),
      };
    })
    .sort((a, b) => compareNatural(a.code, b.code));
}

async function stageOn(read: Queries, asOf: IsoDate): Promise<CouncilFacts['stage']> {
  const stage = await read
    .selectFrom('stage')
    .where('valid_from', '<=', asOf)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', asOf)]))
    .orderBy('first_year', 'desc')
    .select(['code', 'name', 'first_year as firstYear', 'last_year as lastYear'])
    .limit(1)
    .executeTakeFirst();
  if (!stage) return null;
  const { code, ...rest } = stage;
  return { ...rest, name: (await masterNames(read, { asOf })).of('stages', code, stage.name) };
}

async function envelopeFacts(
  read: Queries,
  asOf: IsoDate,
  lines: readonly LineWithFigures[],
  projects: readonly ProjectFacts[],
): Promise<EnvelopeFact[]> {
  const envelopes = await envelopeUse(read, asOf, lines);
  const rows = new Map(projects.map(({ row }) => [row.id, row]));
  const given = await reportedForecasts(read, { asOf });
  const isReported = given.size > 0 || projects.some(({ row }) => row.forecastCents !== null);
  return envelopes.map(({ name, scopeText, note, ceilingCents, figures, spendableCents, lineIds }) => {
    const inside = new Set(lineIds);
    const own = lines.filter((line) => inside.has(line.id));
    const { F, S, O, I } = figures;
    const forecastCents = isReported ? envelopeForecast(own, rows, fiscalYearOf(asOf), given) : null;
    return { name, scopeText, note, ceilingCents, F, S, O, I, spendableCents, forecastCents };
  });
}

function projectFact(
  project: ProjectFacts,
  papers: readonly { label: string }[],
  reportingDate: IsoDate,
): ProjectFact {
  const current = project.report?.reporting_date === reportingDate ? project.report : null;
  return {
    ...project.row,
    forecastCents: current?.forecast_cents ?? null,
    sentence: current?.sentence ?? null,
    divergenceReason: current?.divergence_reason ?? null,
    decisionNeeded: current?.decision_needed ?? null,
    sinceLast: current?.since_last || null,
    untilNext: current?.until_next || null,
    papers: papers.map((paper) => paper.label),
  };
}

async function previousFact(read: Queries, asOf: IsoDate): Promise<PreviousFact | null> {
  const on = (await lastIssuedBefore(read, asOf)) ?? previousQuarterEnd(asOf);
  const projects = await projectFacts(read, { asOf: on });
  if (projects.every((project) => project.report === null)) return null;
  const { byOffice } = positionSplits(await positionFacts(read, on), on);
  return {
    on,
    redProjects: projects.filter((project) => project.row.lights.overall.declared === 'red').length,
    missingReports: projects.filter(({ row }) => row.reportOverdue).length,
    filled: sumFte(byOffice.map((split) => split.filled)),
  };
}

async function ruleTexts(read: Queries): Promise<string[]> {
  return lightRules(await lightThresholds(read)).map(
    (rule) => `${rule.code} ${DIMENSION_WORDS[rule.dimension]} ${LIGHT_WORDS[rule.light]}: ${rule.text}.`,
  );
}

/**
 * Everything a council report is made of at a business date, through what the other features know about it.
 * To be called inside `db.snapshot`, so that all of it is one state of the data. Amounts in cents.
 */
export async function councilFacts(read: Queries, asOf: IsoDate): Promise<CouncilFacts> {
  const state = await dataState(read, asOf);
  const lines = await lineFigures(read, { asOf });
  const projects = await projectFacts(read, { asOf });
  const papers = await papersByProject(read, { asOf }, false);
  const unassigned = await unassignedActuals(read, asOf);
  return {
    asOf,
    letterhead: await cityNames(read),
    demo: state.demo,
    postedUntil: state.postedUntil,
    importedOn: state.importedAt === null ? null : businessDate(state.importedAt),
    stage: await stageOn(read, asOf),
    envelopes: await envelopeFacts(read, asOf, lines, projects),
    projects: projects.map((project) =>
      projectFact(project, papers.get(project.row.id) ?? [], reportingDateFor(asOf)),
    ),
    budget: subBudgets(lines),
    preCommitments: await preCommitments(read, { asOf }),
    unassigned: unassigned.map(({ fiscalYear, ledger, postings, cents }) => ({
      year: fiscalYear,
      ledger,
      postings,
      cents,
    })),
    unassignedCommitmentCents: await unassignedCommitments(read, asOf),
    ...positionSplits(await positionFacts(read, asOf), asOf),
    milestones: (await listMilestones(read, asOf)).milestones,
    indicators: (await listIndicators(read, { asOf })).indicators.filter(
      ({ endsOn }) => endsOn === null || endsOn >= asOf,
    ),
    previous: await previousFact(read, asOf),
    lightRules: projects.length > 0 ? await ruleTexts(read) : [],
  };
}
