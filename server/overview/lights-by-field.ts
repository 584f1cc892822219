import { LIGHT_WORDS } from '#shared/light.ts';
import { countLights, fieldLight, fieldTrend } from '#shared/overview/field-light.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { LightsView, ProjectRow } from '#shared/projects/projects.ts';
import { DIMENSIONS } from '#shared/projects/terms.ts';
import type { Dimension } from '#shared/projects/terms.ts';

type FieldView = Overview['fields'][number];

function pairOf(projects: readonly ProjectRow[], dimension: Dimension): LightsView[Dimension] {
  const pairs = projects.map((project) => project.lights[dimension]);
  return {
    declared: fieldLight(pairs.map((pair) => pair.declared)),
    trend: fieldTrend(pairs.map((pair) => pair.trend)),
    computed: fieldLight(pairs.map((pair) => pair.computed)),
    rule: null,
  };
}

/** Why the field's computed light is another than its declared one, in one sentence. */
function divergenceOf(
  projects: readonly ProjectRow[],
  { declared, computed }: LightsView[Dimension],
): string | null {
  if (declared === computed || computed === 'none') return null;
  const count = (pick: (project: ProjectRow) => string): number =>
    projects.filter((project) => pick(project) === computed).length;
  const word = LIGHT_WORDS[computed];
  return (
    `Berechnet ${word}, gemeldet ${LIGHT_WORDS[declared]}: nach den Regeln sind ${count((p) => p.lights.overall.computed)} ` +
    `von ${projects.length} Projekten ${word}, gemeldet sind es ${count((p) => p.lights.overall.declared)}.`
  );
}

/** The lights of every field of action, in the order given, from those of its projects. */
export function lightsByField(
  fields: readonly { code: string; name: string }[],
  projects: readonly ProjectRow[],
): FieldView[] {
  return fields.map(({ code, name }) => {
    const own = projects.filter((project) => project.field === code);
    const lights = Object.fromEntries(DIMENSIONS.map((d) => [d, pairOf(own, d)])) as LightsView;
    return {
      code,
      name,
      lights,
      counts: countLights(own.map((project) => project.lights.overall.declared)),
      divergence: divergenceOf(own, lights.overall),
    };
  });
}
