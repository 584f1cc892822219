import { mapOfRows, pathInMap, rowsOfMap } from './profile-maps.ts';
import type { Json, MapShape } from './profile-maps.ts';

export type { Json };
/**
 * What is done to a profile, not what it becomes: a field may be left and the next typed before the page has drawn the
 * first, so whoever holds the profile applies it to the one that counts now.
 */
export type ProfileChange = (profile: Json) => Json;
export type Choice = readonly [value: string, word: string];

/** One cell of a row; `path` is where it stands in the row. */
export interface ListField {
  path: string;
  label: string;
  /** What is typed becomes this; `list` is separated by semicolons, a switch is true or absent, `exact` may be empty. */
  as: 'text' | 'exact' | 'number' | 'list' | 'switch';
  options?: readonly Choice[];
  hint?: string;
  /** Offered only for rows like this. */
  when?: (row: Json) => boolean;
}

/** A part of a profile that is edited as rows, one by one, in an order that counts. */
export interface EditedList {
  key:
    | (
        | 'leaveOut'
        | 'select'
        | 'tableEnd'
        | 'totalsRow'
        | 'controls'
        | 'rowChecks'
        | 'figures'
        | 'amounts'
        | 'direction'
      )
    | ('parts' | 'words' | 'namedColumns' | 'fields' | 'constants' | 'oneMeaning');
  /** The profile holds it by names, not in a list. */
  map?: MapShape;
  /** Offered only for profiles like this. */
  when?: (profile: Json) => boolean;
  /** The profile holds it alone, without a list around it. */
  single?: boolean;
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

/** What of a list says how the profile holds it. */
type Holder = Pick<EditedList, 'key' | 'single' | 'map'>;

/** What a profile without rows of a part has instead; the others are left out of it. */
const WITHOUT_ROWS: Partial<Record<EditedList['key'], unknown>> = {
  leaveOut: [],
  totalsRow: null,
  fields: {},
};

/** The rows of a part of a profile; what it holds alone is one row. */
export function rowsOf(profile: Json, { key, single, map }: Holder): Json[] {
  const value = profile[key];
  if (map) return rowsOfMap(value, map);
  if (single) return value === undefined || value === null ? [] : [value as Json];
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** Where the faults of a row stand in the profile. */
export function pathOf({ key, single, map }: Holder, index: number, row: Json): string {
  if (map) return pathInMap(key, row, map);
  return single ? key : `${key}.${index}`;
}

/** What a comparison needs beside it: one text, several, or none. */
function withOperand(test: Json): Json {
  const { value, values, ...rest } = test;
  const texts = Array.isArray(values) ? (values as string[]) : typeof value === 'string' ? [value] : [];
  if (test['is'] === 'one-of') return { ...rest, values: texts };
  return ['empty', 'zero', 'digits'].includes(textOf(test['is'])) ? rest : { ...rest, value: texts[0] ?? '' };
}

function parsed(field: ListField, text: string): unknown {
  if (field.as === 'list')
    return text
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (field.as === 'switch') return text === 'true' ? true : undefined;
  if (field.as === 'exact') return text;
  if (text === '') return undefined;
  return field.as === 'number' ? Number(text) : text;
}

/** A second condition that is taken off leaves its list. */
function withoutCondition(row: Json, path: string): Json {
  const [list = '', at = ''] = path.split('.');
  const kept = rowsOf(row, { key: list as EditedList['key'] }).filter((_, index) => String(index) !== at);
  return { ...row, [list]: kept };
}

/** What each part of a cell needs beside it. */
const TAKES: Record<string, readonly string[]> = {
  before: ['mark'],
  after: ['mark'],
  first: ['count'],
  last: ['count'],
  middle: ['from', 'count'],
};

function withTake(row: Json, take: string): Json {
  const { key, mark, count, from } = row;
  const known: Json = { mark: mark ?? ' ', count: count ?? 1, from: from ?? 1 };
  return { key, take, ...Object.fromEntries((TAKES[take] ?? []).map((one) => [one, known[one]])) };
}

/** The row with one cell typed anew; an empty cell that the profile can do without is left out of it. */
export function withCell(row: Json, field: ListField, text: string): Json {
  const copy = structuredClone(row);
  const keys = field.path.split('.');
  const last = keys.pop() ?? '';
  if (last === 'is' && text === '') return withoutCondition(copy, field.path);
  if (last === 'take') return withTake(copy, text);
  const holder = keys.reduce<Json>((part, key) => (part[key] ??= {}) as Json, copy);
  const value = parsed(field, text);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  if (last !== 'is') return copy;
  const test = withOperand(holder);
  for (const key of Object.keys(holder)) Reflect.deleteProperty(holder, key);
  Object.assign(holder, { column: '', ...test });
  return copy;
}

/**
 * The profile with a part written anew. Several amounts and one amount column exclude each other, so the column goes to
 * the first of them and back.
 */
export function withRows(profile: Json, { key, single, map }: Holder, rows: readonly Json[]): Json {
  const next = structuredClone(profile);
  if (rows.length > 0 && map) next[key] = structuredClone(mapOfRows(rows, map));
  else if (rows.length > 0) next[key] = structuredClone(single ? rows.at(-1) : rows);
  else if (key in WITHOUT_ROWS) next[key] = WITHOUT_ROWS[key];
  else Reflect.deleteProperty(next, key);
  return key === 'amounts' ? withAmountColumn(next, rowsOf(profile, { key }), rows) : next;
}

function withAmountColumn(next: Json, before: readonly Json[], rows: readonly Json[]): Json {
  const columns = { ...(next['columns'] as Json | undefined) };
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
