import { riskColumns } from '#shared/risks/risk-columns.ts';
import type { RiskColumn } from '#shared/risks/risk-columns.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { RiskPage, RiskRow } from '#shared/risks/risks.ts';
import { dateColumn, integerColumn, textColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';

/** How wide a column is drawn; what it holds is said in shared. */
const LOOKS: Readonly<Record<string, { width: number; grow?: number; strong?: boolean }>> = {
  eintrag: { width: 200, grow: 3, strong: true },
  art: { width: 104 },
  punkte: { width: 92 },
  wahrsch: { width: 84 },
  ausw: { width: 92 },
  massnahme: { width: 190, grow: 3 },
  frist: { width: 150 },
  stand: { width: 140 },
};

function gridColumn({ key, label, kind, value, second, hidden }: RiskColumn): GridColumn<RiskRow> {
  const common = {
    ...{ key, label, ...(LOOKS[key] ?? { width: 120 }) },
    ...(hidden ? { hidden } : {}),
    ...(second ? { second } : {}),
    ...(key === 'punkte' ? { sort: 'desc' as const } : {}),
  };
  if (kind === 'date') return dateColumn({ ...common, date: (row) => value(row) as IsoDate | null });
  if (kind === 'integer') return integerColumn({ ...common, count: (row) => value(row) as number | null });
  return textColumn({ ...common, value: (row) => value(row) as string | null });
}

/** The columns of the grid at a date. */
export function riskGrid(page: Pick<RiskPage, 'asOf' | 'limits'>): GridColumn<RiskRow>[] {
  return riskColumns(page).map(gridColumn);
}
