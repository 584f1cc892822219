import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { formatFteExact } from '../fte.ts';
import type { Fte } from '../fte.ts';
import { positionAt } from './standing.ts';
import type { PositionEventFact, PositionFact } from './standing.ts';
import { POSITION_EVENT_WORDS, POSITION_STATE_WORDS } from './terms.ts';
import type { PositionEventKind, PositionState } from './terms.ts';

/**
 * Which states may follow a state (domain.md section 4): requested → created, also "im Vorgriff" before the council
 * authorises → blocked or advertised → selection → filled (a share) → vacant → dropped. Nothing follows on dropped.
 */
const NEXT: Record<PositionState, readonly PositionState[]> = {
  requested: ['created', 'dropped'],
  created: ['blocked', 'advertised', 'filled', 'dropped'],
  blocked: ['created', 'advertised', 'dropped'],
  advertised: ['selection', 'filled', 'blocked', 'dropped'],
  selection: ['filled', 'advertised', 'blocked', 'dropped'],
  // Again with another share; a successor may be looked for while it is filled.
  filled: ['filled', 'vacant', 'advertised'],
  vacant: ['advertised', 'selection', 'filled', 'blocked', 'dropped'],
  dropped: [],
};

function isState(kind: PositionEventKind): kind is PositionState {
  return kind in NEXT;
}

/** The events that may come next from a state, with or without a kw date. */
export function nextEvents({
  state,
  kwOn,
}: {
  state: PositionState;
  kwOn: IsoDate | null;
}): readonly PositionEventKind[] {
  if (state === 'dropped') return [];
  return [
    ...NEXT[state],
    'upgraded',
    ...(kwOn === null ? (['kw-set'] as const) : (['kw-extended', 'kw-dropped'] as const)),
  ];
}

/** An event as it is entered. */
export type NewEvent = PositionEventFact;

function valueFaults(
  post: PositionFact,
  event: NewEvent,
  before: { grade: string; kwOn: IsoDate | null },
): FieldError[] {
  const { kind, share, gradeTo, dateTo, effectiveOn } = event;
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  if (kind !== 'filled' && share !== null) say('share', 'Einen Anteil hat nur „besetzt“.');
  if (kind === 'filled' && share !== null && (share <= 0 || share > post.fte))
    say('share', `Der Anteil liegt zwischen 0 und ${formatFteExact(post.fte)} VZÄ.`);
  if (kind === 'upgraded' && (gradeTo === null || gradeTo === before.grade))
    say('gradeTo', `Bitte die neue Gruppe nennen; bisher ${before.grade}.`);
  if (kind === 'kw-set' || kind === 'kw-extended') {
    if (dateTo === null) say('dateTo', 'Bitte den Tag des kw-Vermerks nennen.');
    else if (dateTo < effectiveOn) say('dateTo', 'Der kw-Tag liegt vor dem Tag des Ereignisses.');
    else if (kind === 'kw-extended' && before.kwOn !== null && dateTo <= before.kwOn)
      say('dateTo', `Verlängert wird über den ${formatDate(before.kwOn)} hinaus.`);
  }
  return faults;
}

/**
 * Every reason against an event of a post; none = it may happen. It comes after everything that is known of the post,
 * and not in the future: what is planned is no event.
 */
export function eventFaults(post: PositionFact, event: NewEvent, today: IsoDate): FieldError[] {
  const { kind, effectiveOn } = event;
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  if (effectiveOn > today)
    say(
      'effectiveOn',
      `Der ${formatDate(effectiveOn)} liegt in der Zukunft; heute ist der ${formatDate(today)}.`,
    );
  const last = post.events.at(-1);
  if (last && effectiveOn < last.effectiveOn)
    say('effectiveOn', `Das letzte Ereignis war am ${formatDate(last.effectiveOn)}; ein neues kommt danach.`);
  const before = positionAt(post, effectiveOn);
  const next = nextEvents(before);
  if (!next.includes(kind)) {
    const words = next.map((one) => POSITION_EVENT_WORDS[one]).join(', ');
    say(
      'kind',
      `Auf „${POSITION_STATE_WORDS[before.state]}“ folgt nicht „${POSITION_EVENT_WORDS[kind]}“; ${words === '' ? 'danach kommt nichts mehr' : `möglich: ${words}`}.`,
    );
  }
  return [...faults, ...valueFaults(post, event, before)];
}

/** A stored event, with what it does to another one. */
export interface StoredEvent {
  id: number;
  replacesId: number | null;
  withdrawn: 0 | 1;
}

/** The events that count: those that no newer row replaced or took back. */
export function countedEvents<E extends StoredEvent>(events: readonly E[]): E[] {
  const replaced = new Set(events.map((event) => event.replacesId));
  return events.filter((event) => event.withdrawn === 0 && !replaced.has(event.id));
}

/**
 * What does not fit in the course of a post as it is stored: an event after it was dropped, states in a forbidden
 * order, more filled than there is. None = it is sound.
 */
export function courseFaults(post: PositionFact): string[] {
  const faults: string[] = [];
  post.events.forEach((event, place) => {
    const before = positionAt({ ...post, events: post.events.slice(0, place) }, event.effectiveOn);
    const word = POSITION_EVENT_WORDS[event.kind];
    if (before.state === 'dropped') faults.push(`„${word}“ nach dem Wegfall`);
    else if (isState(event.kind) && event.kind !== before.state && !NEXT[before.state].includes(event.kind))
      faults.push(`„${word}“ nach „${POSITION_STATE_WORDS[before.state]}“`);
    // Whoever leaves may be said with the share that is left: none.
    const least = event.kind === 'filled' ? 1 : 0;
    if (event.share !== null && (event.share < least || event.share > post.fte))
      faults.push('mehr besetzt als bewilligt');
  });
  return faults;
}

/** One share in words: `0,5000 VZÄ`; all of the post where none is said. */
export function shareText(share: Fte | null): string {
  return share === null ? 'ganz' : `${formatFteExact(share)} VZÄ`;
}
