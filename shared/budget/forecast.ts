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
  const ofLine = (line: ForecastLine) => (line.id === undefined ? undefined : given.get(line.id));
  let total = linesInside.reduce((sum, line) => sum + BigInt(ofLine(line)?.cents ?? 0), 0n);
  const others = linesInside.filter((line) => ofLine(line) === undefined);
  for (const [projectId, own] of Map.groupBy(others, (line) => line.projectId)) {
    const share = sumFigures(own.map((line) => line.figures)).F;
    const project = projectId === null ? undefined : projects.get(projectId);
    if (!project || project.forecastCents === null || project.budgetCents === 0) {
      total += BigInt(sumCents(own.map((line) => expected(line, currentYear))));
    } else
      total += divideHalfAway(BigInt(project.forecastCents) * BigInt(share), BigInt(project.budgetCents));
  }
  return toCents(Number(total));
}
