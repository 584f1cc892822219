import { isIsoDate, toIsoDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { readDate } from './dates.ts';
import type { ImportProfile } from './profile.ts';
import type { TextField } from './profile-columns.ts';
import type { RowCells } from './row-cells.ts';
import type { RowReader } from './row-reader.ts';
import type { SourceRow } from './source-row.ts';

/** What all bookings of a row have in common; null where the amount says it. */
export type SharedCells = Omit<
  SourceRow,
  'fiscalYear' | 'postedOn' | 'period' | 'account' | 'ledger' | 'kind' | 'rawAmount' | 'cents'
> & { fiscalYear: FiscalYear | null; postedOn: IsoDate | null; period: string | null; account: string };

type Profile = Pick<ImportProfile, 'columns'>;

function optionalText(cells: RowCells, { columns }: Profile, field: TextField): string {
  const column = columns[field];
  return column === undefined ? '' : cells.text(column);
}

function codeText(cells: RowCells, { columns }: Profile, field: TextField): string {
  const column = columns[field];
  return column === undefined ? '' : cells.required(column);
}

function objectOf(cells: RowCells, profile: ImportProfile): string {
  const columns = profile.columns.object;
  if (profile.objectJoin !== undefined)
    return columns.map((column) => cells.required(column)).join(profile.objectJoin);
  const filled = columns.map((column) => cells.text(column)).find((text) => text !== '');
  if (filled === undefined) cells.fault(columns[0] ?? '', 'Hier fehlt das Objekt.');
  return filled ?? '';
}

function fiscalYearOf(cells: RowCells, { columns, constants }: ImportProfile): FiscalYear | null {
  if (columns.fiscalYear === undefined) return constants.fiscalYear ?? null;
  const text = cells.required(columns.fiscalYear);
  const year = /^\d{4}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (year < 1990 || year > 2100))
    cells.fault(columns.fiscalYear, 'Erwartet wird ein Jahr von 1990 bis 2100.');
  return year;
}

function postedOnOf(cells: RowCells, profile: ImportProfile): IsoDate | null {
  const { columns, constants, dateFormat } = profile;
  const otherwise = constants.postedOn ?? null;
  if (columns.postedOn === undefined) return otherwise;
  const read = readDate(cells.cell(columns.postedOn), dateFormat);
  return cells.take<IsoDate | null>(columns.postedOn, read, otherwise);
}

function documentOnOf(cells: RowCells, { columns, dateFormat }: ImportProfile): IsoDate | null {
  if (columns.documentOn === undefined || cells.text(columns.documentOn) === '') return null;
  const read = readDate(cells.cell(columns.documentOn), dateFormat);
  return cells.take<IsoDate | null>(columns.documentOn, read, null);
}

function periodOf(cells: RowCells, { columns }: Profile): string | null {
  const column = columns.period;
  if (column === undefined) return null;
  const text = cells.required(column);
  const period = /^\d{1,3}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (period < 1 || period > 16))
    cells.fault(column, 'Erwartet wird eine Periode von 1 bis 16.');
  return String(period).padStart(2, '0');
}

/** 1 January of a year, the day an appropriation takes effect. */
export function firstDayOf(year: FiscalYear): IsoDate {
  const day = `${String(year).padStart(4, '0')}-01-01`;
  return isIsoDate(day) ? day : toIsoDate('1990-01-01');
}

/** Reads what a row says once for all its amounts; faults are told to the cells. */
export function sharedCells(cells: RowCells, { profile }: RowReader): SharedCells {
  return {
    line: cells.row.line,
    fiscalYear: fiscalYearOf(cells, profile),
    postedOn: postedOnOf(cells, profile),
    documentOn: documentOnOf(cells, profile),
    period: periodOf(cells, profile),
    object: objectOf(cells, profile),
    account: codeText(cells, profile, 'account'),
    subBudget: profile.constants.subBudget ?? codeText(cells, profile, 'subBudget'),
    name: optionalText(cells, profile, 'name'),
    text: optionalText(cells, profile, 'text'),
    companyCode: codeText(cells, profile, 'companyCode'),
    documentNumber: codeText(cells, profile, 'documentNumber'),
    lineItem: codeText(cells, profile, 'lineItem'),
    vendor: optionalText(cells, profile, 'vendor'),
    orderNumber:
      profile.kind === 'commitments'
        ? codeText(cells, profile, 'orderNumber')
        : optionalText(cells, profile, 'orderNumber'),
    ...(profile.columns.reversedDocument === undefined
      ? {}
      : { reversedDocument: optionalText(cells, profile, 'reversedDocument') }),
  };
}
