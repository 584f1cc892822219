import { divideHalfAway, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { sumFigures } from './figures.ts';
import type { LineParts } from './figures.ts';

/** A project's own cost forecast against its revised budget, in cents. */
export interface ProjectForecast {
  budgetCents: Cents;
  forecastCents: Cents | null;
}

/**
 * P of an envelope: the projects' own cost forecasts, shared out over the lines inside by their F where a
 * project also has lines outside; F where nothing is reported. In cents. Own definition: whoever prints it
 * names the basis.
 */
export function envelopeForecast(
  linesInside: readonly { projectId: number | null; figures: LineParts }[],
  projects: ReadonlyMap<number, ProjectForecast>,
): Cents {
  let total = 0n;
  for (const [projectId, own] of Map.groupBy(linesInside, (line) => line.projectId)) {
    const share = sumFigures(own.map((line) => line.figures)).F;
    const project = projectId === null ? undefined : projects.get(projectId);
    if (!project || project.forecastCents === null || project.budgetCents === 0) total += BigInt(share);
    else total += divideHalfAway(BigInt(project.forecastCents) * BigInt(share), BigInt(project.budgetCents));
  }
  return toCents(Number(total));
}
