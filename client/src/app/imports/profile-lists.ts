import { LEDGERS, LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';

export type Json = Record<string, unknown>;
export type Choice = readonly [value: string, word: string];

/** One cell of a row; `path` is where it stands in the row. */
export interface ListField {
  path: string;
  label: string;
  /** What is typed becomes this; `list` is separated by semicolons, a switch is true or absent. */
  as: 'text' | 'number' | 'list' | 'switch';
  options?: readonly Choice[];
  hint?: string;
  /** Offered only for rows like this. */
  when?: (row: Json) => boolean;
}

/** A list of a profile whose rows are edited one by one, in an order that counts. */
export interface EditedList {
  key: 'leaveOut' | 'rowChecks' | 'amounts';
  heading: string;
  sentence: string;
  /** One row, as it is called in labels. */
  row: string;
  add: string;
  fields: readonly ListField[];
  empty: Json;
}

export function valueAt(holder: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Json | undefined)?.[key], holder);
}

export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('; ');
  if (value === true) return 'true';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const testIs = (row: Json): string => textOf(valueAt(row, 'test.is'));

/** The parts of a profile that are lists; the rest of it are single settings (profile-fields.ts). */
export const EDITED_LISTS: readonly EditedList[] = [
  {
    key: 'leaveOut',
    heading: 'Ausgelassene Zeilen',
    sentence: 'Gelesen und gezählt, aber nicht gebucht. Die erste zutreffende Regel nennt den Grund.',
    row: 'Auslassregel',
    add: 'Auslassregel hinzufügen',
    empty: { test: { column: '', is: 'empty' }, reason: '' },
    fields: [
      { path: 'test.column', label: 'Spalte', as: 'text' },
      {
        path: 'test.not',
        label: 'Zelle',
        as: 'switch',
        options: [
          ['', 'ist'],
          ['true', 'ist nicht'],
        ],
      },
      {
        path: 'test.is',
        label: 'Vergleich',
        as: 'text',
        options: [
          ['empty', 'leer'],
          ['zero', '0,00'],
          ['equals', 'gleich'],
          ['starts-with', 'beginnend mit'],
          ['one-of', 'eines von'],
        ],
      },
      {
        path: 'test.value',
        label: 'Text',
        as: 'text',
        when: (row) => ['equals', 'starts-with'].includes(testIs(row)),
      },
      {
        path: 'test.values',
        label: 'Texte',
        as: 'list',
        hint: 'mit Semikolon',
        when: (row) => testIs(row) === 'one-of',
      },
      { path: 'reason', label: 'Grund', as: 'text' },
    ],
  },
  {
    key: 'rowChecks',
    heading: 'Zeilenprüfungen',
    sentence: 'In jeder Zeile müssen die Spalten links zusammen die Spalte rechts ergeben.',
    row: 'Prüfung',
    add: 'Prüfung hinzufügen',
    empty: { name: '', sum: [], equals: '', severity: 'warning' },
    fields: [
      { path: 'name', label: 'Name', as: 'text' },
      { path: 'sum', label: 'Summe der Spalten', as: 'list', hint: 'mit Semikolon' },
      { path: 'equals', label: '= Spalte', as: 'text' },
      {
        path: 'severity',
        label: 'Sonst',
        as: 'text',
        options: [
          ['warning', 'melden'],
          ['error', 'Zeile ablehnen'],
        ],
      },
    ],
  },
  {
    key: 'amounts',
    heading: 'Mehrere Beträge je Zeile',
    sentence:
      'Jeder Betrag wird eine eigene Buchung, z. B. eine Spalte je Jahr oder Ertrag neben Aufwand. Was hier leer ist, gilt wie oben.',
    row: 'Betrag',
    add: 'Betrag hinzufügen',
    empty: { column: '' },
    fields: [
      { path: 'column', label: 'Spalte', as: 'text' },
      { path: 'name', label: 'Name', as: 'text', hint: 'sonst wie die Spalte' },
      { path: 'fiscalYear', label: 'Haushaltsjahr', as: 'number' },
      { path: 'postedOn', label: 'Buchungstag', as: 'text', hint: 'JJJJ-MM-TT' },
      { path: 'account', label: 'Konto', as: 'text' },
      {
        path: 'ledger',
        label: 'Haushalt',
        as: 'text',
        options: [['', 'wie oben'], ...LEDGERS.map((one): Choice => [one, LEDGER_WORDS[one]])],
      },
      {
        path: 'kind',
        label: 'Art',
        as: 'text',
        options: [['', 'wie oben'], ...LINE_KINDS.map((one): Choice => [one, LINE_KIND_WORDS[one]])],
      },
      {
        path: 'sign',
        label: 'Vorzeichen',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['expense-positive', 'Aufwand positiv'],
          ['expense-negative', 'Aufwand negativ'],
        ],
      },
      {
        path: 'unit',
        label: 'Einheit',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['EUR', 'Euro'],
          ['TEUR', 'Tsd. €'],
          ['MIO', 'Mio. €'],
        ],
      },
      {
        path: 'emptyAmount',
        label: 'Leerer Betrag',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['refused', 'ist ein Fehler'],
          ['zero', 'ist 0,00'],
        ],
      },
    ],
  },
];

export function rowsOf(profile: Json, key: EditedList['key']): Json[] {
  const value = profile[key];
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** What a comparison needs beside it: one text, several, or none. */
function withOperand(test: Json): Json {
  const { value, values, ...rest } = test;
  const texts = Array.isArray(values) ? (values as string[]) : typeof value === 'string' ? [value] : [];
  if (test['is'] === 'one-of') return { ...rest, values: texts };
  return test['is'] === 'empty' || test['is'] === 'zero' ? rest : { ...rest, value: texts[0] ?? '' };
}

function parsed(field: ListField, text: string): unknown {
  if (field.as === 'list')
    return text
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (field.as === 'switch') return text === 'true' ? true : undefined;
  if (text === '') return undefined;
  return field.as === 'number' ? Number(text) : text;
}

/** The row with one cell typed anew; an empty cell that the profile can do without is left out of it. */
export function withCell(row: Json, field: ListField, text: string): Json {
  const copy = structuredClone(row);
  const keys = field.path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Json>((part, key) => (part[key] ??= {}) as Json, copy);
  const value = parsed(field, text);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return field.path === 'test.is' ? { ...copy, test: withOperand(copy['test'] as Json) } : copy;
}

/**
 * The profile with a list written anew. The only list without which it cannot be is `leaveOut`; several amounts and
 * one amount column exclude each other, so the column goes to the first of them and back.
 */
export function withRows(profile: Json, key: EditedList['key'], rows: readonly Json[]): Json {
  const next = structuredClone(profile);
  if (rows.length > 0 || key === 'leaveOut') next[key] = structuredClone(rows);
  else Reflect.deleteProperty(next, key);
  if (key !== 'amounts') return next;
  const columns = { ...(next['columns'] as Json | undefined) };
  const before = rowsOf(profile, 'amounts');
  const [only] = rows;
  if (before.length === 0 && rows.length === 1 && only && textOf(only['column']) === '') {
    next['amounts'] = [{ ...only, column: textOf(columns['amount']) }];
    Reflect.deleteProperty(columns, 'amount');
  } else if (before.length > 0 && rows.length === 0) columns['amount'] = textOf(before[0]?.['column']);
  next['columns'] = columns;
  return next;
}

/** The rows with one a place up or down; at the ends nothing moves. */
export function moved<T>(rows: readonly T[], from: number, to: number): T[] {
  const next = [...rows];
  const [row] = next.splice(from, 1);
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  next.splice(to, 0, row);
  return next;
}
