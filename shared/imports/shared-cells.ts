import { LEDGERS, LINE_KINDS } from '../budget/terms.ts';
import type { Ledger, LineKind } from '../budget/terms.ts';
import { codeForm, readCode } from '../codes.ts';
import type { CodeKind } from '../codes.ts';
import { isIsoDate, toIsoDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { readDate } from './dates.ts';
import { fieldText } from './field-text.ts';
import type { FieldText } from './field-text.ts';
import { moneyRules } from './money/money-kinds.ts';
import type { ImportProfile } from './profile.ts';
import { columnsOf } from './profile-columns.ts';
import type { PartField, TextField } from './profile-columns.ts';
import type { RowCells, TextUse } from './row-cells.ts';
import type { RowReader } from './row-reader.ts';
import type { SourceRow } from './source-row.ts';

/** What all bookings of a row have in common; null where the amount says it. */
export type SharedCells = Omit<
  SourceRow,
  'fiscalYear' | 'postedOn' | 'period' | 'account' | 'ledger' | 'kind' | 'rawAmount' | 'cents'
> & {
  fiscalYear: FiscalYear | null;
  postedOn: IsoDate | null;
  period: string | null;
  account: string;
  ledger: Ledger | null;
  kind: LineKind | null;
};

const DESCRIPTIONS: readonly PartField[] = ['name', 'text', 'vendor', 'subBudgetName'];
/** Fields whose text is read further: what no word explains may still be a year, a period, a date. */
const READ_FURTHER: readonly PartField[] = ['fiscalYear', 'period', 'postedOn', 'documentOn'];

/** What tells rows apart, with the kind of its code: read in its canonical form (codes.ts). */
const CODES: Partial<Record<PartField, CodeKind>> = {
  object: 'object',
  account: 'number',
  subBudget: 'own',
  companyCode: 'company',
  documentNumber: 'number',
  lineItem: 'item',
  orderNumber: 'number',
  reversedDocument: 'number',
};

/** A vendor's number where the file gives one, else its name. */
const isNumber = (text: string): boolean => !/\p{L}/u.test(text);

/** Reads the fields of one row; faults are told to its cells. */
class Fields {
  readonly cells: RowCells;
  readonly profile: ImportProfile;

  constructor(cells: RowCells, profile: ImportProfile) {
    this.cells = cells;
    this.profile = profile;
  }

  text(field: PartField, columns = columnsOf(this.profile.columns, field)): FieldText {
    const { parts, words, dateFormat } = this.profile;
    const use: TextUse = DESCRIPTIONS.includes(field) ? 'description' : 'code';
    const read = fieldText(this.cells, {
      columns,
      part: parts?.[field],
      words: words?.[field],
      wordsAre: READ_FURTHER.includes(field) ? 'open' : 'listed',
      use,
      dateFormat,
    });
    const kind = field === 'vendor' && isNumber(read.text) ? 'number' : CODES[field];
    if (kind === undefined || read.text === '') return read;
    return { ...read, text: this.cells.take(read.column, readCode(read.text, kind), '') };
  }

  optional(field: TextField): string {
    return columnsOf(this.profile.columns, field).length === 0 ? '' : this.text(field).text;
  }

  /** A text that must be there, in a column or as what counts instead. */
  code(field: PartField, instead = '', columns = columnsOf(this.profile.columns, field)): FieldText {
    if (columns.length === 0) return { text: instead, column: '' };
    const before = this.cells.errors.length;
    const read = this.text(field, columns);
    if (read.text !== '' || this.cells.errors.length > before) return read;
    if (instead === '') this.cells.fault(read.column, 'Hier fehlt eine Angabe.');
    return { ...read, text: instead };
  }

  /** A date; null where there is no column for it, or nothing stands there. */
  date(field: 'postedOn' | 'documentOn'): { column: string; date: IsoDate | null } {
    const { columns, parts, words, dateFormat } = this.profile;
    const named = columnsOf(columns, field);
    const column = named.find((one) => this.cells.shown(one) !== '') ?? named[0] ?? '';
    if (column === '') return { column, date: null };
    const isPlain = parts?.[field] === undefined && words?.[field] === undefined;
    const cell = isPlain ? this.cells.cell(column) : this.text(field).text;
    const isEmpty = typeof cell === 'string' && cell.trim() === '';
    return {
      column,
      date: isEmpty ? null : this.cells.take<IsoDate | null>(column, readDate(cell, dateFormat), null),
    };
  }
}

function objectOf(fields: Fields): string {
  const { cells, profile } = fields;
  const columns = profile.columns.object;
  if (profile.objectJoin !== undefined)
    return columns.map((column) => fields.code('object', '', [column]).text).join(profile.objectJoin);
  const before = cells.errors.length;
  const { text } = fields.text('object');
  if (text === '' && cells.errors.length === before) cells.fault(columns[0] ?? '', 'Hier fehlt das Objekt.');
  return text;
}

function fiscalYearOf(fields: Fields): FiscalYear | null {
  const { columns, constants } = fields.profile;
  if (columns.fiscalYear === undefined) return constants.fiscalYear ?? null;
  const { text, column } = fields.code('fiscalYear', String(constants.fiscalYear ?? ''));
  const year = /^\d{4}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (year < 1990 || year > 2100))
    fields.cells.fault(column, 'Erwartet wird ein Jahr von 1990 bis 2100.');
  return year;
}

function postedOnOf(fields: Fields): IsoDate | null {
  const { constants, postingDay } = fields.profile;
  const before = fields.cells.errors.length;
  const { column, date } = fields.date('postedOn');
  const otherwise = constants.postedOn ?? null;
  const isOpen = column !== '' && date === null && fields.cells.errors.length === before;
  if (isOpen && otherwise === null && postingDay === undefined)
    fields.cells.fault(column, 'Hier fehlt das Datum.');
  return date ?? otherwise;
}

function periodOf(fields: Fields): string | null {
  if (fields.profile.columns.period === undefined) return null;
  const { text, column } = fields.code('period');
  const period = /^\d{1,3}$/u.test(text) ? Number(text) : 0;
  if (text !== '' && (period < 1 || period > 16))
    fields.cells.fault(column, 'Erwartet wird eine Periode von 1 bis 16.');
  return String(period).padStart(2, '0');
}

function oneOf<T extends string>(
  fields: Fields,
  field: 'ledger' | 'kind',
  known: readonly T[],
  instead: T | undefined,
): T | null {
  if (fields.profile.columns[field] === undefined) return instead ?? null;
  const { text, column } = fields.code(field, instead);
  const found = known.find((one) => one === text);
  if (found === undefined && text !== '') fields.cells.fault(column, `Erwartet wird: ${known.join(', ')}.`);
  return found ?? null;
}

/** 1 January of a year, the day an appropriation takes effect. */
export function firstDayOf(year: FiscalYear): IsoDate {
  const day = `${String(year).padStart(4, '0')}-01-01`;
  return isIsoDate(day) ? day : toIsoDate('1990-01-01');
}

const constantCode = (code: string | undefined, kind: CodeKind): string =>
  code === undefined ? '' : codeForm(code, kind);

/** Reads what a row says once for all its amounts; faults are told to the cells. */
export function sharedCells(cells: RowCells, { profile }: RowReader): SharedCells {
  const fields = new Fields(cells, profile);
  const { constants, columns } = profile;
  return {
    line: cells.row.line,
    fiscalYear: fiscalYearOf(fields),
    postedOn: postedOnOf(fields),
    documentOn: fields.date('documentOn').date,
    period: periodOf(fields),
    object: objectOf(fields),
    account: fields.code('account', constantCode(constants.account, 'number')).text,
    subBudget:
      columns.subBudget === undefined
        ? constantCode(constants.subBudget, 'own')
        : fields.code('subBudget', constantCode(constants.subBudget, 'own')).text,
    ledger: oneOf(fields, 'ledger', LEDGERS, constants.ledger),
    kind: oneOf(fields, 'kind', LINE_KINDS, constants.kind),
    name: fields.optional('name'),
    text: fields.optional('text'),
    companyCode: fields.code('companyCode').text,
    documentNumber: fields.code('documentNumber').text,
    lineItem: fields.code('lineItem').text,
    vendor: fields.optional('vendor'),
    orderNumber:
      moneyRules(profile.kind).needs.orderNumber !== undefined
        ? fields.code('orderNumber').text
        : fields.optional('orderNumber'),
    ...(columns.reversedDocument === undefined
      ? {}
      : { reversedDocument: fields.optional('reversedDocument') }),
    ...(columns.subBudgetName === undefined ? {} : { subBudgetName: fields.optional('subBudgetName') }),
  };
}
