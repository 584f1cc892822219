/** Ampel: always shown as symbol + word + colour. `none` = no report given, which is not "unchanged". */
export const LIGHTS = ['green', 'yellow', 'red', 'none'] as const;
export type Light = (typeof LIGHTS)[number];

/** A light a project lead may declare. */
export const DECLARED_LIGHTS = ['green', 'yellow', 'red'] as const;
export type DeclaredLight = (typeof DECLARED_LIGHTS)[number];

export const TRENDS = ['up', 'flat', 'down'] as const;
export type Trend = (typeof TRENDS)[number];

export const LIGHT_WORDS: Record<Light, string> = {
  green: 'grün',
  yellow: 'gelb',
  red: 'rot',
  none: 'fehlt',
};
export const TREND_WORDS: Record<Trend, string> = {
  up: 'besser werdend',
  flat: 'gleich bleibend',
  down: 'schlechter werdend',
};

const SEVERITY: Record<Light, number> = { none: -1, green: 0, yellow: 1, red: 2 };

/** The worst of several lights; `none` only when there is no other. */
export function worstLight(lights: Iterable<Light>): Light {
  let worst: Light = 'none';
  for (const light of lights) if (SEVERITY[light] > SEVERITY[worst]) worst = light;
  return worst;
}
