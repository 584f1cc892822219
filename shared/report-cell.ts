import { formatDate } from './calendar.ts';
import type { IsoDate } from './calendar.ts';
import { formatFteExact } from './fte.ts';
import type { Fte } from './fte.ts';
import { LIGHT_WORDS } from './light.ts';
import { formatEuro, formatMillions, formatQuota } from './money.ts';
import type { Cents } from './money.ts';
import type { ColumnKind, LightCell, QuotaCell, ReportCell } from './report-table.ts';
import { slipText } from './text/slip.ts';

export function isLightCell(cell: ReportCell): cell is LightCell {
  return typeof cell === 'object' && cell !== null && 'light' in cell;
}

export function isQuotaCell(cell: ReportCell): cell is QuotaCell {
  return typeof cell === 'object' && cell !== null && 'part' in cell;
}

type CellUnit = 'euro' | 'millions';

function numberText(value: number, kind: ColumnKind, unit: CellUnit): string {
  switch (kind) {
    case 'cents':
      return unit === 'millions' ? formatMillions(value as Cents) : formatEuro(value as Cents);
    case 'fte':
      return formatFteExact(value as Fte);
    case 'year':
      return String(value);
    case 'days':
      return slipText(value);
    default:
      return String(value).replace(/\B(?=(\d{3})+$)/gu, '.');
  }
}

/** A report cell as German text; `–` for nothing, the light's word for a light. Amounts in `unit`. */
export function reportCellText(
  cell: ReportCell | undefined,
  kind: ColumnKind,
  unit: CellUnit = 'euro',
): string {
  if (cell === null || cell === undefined || cell === '') return '–';
  if (isLightCell(cell)) return LIGHT_WORDS[cell.light];
  if (isQuotaCell(cell)) return formatQuota(cell.part, cell.of);
  if (typeof cell === 'number') return numberText(cell, kind, unit);
  return kind === 'date' ? formatDate(cell as IsoDate) : cell;
}

/** The amount to the cent where the cell shows a rounded one, else nothing. */
export function exactCellText(cell: ReportCell | undefined, kind: ColumnKind, unit: CellUnit): string | null {
  if (typeof cell !== 'number' || kind !== 'cents' || unit === 'euro') return null;
  return `${formatEuro(cell as Cents)} €`;
}

/** Numbers stand at the right, words at the left. */
export function isNumeric(kind: ColumnKind): boolean {
  return kind !== 'text' && kind !== 'light';
}
