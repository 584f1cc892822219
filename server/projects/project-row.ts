import type { IsoDate } from '#shared/calendar.ts';
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
import { isPastDue } from '#shared/rounds/round-rules.ts';
import type { Dimension } from '#shared/projects/terms.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { MilestoneFact } from './milestone-facts.sql.ts';
import type { ProjectBase } from './projects.sql.ts';
import type { ReportHead } from './kept-projects.sql.ts';

/** What a project's row is made of, all at the date `asOf`. */
export interface ProjectParts {
  asOf: LightFacts['asOf'];
  project: ProjectBase;
  report: Omit<ReportHead, 'seq'> | null;
  milestones: readonly MilestoneFact[];
  lines: readonly Pick<LineWithFigures, 'kind' | 'ledger' | 'year' | 'figures'>[];
  risks: LightFacts['risks'];
  /** Until when is reported for the last reporting date; null where no round is kept for it. */
  dueOn: IsoDate | null;
}

type Money = Pick<ProjectRow, 'budgetCents' | 'actualCents' | 'commitmentCents' | 'availableCents'>;

interface MoneyParts {
  project: Pick<ProjectBase, 'firstYear' | 'lastYear'>;
  lines: ProjectParts['lines'];
}

/** Expense of the stage's double budget; income stays apart (§ 10(2) GemHVO, gross principle). */
export function moneyOf({ project, lines }: MoneyParts): Money {
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

/** A report that is missing is "fehlt", never the colour of the quarter before. */
function declaredPair(
  missing: boolean,
  light: Light | undefined,
  trend: Trend | undefined,
): Pick<LightPair, 'declared' | 'trend'> {
  return missing || !light ? { declared: 'none', trend: null } : { declared: light, trend: trend ?? null };
}

function lightsOf(
  parts: ProjectParts,
  missing: boolean,
  facts: LightFacts,
  thresholds: LightThresholds,
): LightsView {
  const { report } = parts;
  const computed = computedLights(facts, thresholds);
  const pair = (dimension: Dimension): LightPair => ({
    ...declaredPair(missing, report?.[`light_${dimension}`], report?.[`trend_${dimension}`]),
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
  const { project, report, milestones, asOf, dueOn } = parts;
  const reportingDate = reportingDateFor(asOf);
  const reportMissing =
    owesReport({ state: project.stateAtReport, startsOn: project.startsOn }, reportingDate) &&
    (report === null || report.reporting_date < reportingDate);
  const reportOverdue = reportMissing && isPastDue(dueOn, asOf);
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
    mergedInto: project.mergedInto,
    flagship: project.flagship === 1,
    leadUserId: project.leadUserId,
    origin: project.origin,
    version: project.version,
    ...money,
    lights: lightsOf(parts, reportMissing, facts, thresholds),
    reportedFor: report?.reporting_date ?? null,
    reportOverdue,
    ...(reportMissing && dueOn !== null ? { reportDueOn: dueOn } : {}),
    nextMilestone: nextMilestoneOf(parts),
    forecastCents: facts.forecastCents,
    forecastEndOn: forecastEnd(milestones),
  };
}
