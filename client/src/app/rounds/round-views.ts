import { ROUND_VIEWS } from '#shared/rounds/round-filter.ts';
import type { RoundView } from '#shared/rounds/round-filter.ts';

/** What the address calls a view of a round. */
const SLUGS: Record<RoundView, string> = {
  open: 'offen',
  submitted: 'eingereicht',
  returned: 'zurueckgegeben',
  accepted: 'angenommen',
  overdue: 'ueberfaellig',
};

export function slugOf(view: RoundView): string {
  return SLUGS[view];
}

/** The view of an address; undefined for every other word: all reports. */
export function viewOf(slug: string | undefined): RoundView | undefined {
  return ROUND_VIEWS.find((view) => SLUGS[view] === slug);
}
