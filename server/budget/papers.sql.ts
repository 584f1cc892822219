import type { PaperRef } from '#shared/budget/budget.ts';
import { paperLabel } from '#shared/budget/paper.ts';
import type { Origin } from '#shared/fields.ts';

/** A council paper left-joined as `cp`: every column null where nothing names one. */
export const PAPER_COLUMNS = [
  'cp.id as paperId',
  'cp.number as paperNumber',
  'cp.year as paperYear',
  'cp.supplement as paperSupplement',
  'cp.title as paperTitle',
  'cp.origin as paperOrigin',
] as const;

export interface PaperColumns {
  paperId: number | null;
  paperNumber: number | null;
  paperYear: number | null;
  paperSupplement: string | null;
  paperTitle: string | null;
  paperOrigin: Origin | null;
}

/** The paper of a joined row; null where the join found none. */
export function paperRef(row: PaperColumns): PaperRef | null {
  const { paperId, paperNumber, paperYear, paperSupplement, paperTitle, paperOrigin } = row;
  if (paperId === null || paperNumber === null || paperYear === null || paperOrigin === null) return null;
  const label = paperLabel({ number: paperNumber, year: paperYear, supplement: paperSupplement ?? '' });
  return { id: paperId, label, title: paperTitle ?? '', origin: paperOrigin };
}
