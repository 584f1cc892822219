import { addDays } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';

/** The successor is not before the predecessor's day and the lag (days, may be negative). */
export interface Dependency {
  predecessorId: number;
  successorId: number;
  lagDays: number;
}

/** A milestone as far as others wait for it: the day it was reached, else the day it is expected. */
export interface Awaited {
  id: number;
  /** Forecast, else baseline. */
  expectedOn: IsoDate;
  reachedOn: IsoDate | null;
}

const later = (a: IsoDate | null, b: IsoDate): IsoDate => (a !== null && a > b ? a : b);

function bySide(links: readonly Dependency[], side: 'predecessorId' | 'successorId') {
  return Map.groupBy(links, (link) => link[side]);
}

/**
 * The way round that one more dependency would close: from its predecessor over the successor back to the predecessor,
 * by ids; null when it closes none.
 */
export function cycleThrough(
  links: readonly Dependency[],
  added: Pick<Dependency, 'predecessorId' | 'successorId'>,
): number[] | null {
  const { predecessorId, successorId } = added;
  if (predecessorId === successorId) return [predecessorId, successorId];
  const after = bySide(links, 'predecessorId');
  const cameFrom = new Map<number, number>([[successorId, predecessorId]]);
  const open = [successorId];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const { successorId: next } of after.get(id) ?? []) {
      if (next === predecessorId) return wayTo(cameFrom, id, predecessorId);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      open.push(next);
    }
  }
  return null;
}

function wayTo(cameFrom: ReadonlyMap<number, number>, last: number, first: number): number[] {
  const way = [first];
  for (let id = last; id !== first; id = cameFrom.get(id) ?? first) way.unshift(id);
  return [first, ...way];
}

/** Every id that comes after one of these, in an order in which each comes after all it waits for; without cycles. */
export function inOrder(links: readonly Dependency[]): { order: number[]; circular: number[] } {
  const after = bySide(links, 'predecessorId');
  const waiting = new Map<number, number>();
  for (const { predecessorId, successorId } of links) {
    waiting.set(predecessorId, waiting.get(predecessorId) ?? 0);
    waiting.set(successorId, (waiting.get(successorId) ?? 0) + 1);
  }
  const order = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (const id of order) {
    for (const { successorId } of after.get(id) ?? []) {
      const left = (waiting.get(successorId) ?? 0) - 1;
      waiting.set(successorId, left);
      if (left === 0) order.push(successorId);
    }
  }
  const circular = [...waiting].filter(([, count]) => count > 0).map(([id]) => id);
  return { order, circular };
}

function reached(
  links: readonly Dependency[],
  ids: Iterable<number>,
  [from, to]: readonly ['predecessorId' | 'successorId', 'predecessorId' | 'successorId'],
): Set<number> {
  const next = bySide(links, from);
  const found = new Set<number>();
  const open = [...ids];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const link of next.get(at) ?? []) {
      if (found.has(link[to])) continue;
      found.add(link[to]);
      open.push(link[to]);
    }
  }
  return found;
}

/** All that waits for one of these, near or far. */
export function allAfter(links: readonly Dependency[], ids: Iterable<number>): Set<number> {
  return reached(links, ids, ['predecessorId', 'successorId']);
}

/** All that one of these waits for, near or far. */
export function allBefore(links: readonly Dependency[], ids: Iterable<number>): Set<number> {
  return reached(links, ids, ['successorId', 'predecessorId']);
}

/**
 * The earliest day of every milestone that waits for another one: the latest of its predecessors' days, each with its
 * lag. A predecessor's day is the day it was reached, else its forecast (baseline without one) or its own earliest day,
 * whichever is later. What waits for nothing known is not in the answer. Dependencies without cycles (`cycleThrough`).
 */
export function earliestDates(
  milestones: Iterable<Awaited>,
  links: readonly Dependency[],
): Map<number, IsoDate> {
  const known = new Map([...milestones].map((one) => [one.id, one]));
  const before = bySide(links, 'successorId');
  const earliest = new Map<number, IsoDate>();
  for (const id of inOrder(links).order) {
    let latest: IsoDate | null = null;
    for (const { predecessorId, lagDays } of before.get(id) ?? []) {
      const one = known.get(predecessorId);
      if (!one) continue;
      const day = one.reachedOn ?? later(earliest.get(predecessorId) ?? null, one.expectedOn);
      latest = later(latest, addDays(day, lagDays));
    }
    if (latest !== null) earliest.set(id, latest);
  }
  return earliest;
}

/** What waits for a milestone, with its earliest day as things stand and as it would be. */
export interface Slipped {
  id: number;
  before: IsoDate;
  after: IsoDate;
}

/** The effect of a milestone that is expected on another day, on all that waits for it, in order of their days. */
export function slipEffect(
  milestones: readonly Awaited[],
  links: readonly Dependency[],
  moved: { id: number; expectedOn: IsoDate },
): Slipped[] {
  const before = earliestDates(milestones, links);
  const changed = milestones.map((one) => (one.id === moved.id ? { ...one, ...moved } : one));
  const after = earliestDates(changed, links);
  return [...allAfter(links, [moved.id])]
    .flatMap((id) => {
      const [was, will] = [before.get(id), after.get(id)];
      return was === undefined || will === undefined ? [] : { id, before: was, after: will };
    })
    .sort((a, b) => (a.after < b.after ? -1 : a.after > b.after ? 1 : a.id - b.id));
}
