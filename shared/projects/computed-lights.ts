import { daysBetween } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { worstLight } from '../light.ts';
import type { DeclaredLight, Light } from '../light.ts';
import type { Cents } from '../money.ts';
import { lightRules } from './light-thresholds.ts';
import type { LightThresholds, RuleCode } from './light-thresholds.ts';
import { DIMENSIONS } from './terms.ts';
import type { Dimension } from './terms.ts';

/** A milestone as far as the lights look at it. */
export interface LightMilestone {
  name: string;
  baselineOn: IsoDate;
  forecastOn: IsoDate | null;
  reachedOn: IsoDate | null;
  weightCents: Cents;
}

/** What the computed lights are computed from, at the date `asOf`; money in cents. */
export interface LightFacts {
  asOf: IsoDate;
  cancelled: boolean;
  reportOverdue: boolean;
  milestones: readonly LightMilestone[];
  /** F of the project's expense lines. */
  revisedCents: Cents;
  actualCents: Cents;
  commitmentCents: Cents;
  /** P as last reported; null = none given. */
  forecastCents: Cents | null;
  risks: readonly { title: string; probability: number; impact: number }[];
}

/** A computed light and the sentence of the rule that decided; `rule` is null when none applied. */
export interface ComputedLight {
  light: Light;
  rule: string | null;
}
export type ComputedLights = Record<Dimension, ComputedLight>;

interface Hit {
  code: RuleCode;
  here: string;
}

const GREEN: ComputedLight = { light: 'green', rule: null };
const NONE: ComputedLight = { light: 'none', rule: null };

/**
 * Days an open milestone is late at `asOf`: forecast − baseline; a date that has passed without the
 * milestone being reached counts to `asOf`, because it cannot be met any more. 0 when reached.
 */
export function openSlipDays(milestone: LightMilestone, asOf: IsoDate): number {
  if (milestone.reachedOn !== null) return 0;
  const expected = milestone.forecastOn ?? milestone.baselineOn;
  return daysBetween(milestone.baselineOn, expected < asOf ? asOf : expected);
}

function timeHit(facts: LightFacts, limits: LightThresholds): Hit | null {
  let worst = { days: 0, name: '' };
  for (const milestone of facts.milestones) {
    const days = openSlipDays(milestone, facts.asOf);
    if (days > worst.days) worst = { days, name: milestone.name };
  }
  if (worst.days <= limits.slipYellowDays && worst.days <= limits.slipRedDays) return null;
  const code = worst.days > limits.slipRedDays ? 'T2' : 'T1';
  return { code, here: `hier ${worst.days} (${worst.name})` };
}

/** a/b > percent/100, exactly. */
function exceeds(a: bigint, b: bigint, percent: number): boolean {
  return a * 100n > b * BigInt(percent);
}

/** One decimal of a percentage, half away from zero, as it is printed. */
function tenthsOfPercent(a: bigint, b: bigint): string {
  const tenths = (a * 2000n + b) / (2n * b);
  return `${tenths / 10n},${tenths % 10n}`;
}

/** P is at least what is already paid or ordered; a forecast below that is not a relief. */
function forecastHit(facts: LightFacts, limits: LightThresholds): Hit | null {
  const bound = facts.actualCents + facts.commitmentCents;
  const excess = BigInt(Math.max(facts.forecastCents ?? bound, bound) - facts.revisedCents);
  const base = BigInt(facts.revisedCents);
  if (excess <= 0n) return null;
  if (base <= 0n) return { code: 'C2', here: 'hier Ausgaben ohne Ansatz' };
  if (!exceeds(excess, base, Math.min(limits.costYellowPercent, limits.costRedPercent))) return null;
  const code = exceeds(excess, base, limits.costRedPercent) ? 'C2' : 'C1';
  return { code, here: `hier ${tenthsOfPercent(excess, base)}\u00a0%` };
}

/** I/F − EV/BAC in percentage points: money ahead of progress. */
function spentHit(facts: LightFacts, limits: LightThresholds): Hit | null {
  const total = facts.milestones.reduce((sum, m) => sum + BigInt(m.weightCents), 0n);
  const budget = BigInt(facts.revisedCents);
  if (total <= 0n || budget <= 0n) return null;
  const earned = facts.milestones.reduce(
    (sum, m) => (m.reachedOn === null ? sum : sum + BigInt(m.weightCents)),
    0n,
  );
  const ahead = BigInt(facts.actualCents) * total - earned * budget;
  const whole = budget * total;
  if (!exceeds(ahead, whole, Math.min(limits.spentYellowPoints, limits.spentRedPoints))) return null;
  const code = exceeds(ahead, whole, limits.spentRedPoints) ? 'P2' : 'P1';
  return { code, here: `hier ${tenthsOfPercent(ahead, whole)}` };
}

function riskHit(facts: LightFacts, limits: LightThresholds): Hit | null {
  let worst = { points: 0, title: '' };
  for (const risk of facts.risks) {
    const points = risk.probability * risk.impact;
    if (points > worst.points) worst = { points, title: risk.title };
  }
  if (worst.points < limits.riskYellow && worst.points < limits.riskRed) return null;
  const code = worst.points >= limits.riskRed ? 'H2' : 'H1';
  return { code, here: `hier ${worst.points} (${worst.title})` };
}

function judged(hit: Hit | null, limits: LightThresholds): ComputedLight {
  const rule = hit && lightRules(limits).find((candidate) => candidate.code === hit.code);
  if (!hit || !rule) return GREEN;
  const here = hit.here === '' ? '' : `, ${hit.here}`;
  return { light: rule.light, rule: `Regel ${rule.code}: ${rule.text}${here}.` };
}

function worstOf(lights: readonly ComputedLight[]): ComputedLight {
  const worst = worstLight(lights.map((light) => light.light));
  return lights.find((light) => light.light === worst) ?? NONE;
}

function costLight(facts: LightFacts, limits: LightThresholds): ComputedLight {
  const spent = facts.actualCents + facts.commitmentCents;
  if (facts.revisedCents === 0 && spent === 0 && facts.forecastCents === null) return NONE;
  return worstOf([judged(forecastHit(facts, limits), limits), judged(spentHit(facts, limits), limits)]);
}

/**
 * The computed lights from the printed rules (domain.md section 5): time from slip days, cost from the
 * forecast against the budget and from money ahead of progress, scope from open high risks; overall is the
 * worst of them and of an overdue report. `none` where there is nothing to compute from.
 */
export function computedLights(facts: LightFacts, limits: LightThresholds): ComputedLights {
  if (facts.cancelled) return { overall: NONE, time: NONE, cost: NONE, scope: NONE };
  const time = facts.milestones.length === 0 ? NONE : judged(timeHit(facts, limits), limits);
  const cost = costLight(facts, limits);
  const scope = judged(riskHit(facts, limits), limits);
  const report = judged(facts.reportOverdue ? { code: 'R1', here: '' } : null, limits);
  return { overall: worstOf([time, cost, scope, report]), time, cost, scope };
}

/** The questions where the declared light differs from the computed one; then a sentence is required. */
export function divergingDimensions(
  declared: Record<Dimension, DeclaredLight>,
  computed: Record<Dimension, { light: Light }>,
): Dimension[] {
  return DIMENSIONS.filter(
    (dimension) => computed[dimension].light !== 'none' && computed[dimension].light !== declared[dimension],
  );
}
