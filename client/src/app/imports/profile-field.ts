import { isRecordKind } from '#shared/imports/records/record-kinds.ts';
import { textOf, valueAt } from './profile-lists.ts';
import type { Choice, Json } from './profile-lists.ts';

/** One setting of a profile as the form offers it; `path` is where it stands in the profile. */
export interface ProfileField {
  path: string;
  label: string;
  hint?: string;
  options?: readonly Choice[];
  /**
   * What is typed becomes this. `list`: separated by semicolons; `some`: one text, or several of which the first counts
   * that is filled; `switch`: true or absent; `null`: nothing chosen is said as such.
   */
  as?: 'list' | 'some' | 'number' | 'switch' | 'null';
  /** Offered only for profiles like this. */
  when?: (profile: Json) => boolean;
}

export interface ProfileSection {
  heading: string;
  fields: readonly ProfileField[];
  when?: (profile: Json) => boolean;
}

export const isCsv = (profile: Json): boolean => profile['format'] !== 'xlsx';
export const isSheet = (profile: Json): boolean => profile['format'] === 'xlsx';
export const isRecords = (profile: Json): boolean => isRecordKind(textOf(profile['kind']));
export const isMoney = (profile: Json): boolean => !isRecords(profile);

const parts = (text: string): string[] =>
  text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function parsed({ as }: ProfileField, text: string): unknown {
  if (as === 'list') return parts(text);
  if (as === 'switch') return text === 'true' ? true : undefined;
  if (as === 'null') return text === '' ? null : text;
  if (text.trim() === '') return undefined;
  if (as === 'number') return Number(text);
  const several = as === 'some' ? parts(text) : [];
  return several.length > 1 ? several : text;
}

/** Lists that a profile has also where nothing stands in them. */
const KEPT_LISTS = ['columns.object', 'assignment'];

/** Signs at the amount are said for both sides or for none. */
function withBothMarks(profile: Json): Json {
  const marks = valueAt(profile, 'number.marks') as Json | undefined;
  if (!marks) return profile;
  const { plus = [], minus = [] } = marks as { plus?: string[]; minus?: string[] };
  const number = { ...(profile['number'] as Json), marks: { plus, minus } };
  if (plus.length + minus.length === 0) Reflect.deleteProperty(number, 'marks');
  return { ...profile, number };
}

/** A rule that says nothing any more is no part of the profile. */
function withoutEmptyRule(profile: Json): Json {
  const { plausibility, ...rest } = profile;
  const isEmpty = plausibility !== undefined && Object.keys(plausibility as Json).length === 0;
  return isEmpty ? rest : profile;
}

/** The profile with one setting typed anew; what is empty and may be absent is left out of it. */
export function withField(profile: Json, field: ProfileField, text: string): Json {
  const copy = structuredClone(profile);
  const keys = field.path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Json>((part, key) => (part[key] ??= {}) as Json, copy);
  const value = parsed(field, text);
  const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isNothing && !KEPT_LISTS.includes(field.path)) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return withoutEmptyRule(withBothMarks(copy));
}
