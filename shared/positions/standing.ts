import { addDays } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toFte } from '../fte.ts';
import type { Fte } from '../fte.ts';
import { POSITION_STATES } from './terms.ts';
import type { PositionEventKind, PositionState } from './terms.ts';

/** What happened to a post on a day. `share` is the part of the post that is filled, in FTE; null = all of it. */
export interface PositionEventFact {
  kind: PositionEventKind;
  effectiveOn: IsoDate;
  share: Fte | null;
  gradeTo: string | null;
  dateTo: IsoDate | null;
}

/** A post as authorised, with its events in the order in which they take effect. */
export interface PositionFact {
  fte: Fte;
  /** Grade at authorisation; `upgraded` changes it (Hebung). Never the grade of a holder (§ 5(3) GemHVO). */
  grade: string;
  authorisedOn: IsoDate;
  plannedStart: IsoDate;
  kwOn: IsoDate | null;
  events: readonly PositionEventFact[];
}

/** Where a post stands on a day; FTE in ten-thousandths. */
export interface PositionStanding {
  state: PositionState;
  since: IsoDate;
  /** The whole post while it is authorised, else 0. */
  authorised: Fte;
  /** What is filled of it, at most what is authorised. */
  filled: Fte;
  /** The whole post from its planned start on while it is authorised, else 0 (§ 16(5) GemHVO). */
  planned: Fte;
  grade: string;
  kwOn: IsoDate | null;
}

const NONE = toFte(0);

function isState(kind: PositionEventKind): kind is PositionState {
  return (POSITION_STATES as readonly string[]).includes(kind);
}

interface Course {
  state: PositionState;
  since: IsoDate;
  filled: Fte;
  grade: string;
  kwOn: IsoDate | null;
}

/** Advertising or selecting a successor does not empty a post; only `vacant` and `dropped` do. */
function filledAfter(fact: PositionFact, event: PositionEventFact, before: Fte): Fte {
  if (event.kind === 'vacant' || event.kind === 'dropped') return NONE;
  if (event.kind !== 'filled') return before;
  return toFte(Math.min(event.share ?? fact.fte, fact.fte));
}

function step(fact: PositionFact, course: Course, event: PositionEventFact): Course {
  const { kind, effectiveOn, gradeTo, dateTo } = event;
  if (isState(kind)) {
    return { ...course, state: kind, since: effectiveOn, filled: filledAfter(fact, event, course.filled) };
  }
  if (kind === 'upgraded') return { ...course, grade: gradeTo ?? course.grade };
  return { ...course, kwOn: kind === 'kw-dropped' ? null : (dateTo ?? course.kwOn) };
}

/** Authorisation by the council ends the request; the day after the kw date ends the post. */
function withDates(fact: PositionFact, course: Course, on: IsoDate): Course {
  if (course.kwOn !== null && course.kwOn < on) {
    return course.state === 'dropped'
      ? course
      : { ...course, state: 'dropped', since: addDays(course.kwOn, 1), filled: NONE };
  }
  if (course.state === 'requested' && fact.authorisedOn <= on) {
    const since = course.since > fact.authorisedOn ? course.since : fact.authorisedOn;
    return { ...course, state: 'created', since };
  }
  return course;
}

/**
 * State, filled share, grade and kw date of a post on a day, from its events (domain.md section 4).
 * Events later than the day do not count. A post nobody has said anything about is created with its authorisation.
 */
export function positionAt(fact: PositionFact, on: IsoDate): PositionStanding {
  const start: Course = {
    state: 'requested',
    since: fact.events[0]?.effectiveOn ?? fact.authorisedOn,
    filled: NONE,
    grade: fact.grade,
    kwOn: fact.kwOn,
  };
  const past = fact.events.filter((event) => event.effectiveOn <= on);
  const course = withDates(
    fact,
    past.reduce((before, event) => step(fact, before, event), start),
    on,
  );
  const isAuthorised = fact.authorisedOn <= on && course.state !== 'dropped';
  return {
    ...course,
    authorised: isAuthorised ? fact.fte : NONE,
    filled: isAuthorised ? course.filled : NONE,
    planned: isAuthorised && fact.plannedStart <= on ? fact.fte : NONE,
  };
}

/**
 * Where a post stands on any day: the same as `positionAt`, worked out once between two days on which anything changes.
 * A post's facts do not change: another event makes another post.
 */
export function standingsOf(fact: PositionFact): (on: IsoDate) => PositionStanding {
  const found = workedOut.get(fact) ?? workOut(fact);
  workedOut.set(fact, found);
  return found;
}

const workedOut = new WeakMap<PositionFact, (on: IsoDate) => PositionStanding>();

function workOut(fact: PositionFact): (on: IsoDate) => PositionStanding {
  // Behind a day is written day~, which comes after the day itself and before the next one.
  const ends = [fact.kwOn, ...fact.events.map((event) => event.dateTo)].flatMap((day) =>
    day === null ? [] : [`${day}~`],
  );
  const begins = [fact.authorisedOn, fact.plannedStart, ...fact.events.map((event) => event.effectiveOn)];
  const borders: string[] = [...new Set([...begins, ...ends])].sort();
  const known: (PositionStanding | undefined)[] = [];
  let at = 0;
  return (on) => {
    while (at > 0 && (borders[at - 1] ?? '') > on) at -= 1;
    while (at < borders.length && (borders[at] ?? '') <= on) at += 1;
    return (known[at] ??= positionAt(fact, on));
  };
}

/** Whether a post is to be shown on a day: it is authorised, or something was recorded about it. */
export function isKnownOn(fact: PositionFact, on: IsoDate): boolean {
  return fact.authorisedOn <= on || fact.events.some((event) => event.effectiveOn <= on);
}

/** Vacancy rate = 1 − filled / authorised, kept as its two parts in ten-thousandths; "–" when `of` is 0. */
export function vacancyRate(authorised: Fte, filled: Fte): { part: number; of: number } {
  return { part: authorised - filled, of: authorised };
}
