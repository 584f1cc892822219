import type { Action } from '../permissions.ts';
import type { FigureAddress } from './address.ts';

/** What somebody must be allowed to read to ask for a figure, beside `budget:read`; null for most. */
export function explainRight(address: FigureAddress): Action | null {
  return address.of === 'tieOut' ? 'reconciliation:read' : null;
}
