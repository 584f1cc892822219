import type { Action } from '../permissions.ts';
import type { FigureAddress } from './address.ts';

/**
 * Figures of pages that show own rows alone, and what was sealed for everybody. A figure of the whole programme would
 * be explained by parts of it: `positions` stands on the overview, `posts` on the page of posts.
 */
const OF_OWN_ROWS: readonly FigureAddress['of'][] = [
  ...(['lines', 'month', 'milestones', 'posts', 'report'] as const),
];

/** What somebody must be allowed to read to ask for a figure, beside `budget:read`; null where nothing more. */
export function explainRight(address: FigureAddress): Action | null {
  if (address.of === 'tieOut') return 'reconciliation:read';
  return OF_OWN_ROWS.includes(address.of) ? null : 'ledger:read';
}
