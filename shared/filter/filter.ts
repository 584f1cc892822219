import type { IsoDate } from '../calendar.ts';
import { LIGHT_WORDS } from '../light.ts';
import { fold, foldedText } from '../search/fold.ts';
import { plainText, readComparison } from './comparison.ts';
import type { Comparison, NotRead } from './comparison.ts';
import { DATE_READER } from './date-filter.ts';
import { numberReader } from './number-filter.ts';
import type { NumberScale } from './number-filter.ts';

/** What a column holds: `cents`, `fte` (ten-thousandths) and `days` are integers, a light is its word. */
export type FilterKind = 'text' | 'cents' | 'fte' | 'date' | 'days' | 'integer' | 'light';

/** A column as far as its filter must know it. */
export interface FilterColumn {
  kind: FilterKind;
  /** The unit money is shown in; a number without one is read in it. */
  unit?: 'euro' | 'thousands' | 'millions';
  /** The figures of a column that shows several, in order; a comparison that names none means the last. */
  figures?: readonly string[];
  /** A column of words that shows a date too. */
  dated?: boolean;
}

/** A row's value in such a column; null where there is none. */
export interface FilterValue {
  value: string | number | null;
  figures?: readonly (number | null)[];
  date?: IsoDate | null;
}

/** What was typed, understood: in words, and as a test; or why it was not, and how it would be. */
export type Filter =
  | { understood: true; words: string; passes: (value: FilterValue) => boolean }
  | { understood: false; fault: string };

const EURO = { '€': 100, eur: 100, euro: 100 };
const THOUSANDS = { tsd: 100_000, 'tsd.': 100_000, 'tsd. €': 100_000, 'tsd €': 100_000, 't€': 100_000 };
const MILLIONS = { mio: 1e8, 'mio.': 1e8, 'mio. €': 1e8, 'mio €': 1e8 };
const MONEY_UNITS = { ...EURO, ...THOUSANDS, ...MILLIONS };

const MONEY: Record<'euro' | 'thousands' | 'millions', NumberScale> = {
  euro: { one: 100, step: 1, units: MONEY_UNITS, unit: '€' },
  thousands: { one: 100_000, step: 100_000, units: MONEY_UNITS, unit: 'Tsd. €' },
  millions: { one: 100_000_000, step: 1_000_000, units: MONEY_UNITS, unit: 'Mio. €' },
};
const FTE: NumberScale = { one: 10_000, step: 1, units: { vzä: 10_000, stellen: 10_000 }, unit: 'VZÄ' };
const DAYS: NumberScale = { one: 1, step: 1, units: { t: 1, tag: 1, tage: 1 }, unit: 'T' };
const INTEGER: NumberScale = { one: 1, step: 1, units: {}, unit: '' };

const HELP: Record<FilterKind, string> = {
  text: 'Wörter, die vorkommen; = davor für den ganzen Text; „–“ für leer',
  cents: '1.025, > 2.020, bis 500,50, 10 bis 20, < 0 oder > 100, > 1 Mio, „–“ für leer',
  fte: '0,5, > 1, bis 2,25, 0,5 bis 1, „–“ für leer',
  date: '31.07.2021, 7.2021, 2021, bis 7.2021, ab 1.3.21, 1.3.2021 bis 7.2021, „–“ für leer',
  days: '84, > 60 T, 0 bis 30, „–“ für leer',
  integer: '3, > 5, 1 bis 4, „–“ für leer',
  light: 'grün, gelb, rot, fehlt, gelb oder rot',
};

function scaleOf({ kind, unit = 'euro' }: FilterColumn): NumberScale {
  if (kind === 'cents') return MONEY[unit];
  return kind === 'fte' ? FTE : kind === 'days' ? DAYS : INTEGER;
}

function notUnderstood(typed: string, column: FilterColumn, read?: NotRead): Filter {
  const reason = read ? ` (${read.fault})` : '';
  return {
    understood: false,
    fault: `„${typed.trim()}“ nicht verstanden${reason}. So geht es: ${HELP[column.kind]}.`,
  };
}

/** Dash or word for "has no value", and the other way round; null for anything else. */
function emptiness(text: string): Filter | null {
  if (/^(?:-|leer|= ?leer|= ?-)$/u.test(text))
    return { understood: true, words: 'leer', passes: ({ value }) => value === null };
  if (/^(?:nicht leer|(?:<>|≠|!=) ?(?:-|leer))$/u.test(text))
    return { understood: true, words: 'nicht leer', passes: ({ value }) => value !== null };
  return null;
}

/** Adapts a test of a value to rows that may have none: only "not equal" lets those through. */
function tested<T>(found: Comparison<T>, pick: (value: FilterValue) => unknown): Filter {
  const lacking = found.words.startsWith('nicht ');
  return {
    understood: true,
    words: found.words,
    passes: (row) => {
      const value = pick(row);
      return value === null || value === undefined ? lacking : found.passes(value as T);
    },
  };
}

function numberFilter(typed: string, column: FilterColumn): Filter {
  const reader = numberReader(scaleOf(column));
  const figures = column.figures ?? [];
  const text = plainText(typed);
  const named = figures.findIndex((figure) => text.startsWith(figure.toLocaleLowerCase('de')));
  const rest = named < 0 ? text : text.slice(figures[named]?.length).trim().replace(/^:\s*/u, '');
  const found = readComparison(rest, reader);
  if (found === undefined || 'fault' in found) return notUnderstood(typed, column, found);
  if (figures.length === 0) return tested(found, ({ value }) => value);
  const last = figures.length - 1;
  // A bare number is what the eye has seen, in whichever figure; a comparison needs one.
  if (named < 0 && /^[-+]?[ \d]/u.test(rest) && !/bis|\.\.|oder|und|[<>]/u.test(rest)) {
    return {
      understood: true,
      words: `${figures.join(' oder ')} ${found.words}`,
      passes: (row) => (row.figures ?? []).some((figure) => figure !== null && found.passes(figure)),
    };
  }
  const index = named < 0 ? last : named;
  const filter = tested(found, (row) => row.figures?.[index] ?? null);
  return filter.understood ? { ...filter, words: `${figures[index] ?? ''} ${found.words}` } : filter;
}

function dateFilter(typed: string, column: FilterColumn, pick: (value: FilterValue) => unknown): Filter {
  const found = readComparison(typed, DATE_READER);
  if (found === undefined || 'fault' in found) return notUnderstood(typed, column, found);
  return tested(found, pick);
}

function lightFilter(typed: string, column: FilterColumn): Filter {
  const known = Object.values(LIGHT_WORDS);
  const negated = /^(?:nicht |<> ?|≠ ?|!= ?)/u.exec(plainText(typed))?.[0] ?? '';
  const words = plainText(typed)
    .slice(negated.length)
    .replace(/^= ?/u, '')
    .split(/ oder | und |[,;/+ ]+/u)
    .map((word) => word.replace('gruen', 'grün'));
  if (!words.every((word) => known.includes(word))) return notUnderstood(typed, column);
  return {
    understood: true,
    words: `${negated ? 'nicht ' : ''}${words.join(' oder ')}`,
    passes: ({ value }) => words.includes(String(value)) !== (negated !== ''),
  };
}

/** Words as they are compared: one Unicode form, lower case, every blank alike. */
function plainWords(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('de').replace(/\s+/gu, ' ').trim();
}

/** `eakte "neues amt"` → the words and quoted phrases that must all occur. */
function phrases(text: string): string[] {
  return [...text.matchAll(/["„“»]([^"“”«]+)["“”«]|(\S+)/gu)].map(([, quoted, word]) => quoted ?? word ?? '');
}

/** Texts folded lately: each further letter typed asks for those of all rows again. */
const folded = new Map<string, string>();
const MOST_FOLDED = 30_000;

function foldedOnce(text: string): string {
  const found = folded.get(text);
  if (found !== undefined) return found;
  if (folded.size >= MOST_FOLDED) folded.clear();
  const own = foldedText(text);
  folded.set(text, own);
  return own;
}

/** A test whether every word or quoted phrase typed occurs in a text, in any order, folded as the search folds it. */
export function wordsTest(typed: string): (text: string) => boolean {
  const words = phrases(fold(typed));
  return (text) => {
    const hay = foldedOnce(text);
    return words.every((word) => hay.includes(word));
  };
}

/** The same of one text. */
export function containsWords(text: string, typed: string): boolean {
  return wordsTest(typed)(text);
}

function textFilter(typed: string, column: FilterColumn): Filter {
  const text = plainWords(typed).replace(/^enthält (?=\S)/u, '');
  const contains = wordsTest(text);
  if (column.dated === true) {
    const found = readComparison(typed, DATE_READER);
    if (found !== undefined && !('fault' in found)) {
      return {
        understood: true,
        words: `${found.words} oder enthält „${text}“`,
        passes: ({ value, date }) =>
          (date !== null && date !== undefined && found.passes(date)) ||
          (value !== null && contains(String(value))),
      };
    }
  }
  if (/^(?:<(?!>)|>|≤|≥)/u.test(text)) {
    return notUnderstood(typed, column, {
      fault:
        column.dated === true
          ? 'verglichen wird hier nur mit einem Datum'
          : 'hier stehen Wörter, die kein Größer und Kleiner haben',
    });
  }
  const [, operator, rest = ''] = /^(=|<>|≠|!=)\s*(.+)$/u.exec(text) ?? [];
  if (operator === undefined)
    return {
      understood: true,
      words: `enthält ${phrases(text)
        .map((word) => `„${word}“`)
        .join(' und ')}`,
      passes: ({ value }) => value !== null && contains(String(value)),
    };
  const whole = rest.replace(/^["„“](.*)["“”]$/u, '$1');
  // A cell's second line is part of its value, after a middle dot; either line may be meant.
  const equals = (value: string | number | null): boolean =>
    value !== null &&
    (plainWords(String(value)) === whole ||
      String(value)
        .split(' · ')
        .some((part) => plainWords(part) === whole));
  return operator === '='
    ? { understood: true, words: `ist „${whole}“`, passes: ({ value }) => equals(value) }
    : { understood: true, words: `ist nicht „${whole}“`, passes: ({ value }) => !equals(value) };
}

/**
 * Understands what was typed above a column, or says why not; null while nothing is typed. Numbers are read as
 * Germans write them, in the column's unit unless another one is typed; a bare number finds what reads like it.
 * Days may be months, quarters and years. Words must all occur.
 */
export function readFilter(typed: string, column: FilterColumn): Filter | null {
  const text = plainText(typed);
  if (text === '') return null;
  const empty = emptiness(text);
  if (empty) return empty;
  switch (column.kind) {
    case 'text':
      return textFilter(typed, column);
    case 'light':
      return lightFilter(typed, column);
    case 'date':
      return dateFilter(typed, column, ({ value }) => value);
    default:
      return numberFilter(typed, column);
  }
}
