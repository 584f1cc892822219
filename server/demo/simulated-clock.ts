import type { Clock, Instant } from '#shared/calendar.ts';

/** A clock that stands still until it is moved: demo records carry the moment they would have been made. */
export class SimulatedClock implements Clock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** Moves forward. Throws `RangeError` backwards: what was recorded earlier stands earlier in the history. */
  moveTo(instant: Instant): void {
    if (instant < this.#now) throw new RangeError(`Die Uhr geht nicht zurück: ${instant} vor ${this.#now}`);
    this.#now = instant;
  }
}
