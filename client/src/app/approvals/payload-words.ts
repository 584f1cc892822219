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
