import { riskColumns } from '#shared/risks/risk-columns.ts';
import type { RiskPage, RiskRow } from '#shared/risks/risks.ts';
import { gridColumns } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';

/** How wide a column is drawn; what it holds is said in shared. */
const LOOKS = {
  eintrag: { width: 200, grow: 3, strong: true },
  art: { width: 104 },
  punkte: { width: 92 },
  wahrsch: { width: 84 },
  ausw: { width: 92 },
  massnahme: { width: 190, grow: 3 },
  frist: { width: 150 },
  stand: { width: 140 },
  seit: { width: 120 },
  amt: { width: 120 },
  drucksache: { width: 120 },
};

/** The columns of the grid at a date. */
export function riskGrid(page: Pick<RiskPage, 'asOf' | 'limits'>): GridColumn<RiskRow>[] {
  return gridColumns(riskColumns(page), LOOKS);
}
