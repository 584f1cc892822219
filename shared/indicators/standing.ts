import { daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Direction, IndicatorKind, Standing } from './terms.ts';
import { WHOLE, valueOf, valueText } from './values.ts';
import type { Measured } from './values.ts';

/** What is to be reached by a day, in the smallest unit of the kind. */
export interface Target {
  dueOn: IsoDate;
  value: number;
  model: string | null;
}

/** The newest measurement up to a day. */
export interface LastMeasured extends Measured {
  on: IsoDate;
  model: string | null;
}

/** What a value is judged by. */
export interface Judged {
  kind: IndicatorKind;
  direction: Direction;
  last: LastMeasured | null;
  /** In the order of their days, one a day. */
  targets: readonly Target[];
}

/**
 * The plan at a day: on the straight line between the targets before and after it (own definition). A staircase would
 * say "im Plan" up to the eve of a target that cannot be reached any more; the line says it while there is time.
 * Before the first target there is no plan, because nobody said where it begins; after the last it stays. Between
 * targets of two models there is no line. Rounded half up to the smallest unit.
 */
export function planAt(targets: readonly Target[], day: IsoDate): number | null {
  const before = targets.findLast(({ dueOn }) => dueOn <= day);
  if (!before) return null;
  const after = targets.find(({ dueOn }) => dueOn > day);
  if (!after || before.dueOn === day) return before.value;
  if (before.model !== after.model) return null;
  const [passed, span] = [daysBetween(before.dueOn, day), daysBetween(before.dueOn, after.dueOn)];
  return Math.round((before.value * (span - passed) + after.value * passed) / span);
}

/** Whether what was measured is at least as good as a value; a share is compared before it is rounded. */
export function reaches(
  { kind, direction }: Pick<Judged, 'kind' | 'direction'>,
  measured: Measured,
  value: number,
): boolean {
  const { total } = measured;
  const [is, must] =
    kind === 'share' && total !== null ? [measured.value * WHOLE, value * total] : [measured.value, value];
  return direction === 'up' ? is >= must : is <= must;
}

/** The target a day looks at: the next one, else the last one that was due. */
export function targetAt(targets: readonly Target[], day: IsoDate): Target | null {
  return targets.find(({ dueOn }) => dueOn > day) ?? targets.at(-1) ?? null;
}

/**
 * How a value stands at a day. A target that was due comes first: whether it was reached decides before the plan on the
 * way to the next one. A measured value is held against the plan of the day on which it was measured, never against a
 * later one: what was not measured since is no worse than it was.
 */
export function standingAt(judged: Judged, asOf: IsoDate): Standing {
  const { targets, last } = judged;
  if (targets.length === 0) return 'no-target';
  if (!last || valueOf(judged.kind, last) === null) return 'unmeasured';
  const due = targets.findLast(({ dueOn }) => dueOn <= asOf);
  const next = targets.find(({ dueOn }) => dueOn > asOf);
  const looked = next ?? due;
  if (looked && looked.model !== last.model) return 'other-model';
  if (due?.model === last.model && !reaches(judged, last, due.value))
    return last.on < due.dueOn ? 'unconfirmed' : 'missed';
  if (!next || reaches(judged, last, next.value)) return 'reached';
  const plan = planAt(targets, last.on);
  if (plan === null) return 'not-due';
  return reaches(judged, last, plan) ? 'on-plan' : 'behind';
}

/** A plan of levels is read in hundredths; it is compared as it is. */
const hundredths = (value: number): number => Math.round(value / 100) * 100;

/** What stands behind the word: which target, and what the plan was on the day of measuring. */
export function standingSentence(judged: Judged & { unit: string }, asOf: IsoDate): string {
  const { kind, unit, targets, last } = judged;
  const target = targetAt(targets, asOf);
  if (!target) return 'Es ist kein Ziel festgelegt.';
  const text = (value: number): string => valueText(kind, kind === 'level' ? hundredths(value) : value, unit);
  const aim = `Ziel: ${text(target.value)} ${target.dueOn > asOf ? 'bis' : 'zum'} ${formatDate(target.dueOn)}`;
  const plan = last && target.dueOn > asOf ? planAt(targets, last.on) : null;
  return plan === null || !last ? `${aim}.` : `${aim}; nach Plan am ${formatDate(last.on)}: ${text(plan)}.`;
}
