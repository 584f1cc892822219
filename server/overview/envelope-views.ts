import type { EnvelopeView, Overview } from '#shared/overview/overview.ts';
import { plannedUpTo } from '#shared/overview/spend-curve.ts';
import type { PlannedAmount } from '#shared/overview/spend-curve.ts';
import { fiscalYearOf, toIsoDate } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { envelopeForecast } from '#shared/budget/forecast.ts';
import type { EnvelopeScope } from '#shared/budget/scope.ts';
import { sumCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { plannedCost } from '#shared/positions/cost.ts';
import type { GradeRate } from '#shared/positions/cost.ts';
import type { PositionFact } from '#shared/positions/standing.ts';
import type { EnvelopeUse } from '../ledger/envelopes.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { PortfolioProject } from '../projects/portfolio.ts';
import { largest, smallest } from '#shared/largest.ts';

/** What the planned values are made of. */
export interface PlanFacts {
  projects: readonly PortfolioProject[];
  positions: readonly PositionFact[];
  rates: readonly GradeRate[];
}

/** A milestone's weight with its name. */
export type LabelledAmount = PlannedAmount & { label: string };

/** Milestone weights of the projects an envelope covers, each on its baseline. */
export function plannedAmounts(
  scope: EnvelopeScope,
  projects: readonly PortfolioProject[],
): LabelledAmount[] {
  const wanted = (list: readonly string[] | undefined, value: string): boolean =>
    list === undefined || list.includes(value);
  return projects
    .filter(
      ({ row }) =>
        wanted(scope.projects, row.number) &&
        wanted(scope.fields, row.field) &&
        wanted(scope.stages, row.stage),
    )
    .flatMap(({ row, milestones }) =>
      milestones.map((m) => ({
        on: m.baselineOn,
        cents: m.weightCents,
        label: `${row.number}: ${m.name}`,
      })),
    );
}

/** Planned personnel cost of a year up to the month of asOf: what comes later is cut off. Each year is summed once. */
function plannedPersonnelOf(asOf: IsoDate, facts: PlanFacts): (year: number) => Cents {
  const known = new Map<number, Cents>();
  return (year) => {
    const found =
      known.get(year) ??
      sumCents(
        facts.positions.map((post) => plannedCost(post, year, facts.rates, asOf)?.cents ?? toCents(0)),
      );
    known.set(year, found);
    return found;
  };
}

/** The years of a scope up to asOf whose personnel it covers; none where it covers no personnel. */
function personnelYears(scope: EnvelopeScope, asOf: IsoDate): FiscalYear[] {
  if (scope.kinds !== undefined && !scope.kinds.includes('personnel')) return [];
  return scope.years.filter((year) => year <= fiscalYearOf(asOf));
}

/** Planned personnel cost to date of an envelope, by year: the personnel in its `plannedCents`. */
export function plannedPersonnelByYear(
  scope: EnvelopeScope,
  asOf: IsoDate,
  facts: PlanFacts,
): { year: FiscalYear; cents: Cents }[] {
  const personnelOf = plannedPersonnelOf(asOf, facts);
  return personnelYears(scope, asOf).map((year) => ({ year, cents: personnelOf(year) }));
}

export function envelopeViews(uses: readonly EnvelopeUse[], asOf: IsoDate, facts: PlanFacts): EnvelopeView[] {
  const personnelOf = plannedPersonnelOf(asOf, facts);
  const plannedOf = ({ scope }: EnvelopeUse): Cents => {
    const material = plannedUpTo(plannedAmounts(scope, facts.projects), asOf);
    return sumCents([material, ...personnelYears(scope, asOf).map(personnelOf)]);
  };
  return uses.map((use) => ({
    id: use.id,
    name: use.name,
    scopeText: use.scopeText,
    note: use.note,
    origin: use.origin,
    ceilingCents: use.ceilingCents,
    plannedCents: plannedOf(use),
    F: use.figures.F,
    S: use.figures.S,
    O: use.figures.O,
    I: use.figures.I,
    V: use.availableCents,
    budgetedV: use.figures.V,
    spendableCents: use.spendableCents,
  }));
}

/** Expense a later decision pays for, outside every envelope: shown apart, one row a line. */
export function outsideLines(
  lines: readonly LineWithFigures[],
  papers: ReadonlyMap<number, string>,
): Overview['outside'] {
  return lines
    .filter((line) => line.funding === 'additional' && line.kind !== 'income')
    .map((line) => ({
      label: `${line.number} ${line.name}`,
      paper: papers.get(line.id) ?? null,
      F: line.figures.F,
      O: line.figures.O,
      I: line.figures.I,
      V: line.figures.V,
    }));
}

/** What a forecast is made of. */
interface ForecastState {
  asOf: IsoDate;
  lines: readonly LineWithFigures[];
  projects: readonly PortfolioProject[];
  forecasts: ReadonlyMap<number, { cents: Cents }>;
}

/** P of an envelope in cents, see `envelopeForecast`; printed with `FORECAST_BASIS`. */
export function forecastAtEnd(use: EnvelopeUse, state: ForecastState): Cents {
  const inside = new Set(use.lineIds);
  return envelopeForecast(
    state.lines.filter((line) => inside.has(line.id)),
    new Map(state.projects.map(({ row }) => [row.id, row])),
    fiscalYearOf(state.asOf),
    state.forecasts,
  );
}

export const FORECAST_BASIS =
  'Plan: Meilensteingewichte nach Basisterminen. Ist: gebucht, ohne Obligo. Prognose: gemeldete Prognosen der Zeilen, sonst Kostenprognosen der Projekte, ohne Meldung der fortgeschriebene Ansatz, für abgelaufene Jahre Ist und Obligo.';

/** First and last day of an envelope's years. */
export function envelopeSpan(scope: EnvelopeScope): { from: IsoDate; to: IsoDate } {
  return {
    from: toIsoDate(`${smallest(scope.years)}-01-01`),
    to: toIsoDate(`${largest(scope.years)}-12-31`),
  };
}
