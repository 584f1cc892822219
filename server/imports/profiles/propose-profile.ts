import type { Encoding, FileShape, NumberFormat } from '#shared/imports/file-shape.ts';
import { dateWords } from '#shared/imports/dates.ts';
import { formWords } from '#shared/imports/decimal-digits.ts';
import { ColumnCensus, proposeDate, proposeNumber } from '#shared/imports/propose/column-census.ts';
import { columnName, draftProfile, namedColumnsOf } from '#shared/imports/propose/draft.ts';
import {
  amountColumns,
  proposeMoneyFields,
  proposeRecordFields,
} from '#shared/imports/propose/field-words.ts';
import type { FieldProposal } from '#shared/imports/propose/field-words.ts';
import type {
  ChosenSettings,
  ProfileProposal,
  Setting,
  SettingProposal,
} from '#shared/imports/propose/profile-proposal.ts';
import { SETTINGS } from '#shared/imports/propose/profile-proposal.ts';
import type { Proposal } from '#shared/imports/propose/proposal.ts';
import { proposeHeader, ShapeCensus } from '#shared/imports/propose/shape-census.ts';
import { isRecordKind, recordRules } from '#shared/imports/records/record-kinds.ts';
import { MONEY_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind, Unit } from '#shared/imports/terms.ts';
import { FIELD_WORDS } from './field-words.ts';
import { sourceOf } from '../read/file-source.ts';
import type { FileBytes } from '../read/file-source.ts';
import { lookAt, readFileCells, readHeaders } from '../read/read-file.ts';

const TITLES: Record<Setting, string> = {
  encoding: 'Kodierung',
  separator: 'Trennzeichen',
  sheet: 'Tabellenblatt',
  headerRow: 'Zeile der Überschriften',
  number: 'Schreibweise der Beträge',
  dateFormat: 'Schreibweise der Daten',
  unit: 'Einheit der Beträge',
  sign: 'Vorzeichen',
};
const ENCODING_WORDS: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'iso-8859-15': 'ISO 8859-15',
  'utf-16': 'UTF-16',
};
const SEPARATOR_WORDS: Record<string, string> = {
  ';': 'Semikolon',
  ',': 'Komma',
  '\t': 'Tabulator',
  '|': 'Strich',
};
const UNIT_WORDS: Record<Unit, string> = {
  EUR: 'Euro',
  TEUR: 'Tausend Euro',
  MIO: 'Millionen Euro',
  CENT: 'Cent',
};
const SIGN_WORDS = {
  'expense-positive': 'Aufwand steht ohne Minus, Ertrag mit Minus',
  'expense-negative': 'Aufwand steht mit Minus, Ertrag ohne Minus',
};
/** Rows of a workbook in which its header is looked for. */
const HEAD_ROWS = 12;

function settingOf<T>(setting: Setting, proposal: Proposal<T>, words: (value: T) => string): SettingProposal {
  const { value, reason, others } = proposal;
  return {
    setting,
    title: TITLES[setting],
    proposed: value === null ? null : { value, words: words(value), reason },
    open: value === null ? reason : '',
    others: others.map((way) => ({ value: way.value, words: words(way.value), reason: way.reason })),
  };
}

const openSetting = <T extends string>(
  setting: Setting,
  reason: string,
  words: Record<T, string>,
): SettingProposal =>
  settingOf<T>(
    setting,
    { value: null, reason, others: (Object.keys(words) as T[]).map((value) => ({ value, reason: '' })) },
    (value) => words[value],
  );

/** What a file says, step by step: each step needs the ones before it, chosen or proposed. */
class Steps {
  readonly settings: SettingProposal[] = [];
  readonly #chosen: ChosenSettings;

  constructor(chosen: ChosenSettings) {
    this.#chosen = chosen;
  }

  add<K extends Setting>(
    setting: K,
    proposal: Proposal<NonNullable<ChosenSettings[K]>>,
    words: (value: NonNullable<ChosenSettings[K]>) => string,
  ): NonNullable<ChosenSettings[K]> | null {
    this.settings.push(settingOf(setting, proposal, words));
    return this.#chosen[setting] ?? proposal.value;
  }

  /** Every setting that is shown, as chosen or as proposed; null while one is open. */
  complete(): ChosenSettings | null {
    const values = this.settings.map(({ setting, proposed }) => [
      setting,
      this.#chosen[setting] ?? proposed?.value,
    ]);
    if (values.some(([, value]) => value === undefined)) return null;
    const known = values.filter(([setting]) => SETTINGS.some((one) => one === setting));
    return Object.fromEntries(known) as ChosenSettings;
  }
}

async function isWorkbook(bytes: FileBytes): Promise<boolean> {
  for await (const piece of sourceOf(bytes).pieces()) return piece.readUInt16BE(0) === 0x504b;
  return false;
}

async function textShape(bytes: FileBytes, steps: Steps): Promise<FileShape | null> {
  const { encoding: found } = await lookAt({ look: 'bytes' }, bytes);
  const encoding = steps.add('encoding', found, (value) => ENCODING_WORDS[value]);
  if (encoding === null) return null;
  const { separator: cut, headers } = await lookAt({ look: 'records', encoding }, bytes);
  const separator = steps.add('separator', cut, (value) => SEPARATOR_WORDS[value] ?? value);
  if (separator === null) return null;
  const header = headers[separator] ?? {
    value: null,
    reason: 'So hat keine Zeile mehrere Spalten.',
    others: [],
  };
  const headerRow = steps.add('headerRow', header, (value) => `Zeile ${value}`);
  return headerRow === null ? null : { format: 'csv', encoding, separator, headerRow };
}

async function bookShape(bytes: FileBytes, steps: Steps): Promise<FileShape | null> {
  const { sheets } = await lookAt({ look: 'sheets' }, bytes);
  const visible = sheets.filter((one) => !one.isHidden);
  const only = visible.length === 1 ? (visible[0]?.name ?? null) : null;
  const proposal = {
    value: only,
    reason:
      only === null ? `Die Datei hat ${visible.length} sichtbare Blätter.` : 'Das einzige sichtbare Blatt.',
    others: only === null ? visible.map(({ name }) => ({ value: name, reason: '' })) : [],
  };
  const sheet = steps.add('sheet', proposal, (value) => `„${value}“`);
  if (sheet === null) return null;
  const census = new ShapeCensus();
  for (let row = 1; row <= HEAD_ROWS; row += 1) {
    const names = await readHeaders({ format: 'xlsx', sheet, headerRow: row }, bytes).catch(() => []);
    census.take(row, names);
    // One row below a header it is certain: it is the first of its width.
    const { value } = proposeHeader(census);
    if (value !== null && row > value) break;
  }
  const headerRow = steps.add('headerRow', proposeHeader(census), (value) => `Zeile ${value}`);
  return headerRow === null ? null : { format: 'xlsx', sheet, headerRow };
}

function isWhat(
  column: ColumnCensus,
  amounts: readonly ColumnCensus[],
): ProfileProposal['columns'][number]['is'] {
  if (column.filled === 0) return 'empty';
  if (amounts.includes(column)) return 'amount';
  if (column.isDate) return 'date';
  return column.isCode ? 'code' : 'text';
}

function titleOf(kind: ImportKind, field: string): string {
  return isRecordKind(kind)
    ? (recordRules(kind).fields[field]?.title ?? field)
    : (FIELD_WORDS[field] ?? field);
}

function addForms(kind: ImportKind, columns: readonly ColumnCensus[], steps: Steps): void {
  const amounts = amountColumns(columns);
  const isMoney = MONEY_KINDS.some((one) => one === kind);
  if (isMoney || amounts.length > 0)
    steps.add('number', proposeNumber(amounts), (value: NumberFormat) => formWords(value));
  steps.add('dateFormat', proposeDate(columns.filter((column) => column.isDate)), dateWords);
  if (!isMoney) return;
  steps.settings.push(
    openSetting('unit', 'In welcher Einheit die Beträge stehen, sagt keine Zelle.', UNIT_WORDS),
    openSetting('sign', 'Welches Vorzeichen Aufwand hat, sagt keine Zelle.', SIGN_WORDS),
  );
}

/**
 * What a file suggests about a new profile, from all of it, as far as what was chosen allows; nothing is written and
 * nothing counts before a person has chosen it. Throws what reading a file throws.
 */
export async function proposeProfile(
  bytes: FileBytes,
  kind: ImportKind,
  chosen: ChosenSettings,
): Promise<ProfileProposal> {
  const steps = new Steps(chosen);
  const format = (await isWorkbook(bytes)) ? 'xlsx' : 'csv';
  const shape = await (format === 'xlsx' ? bookShape(bytes, steps) : textShape(bytes, steps));
  const none = { format, settings: steps.settings, columns: [], rows: 0, fields: [], draft: null } as const;
  if (shape === null) return { ...none, columns: [], fields: [] };
  const headers = await readHeaders(shape, bytes);
  const columns = headers.map((_, at) => new ColumnCensus(columnName(headers, at)));
  let rows = 0;
  const names = columns.map((column) => column.header);
  await readFileCells({ ...shape, namedColumns: namedColumnsOf(headers) }, names, bytes, (batch) => {
    rows += batch.length;
    for (const { cells } of batch) for (const [at, cell] of cells.entries()) columns[at]?.take(cell);
  });
  addForms(kind, columns, steps);
  const fields: FieldProposal[] = isRecordKind(kind)
    ? proposeRecordFields(kind, columns)
    : proposeMoneyFields(columns);
  const amounts = amountColumns(columns);
  const complete = steps.complete();
  return {
    ...{ format, settings: steps.settings, rows },
    columns: columns.map((column) => ({
      header: column.header,
      filled: column.filled,
      is: isWhat(column, amounts),
      examples: [...column.examples],
    })),
    fields: fields.map((one) => ({ ...one, title: titleOf(kind, one.field) })),
    draft: complete === null ? null : draftProfile(kind, format, headers, complete, fields),
  };
}
