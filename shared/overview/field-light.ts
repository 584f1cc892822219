import type { Light, Trend } from '../light.ts';

/** Shares of a field's projects, in percent, at which the field as a whole turns. Printed with the figures. */
export const FIELD_THRESHOLDS = { redShare: 10, yellowShare: 25, trendShare: 10 } as const;

/** The rule in words, printed under the fields' lights. */
export const FIELD_RULE =
  `Ein Handlungsfeld ist rot ab ${FIELD_THRESHOLDS.redShare} % roter Projekte, ` +
  `gelb bei einem roten Projekt oder ab ${FIELD_THRESHOLDS.yellowShare} % gelber und roter Projekte, sonst grün; fehlen mehr als die Hälfte, so fehlt es.`;

/** How many projects show which light. */
export interface LightCounts {
  green: number;
  yellow: number;
  red: number;
  none: number;
  projects: number;
}

export function countLights(lights: readonly Light[]): LightCounts {
  const counts: LightCounts = { green: 0, yellow: 0, red: 0, none: 0, projects: lights.length };
  for (const light of lights) counts[light] += 1;
  return counts;
}

/** Whether `part` is at least `percent` of `of`, without fractions. */
function reaches(part: number, of: number, percent: number): boolean {
  return part * 100 >= of * percent;
}

/** The light of a whole field from those of its projects; `none` when most projects show none (own definition). */
export function fieldLight(lights: readonly Light[]): Light {
  const { yellow, red, none, projects } = countLights(lights);
  const judged = projects - none;
  if (judged === 0 || none > judged) return 'none';
  if (red > 0 && reaches(red, judged, FIELD_THRESHOLDS.redShare)) return 'red';
  if (red > 0 || reaches(yellow + red, judged, FIELD_THRESHOLDS.yellowShare)) return 'yellow';
  return 'green';
}

/** The trend of a field: up or down when that many more projects point there; null when none has a trend. */
export function fieldTrend(trends: readonly (Trend | null)[]): Trend | null {
  const given = trends.filter((trend) => trend !== null);
  if (given.length === 0) return null;
  const balance = given.filter((t) => t === 'up').length - given.filter((t) => t === 'down').length;
  if (balance === 0 || !reaches(Math.abs(balance), given.length, FIELD_THRESHOLDS.trendShare)) return 'flat';
  return balance > 0 ? 'up' : 'down';
}
