import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { PROJECT_STATE_WORDS } from './terms.ts';
import type { ProjectState } from './terms.ts';

/** From which state a project may go where (own definition); what ended can be taken up again, openly. */
const NEXT: Record<ProjectState, readonly ProjectState[]> = {
  planned: ['running', 'cancelled'],
  running: ['paused', 'done', 'cancelled'],
  paused: ['running', 'cancelled'],
  done: ['running'],
  cancelled: ['planned'],
};

/** The states a project may take next. */
export function nextStates(state: ProjectState): readonly ProjectState[] {
  return NEXT[state];
}

/** Why a change of state is refused, in German; null when it is allowed. */
export function stateChangeFault(
  from: ProjectState,
  to: ProjectState,
  openMilestones: number,
): string | null {
  if (from === to) return null;
  if (!NEXT[from].includes(to)) {
    const allowed = NEXT[from].map((state) => `„${PROJECT_STATE_WORDS[state]}“`).join(', ');
    return `Von „${PROJECT_STATE_WORDS[from]}“ geht es nur nach ${allowed}, nicht nach „${PROJECT_STATE_WORDS[to]}“.`;
  }
  if (to === 'done' && openMilestones > 0) {
    const open = openMilestones === 1 ? 'ist 1 Meilenstein' : `sind ${openMilestones} Meilensteine`;
    return `Noch ${open} offen; „abgeschlossen“ geht erst, wenn alle erreicht sind.`;
  }
  return null;
}

/**
 * Why a state may not take effect on a date, in German; null when it may. It is a fact, so it cannot lie after
 * `today`; and what was recorded for a later day followed from the state before it, so nothing is slipped in.
 */
export function stateDateFault(
  effectiveOn: IsoDate,
  today: IsoDate,
  later: { state: ProjectState; effectiveOn: IsoDate } | undefined,
): string | null {
  if (effectiveOn > today) {
    return `Der Stand zum ${formatDate(effectiveOn)} liegt in der Zukunft; heute ist der ${formatDate(today)}.`;
  }
  if (later) {
    const word = PROJECT_STATE_WORDS[later.state];
    return `Ab ${formatDate(later.effectiveOn)} ist schon „${word}“ festgehalten; ein neuer Stand gilt frühestens ab diesem Tag.`;
  }
  return null;
}

/**
 * Whether a project owes a status report for a reporting date, by its state at that date (null: not yet part of
 * the portfolio): it has begun by then and has not ended. A planned project whose start has passed owes one too;
 * that it did not start is what the report must say.
 */
export function owesReport(
  project: { state: ProjectState | null; startsOn: IsoDate },
  reportingDate: IsoDate,
): boolean {
  const { state, startsOn } = project;
  const stands = state !== null && state !== 'done' && state !== 'cancelled';
  return stands && startsOn <= reportingDate;
}
