import { formatQuota } from '../money.ts';
import type { DeclaredLight } from '../light.ts';
import type { Dimension } from './terms.ts';

/**
 * The limits of the computed lights. A light turns when the value is **over** a limit (for risks: at it).
 * Own definition; the cost limits stay inside the public one, "green within 10 % of budgeted cost and
 * schedule" (domain.md section 5). Configurable, and printed wherever a computed light stands.
 */
export interface LightThresholds {
  /** Slip of an open milestone, calendar days. */
  slipYellowDays: number;
  slipRedDays: number;
  /** Forecast over the revised budget, percent of it. */
  costYellowPercent: number;
  costRedPercent: number;
  /** Share spent ahead of share earned, percentage points. */
  spentYellowPoints: number;
  spentRedPoints: number;
  /** Probability × impact of an open risk, 1 to 25. */
  riskYellow: number;
  riskRed: number;
}

export const DEFAULT_THRESHOLDS: LightThresholds = {
  slipYellowDays: 14,
  slipRedDays: 60,
  costYellowPercent: 5,
  costRedPercent: 10,
  spentYellowPoints: 25,
  spentRedPoints: 40,
  riskYellow: 15,
  riskRed: 20,
};

export type RuleCode = 'T1' | 'T2' | 'C1' | 'C2' | 'P1' | 'P2' | 'H1' | 'H2' | 'R1';

/** One rule as it is printed. */
export interface LightRule {
  code: RuleCode;
  dimension: Dimension;
  light: DeclaredLight;
  text: string;
}

/** `10 %` with a no-break space. */
function percent(value: number): string {
  return formatQuota(value, 100).replace(',0', '');
}

/** Every rule of the computed lights in German, in the order they are printed. */
export function lightRules(limits: LightThresholds): LightRule[] {
  return [
    { code: 'T1', dimension: 'time', light: 'yellow', text: `Verzug über ${limits.slipYellowDays} Tage` },
    { code: 'T2', dimension: 'time', light: 'red', text: `Verzug über ${limits.slipRedDays} Tage` },
    {
      code: 'C1',
      dimension: 'cost',
      light: 'yellow',
      text: `Prognose über ${percent(limits.costYellowPercent)} über dem Budget`,
    },
    {
      code: 'C2',
      dimension: 'cost',
      light: 'red',
      text: `Prognose über ${percent(limits.costRedPercent)} über dem Budget`,
    },
    {
      code: 'P1',
      dimension: 'cost',
      light: 'yellow',
      text: `Mittelabfluss über ${limits.spentYellowPoints} Prozentpunkte vor dem Fortschritt`,
    },
    {
      code: 'P2',
      dimension: 'cost',
      light: 'red',
      text: `Mittelabfluss über ${limits.spentRedPoints} Prozentpunkte vor dem Fortschritt`,
    },
    {
      code: 'H1',
      dimension: 'scope',
      light: 'yellow',
      text: `offenes Risiko ab ${limits.riskYellow} Punkten (Wahrscheinlichkeit × Auswirkung)`,
    },
    {
      code: 'H2',
      dimension: 'scope',
      light: 'red',
      text: `offenes Risiko ab ${limits.riskRed} Punkten (Wahrscheinlichkeit × Auswirkung)`,
    },
    { code: 'R1', dimension: 'overall', light: 'yellow', text: 'Statusbericht zum Berichtstag fehlt' },
  ];
}
