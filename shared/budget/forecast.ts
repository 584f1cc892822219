import type { FiscalYear } from '../calendar.ts';
import { divideHalfAway, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { figuresOf, sumFigures } from './figures.ts';
import type { LineParts } from './figures.ts';

/** A project's own cost forecast against its revised budget, in cents. */
export interface ProjectForecast {
  budgetCents: Cents;
  forecastCents: Cents | null;
}

/** Without a forecast: the whole budget of a year that still runs, of an older one what was used of it. */
function expected(line: { year: number; figures: LineParts }, currentYear: FiscalYear): Cents {
  const { F, I, O } = figuresOf(line.figures);
  return line.year < currentYear ? sumCents([I, O]) : F;
}

/**
 * P of an envelope: the projects' own cost forecasts, shared out over the lines inside by their F where a
 * project also has lines outside. Where nothing is reported: F, and for years before `currentYear` what is spent and
 * bound, I + O, because the rest has lapsed. In cents. Own definition: whoever prints it
 * names the basis.
 */
export function envelopeForecast(
  linesInside: readonly { projectId: number | null; year: number; figures: LineParts }[],
  projects: ReadonlyMap<number, ProjectForecast>,
  currentYear: FiscalYear,
): Cents {
  let total = 0n;
  for (const [projectId, own] of Map.groupBy(linesInside, (line) => line.projectId)) {
    const share = sumFigures(own.map((line) => line.figures)).F;
    const project = projectId === null ? undefined : projects.get(projectId);
    if (!project || project.forecastCents === null || project.budgetCents === 0) {
      total += BigInt(sumCents(own.map((line) => expected(line, currentYear))));
    } else
      total += divideHalfAway(BigInt(project.forecastCents) * BigInt(share), BigInt(project.budgetCents));
  }
  return toCents(Number(total));
}
