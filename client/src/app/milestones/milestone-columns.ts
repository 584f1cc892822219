import { MILESTONE_COLUMNS as LISTED } from '#shared/milestones/milestone-list.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import { gridColumns } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';

export const MILESTONE_COLUMNS: readonly GridColumn<MilestoneRow>[] = gridColumns(LISTED, {
  meilenstein: { width: 160, grow: 3, hint: 'Meilenstein, Projekt', strong: true },
  basis: { width: 100, hint: 'TT.MM.JJJJ' },
  erwartet: { width: 186 },
  verschiebung: { width: 106 },
  stand: { width: 130 },
  gewicht: { width: 122 },
  feld: { width: 110 },
  amt: { width: 90 },
});
