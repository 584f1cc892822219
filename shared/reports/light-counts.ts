import type { Light } from '../light.ts';
import type { ProjectFact } from './council-facts.ts';

/** How many projects stand on each declared overall light. */
export function lightCounts(projects: readonly ProjectFact[]): Record<Light, number> {
  const counts: Record<Light, number> = { green: 0, yellow: 0, red: 0, none: 0 };
  for (const project of projects) counts[project.lights.overall.declared] += 1;
  return counts;
}
