import type { Ledger, LineKind } from '../budget/terms.ts';
import { isIsoDate, toIsoDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { Cents } from '../money.ts';
import { meaningOf } from './account-map.ts';
import { cellText } from './cell.ts';
import type { FileRow } from './cell.ts';
import { readDate } from './dates.ts';
import type { RowError } from './imports.ts';
import type { ColumnField, ImportProfile, TextField } from './profile.ts';
import { amountOf, holds, rowAmountOf } from './row-amount.ts';
import { RowCells } from './row-cells.ts';
import type { RowReader } from './row-cells.ts';

/** One row of a file in our words: codes are text, expense is positive. */
export interface SourceRow {
  line: number;
  fiscalYear: FiscalYear;
  /** Booking date of an actual; for an appropriation the day it takes effect, 1 January of its year. */
  postedOn: IsoDate;
  documentOn: IsoDate | null;
  /** Two digits; 13 to 16 are the closing periods of SAP. */
  period: string;
  object: string;
  account: string;
  subBudget: string;
  name: string;
  text: string;
  companyCode: string;
  documentNumber: string;
  lineItem: string;
  vendor: string;
  orderNumber: string;
  ledger: Ledger;
  kind: LineKind;
  rawAmount: string;
  cents: Cents;
}

/** What a preview shows of a row that was not taken over. */
export interface RowBrief {
  line: number;
  object: string;
  account: string;
  text: string;
  rawAmount: string;
}

export type ReadRow =
  | { outcome: 'row'; row: SourceRow }
  | { outcome: 'left-out'; brief: RowBrief; reason: string; cents: Cents }
  | { outcome: 'totals'; line: number; cents: Cents }
  | { outcome: 'rejected'; brief: RowBrief; errors: RowError[] };

function header(profile: ImportProfile, field: Exclude<ColumnField, 'object'>): string | undefined {
  return profile.columns[field];
}

function optionalText(cells: RowCells, field: TextField): string {
  const column = header(cells.reader.profile, field);
  return column === undefined ? '' : cells.text(column);
}

function codeText(cells: RowCells, field: TextField): string {
  const column = header(cells.reader.profile, field);
  return column === undefined ? '' : cells.required(column);
}

function objectOf(cells: RowCells): string {
  const columns = cells.reader.profile.columns.object;
  const filled = columns.map((column) => cells.text(column)).find((text) => text !== '');
  if (filled === undefined) cells.fault(columns[0] ?? '', 'Hier fehlt das Objekt.');
  return filled ?? '';
}

function fiscalYearOf(cells: RowCells): FiscalYear {
  const { columns, constants } = cells.reader.profile;
  if (columns.fiscalYear === undefined) return constants.fiscalYear ?? 0;
  const text = cells.required(columns.fiscalYear);
  const year = /^\d{4}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (year < 1990 || year > 2100))
    cells.fault(columns.fiscalYear, 'Erwartet wird ein Jahr von 1990 bis 2100.');
  return year;
}

function postedOnOf(cells: RowCells, year: FiscalYear): IsoDate {
  const { columns, constants, dateFormat } = cells.reader.profile;
  const firstDay = `${String(year)}-01-01`;
  const otherwise = constants.postedOn ?? (isIsoDate(firstDay) ? firstDay : toIsoDate('1990-01-01'));
  if (columns.postedOn === undefined) return otherwise;
  return cells.take(columns.postedOn, readDate(cells.cell(columns.postedOn), dateFormat), otherwise);
}

function documentOnOf(cells: RowCells): IsoDate | null {
  const { columns, dateFormat } = cells.reader.profile;
  if (columns.documentOn === undefined || cells.text(columns.documentOn) === '') return null;
  return cells.take<IsoDate | null>(
    columns.documentOn,
    readDate(cells.cell(columns.documentOn), dateFormat),
    null,
  );
}

function periodOf(cells: RowCells, postedOn: IsoDate): string {
  const column = cells.reader.profile.columns.period;
  if (column === undefined) return postedOn.slice(5, 7);
  const text = cells.required(column);
  const period = /^\d{1,3}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (period < 1 || period > 16))
    cells.fault(column, 'Erwartet wird eine Periode von 1 bis 16.');
  return String(period).padStart(2, '0');
}

function briefOf(cells: RowCells): RowBrief {
  const { columns } = cells.reader.profile;
  const raw = (column: string | undefined): string =>
    column === undefined ? '' : cellText(cells.cell(column)).trim().slice(0, 200);
  return {
    line: cells.row.line,
    object: columns.object.map(raw).find((text) => text !== '') ?? '',
    account: raw(columns.account),
    text: [raw(columns.name), raw(columns.text)].filter((text) => text !== '').join(' · '),
    rawAmount: raw(columns.amount),
  };
}

function sourceRow(cells: RowCells): SourceRow {
  const { columns, constants } = cells.reader.profile;
  const fiscalYear = fiscalYearOf(cells);
  const postedOn = postedOnOf(cells, fiscalYear);
  const account = cells.required(columns.account);
  const meaning = account === '' ? { value: undefined } : meaningOf(cells.reader.accounts, account, postedOn);
  if ('fault' in meaning && meaning.fault !== undefined) cells.fault(columns.account, meaning.fault);
  return {
    line: cells.row.line,
    fiscalYear,
    postedOn,
    documentOn: documentOnOf(cells),
    period: periodOf(cells, postedOn),
    object: objectOf(cells),
    account,
    subBudget: constants.subBudget ?? codeText(cells, 'subBudget'),
    name: optionalText(cells, 'name'),
    text: optionalText(cells, 'text'),
    companyCode: codeText(cells, 'companyCode'),
    documentNumber: codeText(cells, 'documentNumber'),
    lineItem: codeText(cells, 'lineItem'),
    vendor: optionalText(cells, 'vendor'),
    orderNumber: optionalText(cells, 'orderNumber'),
    ledger: meaning.value?.ledger ?? 'result',
    kind: meaning.value?.kind ?? 'other',
    rawAmount: cellText(cells.cell(columns.amount)).trim(),
    cents: rowAmountOf(cells),
  };
}

/**
 * Reads one row by its profile. Every cell the profile names matches fully, or the row is rejected with all its
 * faults at once, each naming file, line, column and text. Totals rows and rows left out are recognised first.
 */
export function readRow(row: FileRow, reader: RowReader): ReadRow {
  const cells = new RowCells(row, reader);
  if (row.fault !== undefined) {
    const error = { file: reader.fileName, line: row.line, column: '', text: '', message: row.fault };
    return { outcome: 'rejected', brief: briefOf(cells), errors: [error] };
  }
  const { totalsRow, leaveOut } = reader.profile;
  const isTotals = totalsRow?.every((test) => holds(test, cells)) ?? false;
  const left = isTotals ? undefined : leaveOut.find((rule) => holds(rule.test, cells));
  if (isTotals || left) {
    const cents = isTotals ? amountOf(cells) : rowAmountOf(cells);
    if (cells.errors.length > 0) return { outcome: 'rejected', brief: briefOf(cells), errors: cells.errors };
    if (left) return { outcome: 'left-out', brief: briefOf(cells), reason: left.reason, cents };
    return { outcome: 'totals', line: row.line, cents };
  }
  const read = sourceRow(cells);
  if (cells.errors.length > 0) return { outcome: 'rejected', brief: briefOf(cells), errors: cells.errors };
  return { outcome: 'row', row: read };
}

/** The last day a file's actuals reach: the state of the books it brings. */
export function postedUntil(rows: readonly SourceRow[]): IsoDate | null {
  return rows.reduce<IsoDate | null>(
    (last, r) => (last === null || r.postedOn > last ? r.postedOn : last),
    null,
  );
}
