import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { isUncertain, nextRiskStates, riskStateWord } from './terms.ts';
import type { Level, RiskKind, RiskState } from './terms.ts';
import type { RiskAssessmentInput, RiskInput, RiskRow } from './risks.ts';

/** Probability × impact, 1 to 25 (own definition); null where nothing is uncertain. */
export function riskPoints({
  probability,
  impact,
}: {
  probability: number | null;
  impact: number | null;
}): number | null {
  return probability === null || impact === null ? null : probability * impact;
}

/** How high points are by the limits of the computed light: from `medium` and from `high` on. */
export function levelOf(points: number, limits: { medium: number; high: number }): Level {
  if (points >= limits.high) return 'high';
  return points >= limits.medium ? 'medium' : 'low';
}

/** Of dated facts in the order in which they take effect, the one that counts on a day; undefined before the first. */
export function standingOn<F extends { effectiveOn: IsoDate }>(
  facts: readonly F[],
  day: IsoDate,
): F | undefined {
  return facts.findLast((fact) => fact.effectiveOn <= day);
}

/** Whether a measure, a solution or a decision is late: its day has passed and the entry is still open. */
export function isOverdue({ state, dueOn }: Pick<RiskRow, 'state' | 'dueOn'>, asOf: IsoDate): boolean {
  return state === 'open' && dueOn !== null && dueOn < asOf;
}

/** The entries the matrix counts: open risks and opportunities, each apart. */
export function matrixCounts(
  rows: readonly Pick<RiskRow, 'kind' | 'state' | 'probability' | 'impact'>[],
  kind: 'risk' | 'opportunity',
): (probability: number, impact: number) => number {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== kind || row.state !== 'open') continue;
    const key = `${row.probability} ${row.impact}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (probability, impact) => counts.get(`${probability} ${impact}`) ?? 0;
}

type Said = Pick<RiskInput, 'probability' | 'impact'>;

function scaleFaults(kind: RiskKind, said: Said): FieldError[] {
  const uncertain = isUncertain(kind);
  return (['probability', 'impact'] as const).flatMap((path) => {
    if (uncertain && said[path] === null) return [{ path, message: 'Bitte 1 bis 5 wählen.' }];
    if (!uncertain && said[path] !== null)
      return [{ path, message: 'Nur Risiken und Chancen haben Wahrscheinlichkeit und Auswirkung.' }];
    return [];
  });
}

function pastFault(path: string, day: IsoDate, today: IsoDate): FieldError[] {
  if (day <= today) return [];
  return [
    { path, message: `Der ${formatDate(day)} liegt in der Zukunft; heute ist der ${formatDate(today)}.` },
  ];
}

/** Every reason against a new entry as it stands; none = it can be taken up. */
export function newRiskFaults(input: RiskInput, today: IsoDate): FieldError[] {
  const due =
    input.dueOn !== null && input.dueOn < input.openedOn
      ? [{ path: 'dueOn', message: 'Die Frist liegt vor dem Tag, seit dem es besteht.' }]
      : [];
  return [...scaleFaults(input.kind, input), ...pastFault('openedOn', input.openedOn, today), ...due];
}

/** Of an entry, what a new assessment is judged by: its kind and its newest assessment. */
export interface RiskBefore {
  kind: RiskKind;
  state: RiskState;
  assessedOn: IsoDate;
}

/**
 * Every reason against a new assessment. It counts from a day that is not before the newest one's, so that what was
 * said of an earlier day stays what it was, and one for the same day corrects it.
 */
export function assessmentFaults(
  before: RiskBefore,
  input: RiskAssessmentInput,
  today: IsoDate,
): FieldError[] {
  const early =
    input.effectiveOn < before.assessedOn
      ? [
          {
            path: 'effectiveOn',
            message: `Die letzte Bewertung ist vom ${formatDate(before.assessedOn)}; eine neue gilt ab diesem Tag oder später.`,
          },
        ]
      : [];
  const next = nextRiskStates(before.kind, before.state);
  const state = next.includes(input.state)
    ? []
    : [
        {
          path: 'state',
          message: `Von „${riskStateWord(before.kind, before.state)}“ führt kein Weg zu „${riskStateWord(before.kind, input.state)}“; möglich: ${next
            .map((one) => riskStateWord(before.kind, one))
            .join(', ')}.`,
        },
      ];
  return [
    ...scaleFaults(before.kind, input),
    ...pastFault('effectiveOn', input.effectiveOn, today),
    ...early,
    ...state,
  ];
}
