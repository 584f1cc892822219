import type { Instant } from '#shared/calendar.ts';

/** Steps back of up to this are those of a clock that is set right, or of a job, whose clock stands still. */
const TOLERATED_MS = 15 * 60_000;

/** Hears of a clock that went back: once for each time it does. */
type Listener = (message: string) => void;

const state: { listener: Listener; said: boolean } = {
  listener: (message) => process.emitWarning(message),
  said: false,
};

/** From now on `listener` is told, for a process with a log of its own. */
export function hearOfClockBack(listener: Listener): void {
  state.listener = listener;
}

/** The instant of a new entry of the history: now, but never before the entry it follows (promises.md P14). */
export function notBefore(now: Instant, last: Instant | undefined): Instant {
  if (last === undefined || now >= last) {
    state.said = false;
    return now;
  }
  if (!state.said && Date.parse(last) - Date.parse(now) > TOLERATED_MS) {
    state.said = true;
    state.listener(
      `Die Uhr geht vor den letzten Eintrag des Verlaufs zurück: ${now} nach ${last}. Neue Einträge tragen so lange dessen Zeit.`,
    );
  }
  return last;
}
