import * as z from 'zod';
import { counted } from './counted.ts';

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'ja oder nein (true, false)',
  array: 'eine Liste',
  tuple: 'eine Liste',
  set: 'eine Liste',
  object: 'eine Gruppe von Angaben',
  record: 'eine Gruppe von Angaben',
  map: 'eine Gruppe von Angaben',
  date: 'ein Datum',
  null: 'leer (null)',
  undefined: 'nichts',
  never: 'nichts',
  void: 'nichts',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'eine E-Mail-Adresse',
  url: 'eine Adresse wie https://beispiel.de',
  date: 'ein Datum wie 2021-06-30',
  datetime: 'ein Zeitpunkt wie 2021-06-30T12:00:00Z',
  time: 'eine Uhrzeit wie 12:00:00',
  uuid: 'eine UUID',
  json_string: 'JSON',
};

function typeOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'array';
  return Number.isNaN(input) ? 'nan' : typeof input;
}

function ofType(expected: string, input: unknown): string {
  if (expected === 'int' && typeof input === 'number' && !Number.isNaN(input))
    return 'Erwartet wird eine ganze Zahl, ohne Nachkommastellen.';
  const received = TYPES[typeOf(input)];
  const not = received === undefined || received === TYPES[expected] ? '' : `, nicht ${received}`;
  return `Erwartet wird ${TYPES[expected] ?? 'etwas anderes'}${not}.`;
}

function listed(values: readonly unknown[]): string {
  const words = values.map((value) => `„${String(value)}“`);
  return words.length === 1 ? `Erlaubt ist nur ${words[0] ?? ''}.` : `Erlaubt sind ${words.join(', ')}.`;
}

function numberText(value: number | bigint): string {
  const [whole = '', decimals] = String(value).replace('-', '').split('.');
  // A year is not grouped, and four digits need none.
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/gu, '.');
  return `${value < 0 ? '−' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`;
}

/** `höchstens 40 Zeichen`, `mindestens 1 Eintrag`, `mehr als 0`. */
function limit(words: string, origin: string, bound: number | bigint): string {
  if (origin === 'string') return `${words} ${numberText(bound)} Zeichen`;
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return `${words} ${counted(Number(bound), 'Eintrag', 'Einträge')}`;
  return `${words} ${numberText(bound)}`;
}

function tooSmall({ origin, minimum, inclusive, exact }: z.core.$ZodIssueTooSmall): string {
  const isText = origin === 'string' || origin === 'array' || origin === 'set';
  if (isText && Number(minimum) === 1 && exact !== true) return 'Diese Angabe darf nicht leer sein.';
  const words = exact ? 'genau' : inclusive === false ? 'mehr als' : 'mindestens';
  return `Zu ${isText ? 'kurz' : 'klein'}: ${limit(words, origin, minimum)}.`;
}

function tooBig({ origin, maximum, inclusive, exact }: z.core.$ZodIssueTooBig): string {
  const isText = origin === 'string' || origin === 'array' || origin === 'set';
  const words = exact ? 'genau' : inclusive === false ? 'weniger als' : 'höchstens';
  return `Zu ${isText ? 'lang' : 'groß'}: ${limit(words, origin, maximum)}.`;
}

function formatText({ format }: z.core.$ZodIssueInvalidStringFormat): string {
  const form = FORMATS[format];
  return form === undefined ? 'Die Schreibweise ist hier nicht erlaubt.' : `Erwartet wird ${form}.`;
}

/** What a schema refuses, in words for the person who typed it: the one place where the schema library speaks. */
export function germanIssue(issue: Issue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'Diese Angabe fehlt.';
  switch (issue.code) {
    case 'invalid_type':
      return ofType(issue.expected, issue.input);
    case 'invalid_value':
      return listed(issue.values);
    case 'too_small':
      return tooSmall(issue as z.core.$ZodIssueTooSmall);
    case 'too_big':
      return tooBig(issue as z.core.$ZodIssueTooBig);
    case 'invalid_format':
      return formatText(issue as z.core.$ZodIssueInvalidStringFormat);
    case 'not_multiple_of':
      return `Erwartet wird ein Vielfaches von ${numberText(issue.divisor)}.`;
    case 'unrecognized_keys':
      return `Diese Angaben gibt es hier nicht: ${issue.keys.join(', ')}.`;
    case 'invalid_union':
      return 'Diese Angabe hat keine der erlaubten Formen.';
    case 'invalid_key':
      return 'Dieser Name einer Angabe ist nicht erlaubt.';
    default:
      return 'Diese Angabe ist so nicht erlaubt.';
  }
}

/**
 * From the import of this module on every schema of the process speaks German; `fields.ts` imports it for all. A page
 * compiles no code at run time: its Content-Security-Policy forbids that, and even the attempt is reported.
 */
z.config({ customError: germanIssue, jitless: 'document' in globalThis });
