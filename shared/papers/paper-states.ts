import { addDays, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { PAPER_STATE_WORDS } from './terms.ts';
import type { PaperKind, PaperState } from './terms.ts';

/** A dated fact about how a paper stands. */
export interface StateFact {
  state: PaperState;
  on: IsoDate;
}

/** What may follow; every state has a way on, so that what was entered wrongly can be put right by a later fact. */
const NEXT: Readonly<Record<PaperState, readonly PaperState[]>> = {
  announced: ['decided', 'rejected', 'adjourned', 'reported'],
  adjourned: ['announced', 'decided', 'rejected'],
  decided: ['in-work', 'done', 'adjourned', 'rejected'],
  rejected: ['announced'],
  'in-work': ['done'],
  done: ['reported', 'in-work'],
  reported: ['in-work'],
};

/** What a paper begins with: an information paper is reported, never decided. */
const FIRST: Readonly<Record<PaperKind, readonly PaperState[]>> = {
  decision: ['announced', 'decided', 'rejected', 'adjourned'],
  budget: ['announced', 'decided', 'rejected', 'adjourned'],
  information: ['announced', 'adjourned', 'reported'],
};

/** What a new paper of a kind may begin with, most usual first. */
export function firstStates(kind: PaperKind): readonly PaperState[] {
  return FIRST[kind];
}

/** How a paper stood on a day by facts in the order they were recorded; null before the first of them. */
export function stateOn<F extends StateFact>(facts: readonly F[], day: IsoDate): F | null {
  return facts.reduce<F | null>(
    (latest, fact) => (fact.on <= day && (latest === null || latest.on <= fact.on) ? fact : latest),
    null,
  );
}

/** What may be entered for a day: what follows the state before it; a fact of the same day is corrected by it. */
export function nextStates(
  kind: PaperKind,
  facts: readonly StateFact[],
  day: IsoDate,
): readonly PaperState[] {
  const before = stateOn(facts, addDays(day, -1));
  if (before === null) return FIRST[kind];
  return NEXT[before.state].filter((state) => kind !== 'information' || state !== 'decided');
}

/** Everything against one more fact; none = it can be recorded. A fact never stands before one that is known. */
export function stateFaults(
  kind: PaperKind,
  facts: readonly StateFact[],
  { state, on }: StateFact,
  today: IsoDate,
): FieldError[] {
  const faults: FieldError[] = [];
  const last = facts.reduce<IsoDate | null>(
    (day, fact) => (day === null || fact.on > day ? fact.on : day),
    null,
  );
  if (on > today) faults.push({ path: 'on', message: 'Ein Stand gilt frühestens heute, nie später.' });
  if (last !== null && on < last)
    faults.push({ path: 'on', message: `Am ${formatDate(last)} ist schon ein späterer Stand festgehalten.` });
  else if (!nextStates(kind, facts, on).includes(state))
    faults.push({ path: 'state', message: notNext(kind, facts, { state, on }) });
  else if (stateOn(facts, on)?.state === state)
    faults.push({ path: 'state', message: `Sie ist schon ${PAPER_STATE_WORDS[state]}.` });
  return faults;
}

function notNext(kind: PaperKind, facts: readonly StateFact[], { state, on }: StateFact): string {
  const before = stateOn(facts, addDays(on, -1));
  const allowed = nextStates(kind, facts, on).map((one) => PAPER_STATE_WORDS[one]);
  const from = before === null ? 'Am Anfang' : `Auf „${PAPER_STATE_WORDS[before.state]}“`;
  return `${from} folgt nicht „${PAPER_STATE_WORDS[state]}“, sondern: ${allowed.join(', ')}.`;
}

/** The first fact that does not follow from the one before it, by the day each counts from; null = all in order. */
export function firstOutOfOrder<F extends StateFact>(kind: PaperKind, facts: readonly F[]): F | null {
  const known: F[] = [];
  for (const fact of facts) {
    const last = known.at(-1);
    if (last && fact.on < last.on) return fact;
    if (!nextStates(kind, known, fact.on).includes(fact.state)) return fact;
    known.push(fact);
  }
  return null;
}

/** A decision that is still followed up: in work or done and not reported, or decided with a deadline. */
export function isOpen(paper: { state: PaperState; deadline: IsoDate | null }): boolean {
  if (paper.state === 'in-work' || paper.state === 'done') return true;
  return paper.state === 'decided' && paper.deadline !== null;
}

/** Open, not yet done, and its deadline lies before the day. */
export function isOverdue(paper: { state: PaperState; deadline: IsoDate | null }, day: IsoDate): boolean {
  return isOpen(paper) && paper.state !== 'done' && paper.deadline !== null && paper.deadline < day;
}

/** Beschlusskontrolle: what is open, overdue first, then by deadline; what has none comes last. */
export function followUp<P extends { state: PaperState; deadline: IsoDate | null; id: number }>(
  papers: readonly P[],
  day: IsoDate,
): P[] {
  const late = (paper: P): number => (isOverdue(paper, day) ? 0 : 1);
  return papers
    .filter(isOpen)
    .sort(
      (a, b) =>
        late(a) - late(b) || (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999') || a.id - b.id,
    );
}
