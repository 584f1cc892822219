import type { IsoDate } from '../calendar.ts';
import { codeKey, readCode } from '../codes.ts';
import { parseFte } from '../fte.ts';
import type { Read } from '../read.ts';
import type { FileRow, StoredNumber } from './cell.ts';
import { readDate } from './dates.ts';
import { readDecimal } from './decimal.ts';
import { fieldText } from './field-text.ts';
import type { NumberFormat } from './file-shape.ts';
import type { RowError } from './imports.ts';
import { recordDifferencesOf, recordSeverityOf } from './plausible-record.ts';
import type { RecordDifference } from './plausible-record.ts';
import { recordRules } from './records/record-kinds.ts';
import type { RecordField } from './records/record-field.ts';
import { recordColumns } from './record-profile.ts';
import type { RecordProfile } from './record-profile.ts';
import { placeOf, RowCells } from './row-cells.ts';
import { allHold, needsText, textPasses } from './row-passes.ts';
import type { RowTest } from './row-test.ts';
import type { RecordKind } from './terms.ts';

/** One record of a file: its values by field, canonical text; an empty optional field is ''. */
export interface SourceRecord {
  line: number;
  key: string;
  values: Readonly<Record<string, string>>;
}

export interface RecordBrief {
  line: number;
  key: string;
  name: string;
}

export type ReadRecord =
  | { outcome: 'record'; record: SourceRecord; warnings: RowError[]; told: RecordDifference[] }
  | { outcome: 'left-out'; brief: RecordBrief; reason: string }
  | { outcome: 'rejected'; brief: RecordBrief; errors: RowError[] };

/** Four decimals are what a share has (domain.md section 4), eight suffice for any indicator. */
const PLACES = { fte: 4, decimal: 8 } as const;

export interface RecordReader {
  profile: RecordProfile;
  places: ReadonlyMap<string, number>;
  fileName: string;
  longText: RecordProfile['longText'];
  /** The business date of the reading; null = no date lies ahead. */
  today: IsoDate | null;
}

export function recordReader(profile: RecordProfile, fileName: string, today: IsoDate | null): RecordReader {
  const { longText } = profile;
  return {
    profile,
    fileName,
    longText,
    today,
    places: new Map(recordColumns(profile).map((column, at) => [column, at])),
  };
}

/** Text in the form a field is stored in. */
function canonical(text: string, field: RecordField, profile: RecordProfile): Read<string> {
  if (field.type === 'date') return readDate(text, profile.dateFormat);
  if (field.code) return readCode(text, field.code);
  if (field.type === 'text') {
    return field.oneOf && !field.oneOf.includes(text)
      ? { fault: `Erwartet wird: ${field.oneOf.join(', ')}.` }
      : { value: text };
  }
  if (!profile.number) return { fault: 'Die Schreibweise der Zahlen fehlt im Profil.' };
  const read = readDecimal(text, profile.number, PLACES[field.type]);
  if (field.type !== 'fte' || read.value === undefined) return read;
  return (parseFte(read.value) ?? 0) > 0 ? read : { fault: 'Ein Stellenanteil ist größer als 0.' };
}

/** How a sheet stores numbers, whatever the profile says about text. */
const STORED: NumberFormat = { decimal: '.', thousands: null, minus: 'leading' };

/** A number cell of a sheet as the decimal that was typed (15 significant digits, what Excel itself shows), or as a date. */
function storedValue(
  cell: StoredNumber | { date: string },
  field: RecordField,
  profile: RecordProfile,
): Read<string> {
  if (field.type === 'date') return readDate(cell, profile.dateFormat);
  if ('date' in cell || cell.means === 'date') return { fault: 'Hier steht ein Datum statt einer Zahl.' };
  if (cell.means === 'percent') return { fault: 'Hier steht ein Prozentwert statt einer Zahl.' };
  return canonical(Number(cell.number).toPrecision(15), field, { ...profile, number: STORED });
}

function valueOf(cells: RowCells, name: string, field: RecordField, profile: RecordProfile): string {
  const column = profile.fields[name];
  const constant = profile.constants?.[name] ?? '';
  if (column === undefined) return constant;
  const [cell, part, words] = [cells.cell(column), profile.parts?.[name], profile.words?.[name]];
  if (typeof cell === 'object' && !('refused' in cell) && field.type !== 'text' && !part)
    return cells.take(column, storedValue(cell, field, profile), '');
  const before = cells.errors.length;
  const isKey = recordRules(profile.kind).keys.includes(name) || field.refers !== undefined;
  const { text } = fieldText(cells, {
    columns: [column],
    part,
    words,
    wordsAre: 'listed',
    use: isKey || field.oneOf || field.type !== 'text' ? 'code' : 'description',
    dateFormat: profile.dateFormat,
  });
  if (cells.errors.length > before) return '';
  if (text === '') {
    if (constant === '' && field.required) cells.fault(column, `${field.title} fehlt.`);
    return constant;
  }
  return words ? text : cells.take(column, canonical(text, field, profile), '');
}

/** What a record is told apart by: its codes by their keys. */
export function recordKey(kind: RecordKind, values: Readonly<Record<string, string>>): string {
  const fields = recordRules(kind).fields;
  return recordRules(kind)
    .keys.map((name) => (fields[name]?.code ? codeKey(values[name] ?? '') : (values[name] ?? '')))
    .join('|');
}

function briefOf(cells: RowCells, profile: RecordProfile): RecordBrief {
  const shown = (name: string): string => {
    const column = profile.fields[name];
    return column === undefined ? (profile.constants?.[name] ?? '') : cells.shown(column);
  };
  const key = recordRules(profile.kind).keys.map(shown).join(' · ');
  const name = shown('name') || shown('title');
  return { line: cells.row.line, key, name };
}

/** Dates that cannot be meant: a fault or told, as the profile says. Returns what is told. */
function judgeDates(
  cells: RowCells,
  values: Record<string, string>,
  reader: RecordReader,
): RecordDifference[] {
  const { profile, today } = reader;
  const told: RecordDifference[] = [];
  for (const { difference, field, message } of recordDifferencesOf(values, profile.kind, today)) {
    const column = profile.fields[field] ?? '';
    const severity = recordSeverityOf(profile.plausibility, difference);
    if (severity === 'refused') cells.fault(column, message);
    if (severity !== 'told') continue;
    cells.warnings.push(cells.told(column, message));
    told.push(difference);
  }
  return told;
}

/** Reads one record; all faults of the row at once, each naming file, line, column and text. */
export function readRecord(row: FileRow, reader: RecordReader): ReadRecord {
  const { profile } = reader;
  const cells = new RowCells(row, reader);
  const brief = briefOf(cells, profile);
  const passes = (test: RowTest): boolean =>
    (row.fault === undefined || needsText(test)) && textPasses(test, cells.shown(test.column), () => false);
  const left = profile.leaveOut.find((rule) => passes(rule.test) && allHold(rule.and ?? [], passes));
  if (row.fault !== undefined) {
    if (left) return { outcome: 'left-out', brief, reason: left.reason };
    const error = { file: placeOf(row, reader), line: row.line, column: '', text: '', message: row.fault };
    return { outcome: 'rejected', brief, errors: [error] };
  }
  if (profile.select && !allHold(profile.select, passes))
    return { outcome: 'left-out', brief, reason: 'gehört nicht zu diesem Profil' };
  if (left) return { outcome: 'left-out', brief, reason: left.reason };
  const entries = Object.entries(recordRules(profile.kind).fields);
  const values = Object.fromEntries(
    entries.map(([name, field]) => [name, valueOf(cells, name, field, profile)]),
  );
  const told = judgeDates(cells, values, reader);
  if (cells.errors.length > 0) return { outcome: 'rejected', brief, errors: cells.errors };
  const key = recordKey(profile.kind, values);
  return { outcome: 'record', record: { line: row.line, key, values }, warnings: cells.warnings, told };
}
