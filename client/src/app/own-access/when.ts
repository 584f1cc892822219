import type { Instant } from '#shared/calendar.ts';

const WHEN = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short' });

/** `02.07.2026, 10:15`, where the person is. */
export function when(at: Instant): string {
  return WHEN.format(new Date(at));
}
