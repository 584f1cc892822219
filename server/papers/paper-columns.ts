import type { PaperRef } from '#shared/budget/budget.ts';
import { paperLabel } from '#shared/budget/paper.ts';
import type { Origin } from '#shared/fields.ts';
import type { Publicity } from '#shared/papers/terms.ts';

/** A council paper left-joined as `cp`: every column null where nothing names one. */
export const PAPER_COLUMNS = [
  'cp.id as paperId',
  'cp.number as paperNumber',
  'cp.year as paperYear',
  'cp.supplement as paperSupplement',
  'cp.title as paperTitle',
  'cp.origin as paperOrigin',
  'cp.publicity as paperPublicity',
] as const;

export interface PaperColumns {
  paperId: number | null;
  paperNumber: number | null;
  paperYear: number | null;
  paperSupplement: string | null;
  paperTitle: string | null;
  paperOrigin: Origin | null;
  paperPublicity: Publicity | null;
}

/** What a paper is called to whoever may not read it: that there is one is seen by what it moved. */
const WITHHELD = 'nichtöffentliche Drucksache';

/** Whether a paper is kept from those who read public ones alone. */
export const isWithheld = (publicity: Publicity | null, closed: boolean): boolean =>
  publicity === 'closed' && !closed;

/** The paper of a joined row; null where the join found none. Without `closed` one that is not public has no name. */
export function paperRef(row: PaperColumns, closed: boolean): PaperRef | null {
  const { paperId, paperNumber, paperYear, paperSupplement, paperTitle, paperOrigin } = row;
  if (paperId === null || paperNumber === null || paperYear === null || paperOrigin === null) return null;
  if (isWithheld(row.paperPublicity, closed))
    return { id: paperId, label: WITHHELD, title: '', origin: paperOrigin };
  const label = paperLabel({ number: paperNumber, year: paperYear, supplement: paperSupplement ?? '' });
  return { id: paperId, label, title: paperTitle ?? '', origin: paperOrigin };
}
