import type { FiscalYear } from '../calendar.ts';
import { divideHalfAway, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { computedForecast } from '../planning/forecast-rules.ts';
import { figuresOf, sumFigures } from './figures.ts';
import type { LineParts } from './figures.ts';

/** A project's own cost forecast against its revised budget, in cents. */
export interface ProjectForecast {
  budgetCents: Cents;
  forecastCents: Cents | null;
}

/** A line inside an envelope; `id` finds the forecast somebody gave for the line itself. */
interface ForecastLine {
  id?: number;
  projectId: number | null;
  year: number;
  figures: LineParts;
}

/** Without a forecast: the whole budget of a year that still runs, of an older one what was used of it. */
function expected(line: ForecastLine, currentYear: FiscalYear): Cents {
  return computedForecast({ year: line.year, figures: figuresOf(line.figures) }, currentYear).cents;
}

/**
 * P of an envelope: what was given for a line itself counts first; then the projects' own cost forecasts, shared out
 * over their other lines inside by their F where a project also has lines outside. Where nothing is reported: F, and
 * for years before `currentYear` what is spent and bound, I + O, because the rest has lapsed. In cents. Own
 * definition: whoever prints it names the basis.
 */
export function envelopeForecast(
  linesInside: readonly ForecastLine[],
  projects: ReadonlyMap<number, ProjectForecast>,
  currentYear: FiscalYear,
  given: ReadonlyMap<number, { cents: Cents }> = new Map(),
): Cents {
  return sumCents(envelopeForecastParts(linesInside, projects, currentYear, given).map((part) => part.cents));
}

/** One part of P: of a line, given or reckoned, or of a project for its other lines inside. */
export type ForecastPart<L> =
  | { of: 'given' | 'computed'; line: L; cents: Cents }
  | { of: 'project'; projectId: number; lines: L[]; cents: Cents };

/** The parts P of an envelope is the sum of, see `envelopeForecast`; in cents. */
export function envelopeForecastParts<L extends ForecastLine>(
  linesInside: readonly L[],
  projects: ReadonlyMap<number, ProjectForecast>,
  currentYear: FiscalYear,
  given: ReadonlyMap<number, { cents: Cents }> = new Map(),
): ForecastPart<L>[] {
  const ofLine = (line: L) => (line.id === undefined ? undefined : given.get(line.id));
  const parts = linesInside.flatMap((line): ForecastPart<L>[] => {
    const own = ofLine(line);
    return own === undefined ? [] : [{ of: 'given', line, cents: own.cents }];
  });
  const others = linesInside.filter((line) => ofLine(line) === undefined);
  for (const [projectId, own] of Map.groupBy(others, (line) => line.projectId)) {
    const project = projectId === null ? undefined : projects.get(projectId);
    if (projectId === null || !project || project.forecastCents === null || project.budgetCents === 0) {
      for (const line of own) parts.push({ of: 'computed', line, cents: expected(line, currentYear) });
      continue;
    }
    const share = sumFigures(own.map((line) => line.figures)).F;
    const cents = divideHalfAway(BigInt(project.forecastCents) * BigInt(share), BigInt(project.budgetCents));
    parts.push({ of: 'project', projectId, lines: own, cents: toCents(Number(cents)) });
  }
  return parts;
}
