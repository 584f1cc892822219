/** A period takes postings, takes none for now while it is tied out, or takes nothing any more. */
export const PERIOD_STATES = ['open', 'held', 'closed'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];
export const PERIOD_STATE_WORDS: Record<PeriodState, string> = {
  open: 'offen',
  held: 'angehalten',
  closed: 'geschlossen',
};
