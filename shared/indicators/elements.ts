import type { IsoDate } from '../calendar.ts';
import type { ElementState } from './terms.ts';
import type { Measured } from './values.ts';

/** A state of an element from a day on. */
export interface DatedState {
  on: IsoDate;
  state: ElementState;
}

/** An element of a list: since when and until when it belongs to it, and what was said of it, in the order of days. */
export interface ListElement {
  from: IsoDate | null;
  /** Its last day; null = goes on. */
  to: IsoDate | null;
  /** An office that nobody said anything of is open; a named thing is not there before its first state. */
  always: boolean;
  states: readonly DatedState[];
}

/** The state of an element on a day; null while it is not there. */
export function elementStateOn(element: ListElement, day: IsoDate): ElementState | null {
  if (element.from !== null && day < element.from) return null;
  if (element.to !== null && day > element.to) return null;
  const said = element.states.findLast(({ on }) => on <= day);
  return said?.state ?? (element.always ? 'open' : null);
}

/** How many of a list are done on a day, of how many that belong to it then. */
export function countOn(elements: readonly ListElement[], day: IsoDate): Measured & { total: number } {
  let [value, total] = [0, 0];
  for (const element of elements) {
    const state = elementStateOn(element, day);
    if (state === null || state === 'dropped') continue;
    total += 1;
    if (state === 'done') value += 1;
  }
  return { value, total };
}

/** The days up to `asOf` on which the count of a list may have changed, from `from` on, `from` among them. */
export function changeDays(
  elements: readonly ListElement[],
  { from, asOf, nextDay }: { from: IsoDate; asOf: IsoDate; nextDay: (day: IsoDate) => IsoDate },
): IsoDate[] {
  const days = new Set<IsoDate>([from]);
  for (const { from: first, to, states } of elements) {
    if (first !== null) days.add(first);
    if (to !== null) days.add(nextDay(to));
    for (const { on } of states) days.add(on);
  }
  return [...days].filter((day) => day >= from && day <= asOf).toSorted();
}
