import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { plainEuro } from '#shared/money.ts';
import { isLightCell, isQuotaCell, reportCellText } from '#shared/report-cell.ts';
import type { ColumnKind, ReportCell, ReportRow, ReportTable } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { csvText } from '#shared/text/csv.ts';
import { canonicalJson } from './canonical-json.ts';

export type TableFormat = 'csv' | 'json';

/** What kind of row it is, so that whoever adds up leaves the sums out. */
const ROW_WORDS: Record<ReportRow['kind'], string> = {
  row: 'Zeile',
  group: 'Gruppe',
  subtotal: 'Zwischensumme',
  total: 'Summe',
};

function numberText(value: number, kind: ColumnKind): string {
  if (kind === 'cents') return plainEuro(value, ',');
  if (kind !== 'fte') return String(value);
  const digits = String(Math.abs(value)).padStart(5, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -4)},${digits.slice(-4)}`;
}

function field(cell: ReportCell | undefined, kind: ColumnKind): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'number') return numberText(cell, kind);
  if (isLightCell(cell) || isQuotaCell(cell)) return csvText(reportCellText(cell, kind));
  return kind === 'date' ? formatDate(cell as IsoDate) : csvText(cell);
}

/** UTF-8 without a mark, semicolons, CRLF, decimal comma, exact to the cent. */
function tableCsv(table: ReportTable): string {
  const head = ['Zeilenart', ...table.columns.map(({ label }) => csvText(label))];
  const rows = table.rows.map((row) => [
    ROW_WORDS[row.kind],
    ...table.columns.map(({ key, kind }) => field(row.cells[key], kind)),
  ]);
  return [head, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('');
}

/** A stored table as a file: the same bytes whenever and wherever it is asked for. Throws `not-found`. */
export function tableFile({ tables }: CouncilReport, id: string, format: TableFormat): Buffer {
  const table = tables.find((one) => one.id === id);
  if (!table) {
    const known = tables.map((one) => one.id).join(', ');
    throw new AppError('not-found', `Diese Tabelle gibt es in dem Bericht nicht; er hat: ${known}.`);
  }
  return Buffer.from(format === 'csv' ? tableCsv(table) : canonicalJson(table));
}
