import { paperLabel } from '#shared/budget/paper.ts';

interface Cited {
  number: number;
  year: number;
  supplement?: string;
}

function isCited(value: unknown): value is Cited {
  return typeof value === 'object' && value !== null && 'number' in value && 'year' in value;
}

/** The council paper a payload cites, whatever its kind; '' without one. */
export function paperText(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null || !('paper' in payload)) return '';
  const { paper } = payload;
  return isCited(paper) ? paperLabel({ ...paper, supplement: paper.supplement ?? '' }) : '';
}

/** The fair copy a request would issue as a report; null for other requests. */
export function copyOf(payload: unknown): number | null {
  if (typeof payload !== 'object' || payload === null || !('copyId' in payload)) return null;
  return typeof payload.copyId === 'number' ? payload.copyId : null;
}
