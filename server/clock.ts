import type { Clock, Instant } from '#shared/calendar.ts';

/** The machine's clock; the only place that asks it. Everything else gets a `Clock`. */
export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
};
