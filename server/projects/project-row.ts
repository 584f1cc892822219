import type { Light, Trend } from '#shared/light.ts';
import { forecastEnd, nextMilestone, overdueDays, shiftDays } from '#shared/milestones/milestone-rules.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { computedLights } from '#shared/projects/computed-lights.ts';
import type { LightFacts } from '#shared/projects/computed-lights.ts';
import type { LightThresholds } from '#shared/projects/light-thresholds.ts';
import { owesReport } from '#shared/projects/project-states.ts';
import type { LightPair, LightsView, ProjectRow } from '#shared/projects/projects.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import type { Dimension } from '#shared/projects/terms.ts';
import type { LineWithFigures } from '../budget/figures.sql.ts';
import type { MilestoneFact } from '../milestones/milestone-facts.sql.ts';
import type { ProjectBase } from './projects.sql.ts';
import type { StatusReportRow } from './status-reports.sql.ts';

/** What a project's row is made of, all at the date `asOf`. */
export interface ProjectParts {
  asOf: LightFacts['asOf'];
  project: ProjectBase;
  report: StatusReportRow | null;
  milestones: readonly MilestoneFact[];
  lines: readonly LineWithFigures[];
  risks: LightFacts['risks'];
}

type Money = Pick<ProjectRow, 'budgetCents' | 'actualCents' | 'commitmentCents' | 'availableCents'>;

/** Expense of the stage's double budget; income stays apart (§ 10(2) GemHVO, gross principle). */
function moneyOf({ project, lines }: ProjectParts): Money {
  const counted = lines.filter(
    (line) =>
      line.kind !== 'income' &&
      line.ledger !== 'costing' &&
      line.year >= project.firstYear &&
      line.year <= project.lastYear,
  );
  const sum = (figure: 'F' | 'I' | 'O' | 'V'): Cents => sumCents(counted.map((line) => line.figures[figure]));
  return {
    budgetCents: sum('F'),
    actualCents: sum('I'),
    commitmentCents: sum('O'),
    availableCents: sum('V'),
  };
}

/** A report that is due and missing is "fehlt", never the colour of the quarter before. */
function declaredPair(
  overdue: boolean,
  light: Light | undefined,
  trend: Trend | undefined,
): Pick<LightPair, 'declared' | 'trend'> {
  return overdue || !light ? { declared: 'none', trend: null } : { declared: light, trend: trend ?? null };
}

function lightsOf(parts: ProjectParts, facts: LightFacts, thresholds: LightThresholds): LightsView {
  const { report } = parts;
  const computed = computedLights(facts, thresholds);
  const pair = (dimension: Dimension): LightPair => ({
    ...declaredPair(facts.reportOverdue, report?.[`light_${dimension}`], report?.[`trend_${dimension}`]),
    computed: computed[dimension].light,
    rule: computed[dimension].rule,
  });
  return { overall: pair('overall'), time: pair('time'), cost: pair('cost'), scope: pair('scope') };
}

function nextMilestoneOf({ milestones, asOf }: ProjectParts): ProjectRow['nextMilestone'] {
  const next = nextMilestone(milestones);
  if (!next) return null;
  const { id, name, baselineOn, forecastOn } = next;
  const days = { slipDays: shiftDays(next, asOf), overdueDays: overdueDays(next, asOf) };
  return { id, name, baselineOn, forecastOn, ...days };
}

/** Puts a project's row together: declared lights from the report due, computed ones from the printed rules. */
export function projectRow(parts: ProjectParts, thresholds: LightThresholds): ProjectRow {
  const { project, report, milestones, asOf } = parts;
  const reportingDate = reportingDateFor(asOf);
  const reportOverdue =
    owesReport({ state: project.stateAtReport, startsOn: project.startsOn }, reportingDate) &&
    (report === null || report.reporting_date < reportingDate);
  const money = moneyOf(parts);
  const facts: LightFacts = {
    asOf,
    cancelled: project.state === 'cancelled',
    reportOverdue,
    milestones,
    revisedCents: money.budgetCents,
    actualCents: money.actualCents,
    commitmentCents: money.commitmentCents,
    forecastCents: report?.forecast_cents ?? null,
    risks: parts.risks,
  };
  return {
    id: project.id,
    number: project.number,
    name: project.name,
    field: project.field,
    fieldName: project.fieldName,
    office: project.office,
    officeName: project.officeName,
    stage: project.stage,
    state: project.state,
    flagship: project.flagship === 1,
    leadUserId: project.leadUserId,
    origin: project.origin,
    version: project.version,
    ...money,
    lights: lightsOf(parts, facts, thresholds),
    reportedFor: report?.reporting_date ?? null,
    reportOverdue,
    nextMilestone: nextMilestoneOf(parts),
    forecastCents: facts.forecastCents,
    forecastEndOn: forecastEnd(milestones),
  };
}
