import { addDays, isIsoDate, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Read } from '../read.ts';
import type { Cell, StoredNumber } from './cell.ts';
import { cellText } from './cell.ts';
import type { DateFormat } from './terms.ts';

const CLOCK = '(?:\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)';
const ISO = '(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})';
const GERMAN = '(?<day>\\d{2})\\.(?<month>\\d{2})\\.(?<year>\\d{4})';
const shape = (pattern: string, words: string): { pattern: RegExp; words: string } => ({
  pattern: new RegExp(`^${pattern}$`, 'u'),
  words,
});

const SHAPES: Record<DateFormat, { pattern: RegExp; words: string }> = {
  'dd.mm.yyyy': shape(GERMAN, 'TT.MM.JJJJ'),
  'd.m.yyyy': shape('(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})', 'T.M.JJJJ'),
  'dd.mm.yy': shape('(?<day>\\d{2})\\.(?<month>\\d{2})\\.(?<year>\\d{2})', 'TT.MM.JJ'),
  'dd.mm.yyyy-time': shape(`${GERMAN}(?: ${CLOCK})?`, 'TT.MM.JJJJ hh:mm:ss'),
  'dd/mm/yyyy': shape('(?<day>\\d{2})/(?<month>\\d{2})/(?<year>\\d{4})', 'TT/MM/JJJJ'),
  yyyymmdd: shape('(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})', 'JJJJMMTT'),
  'yyyy-mm-dd': shape(ISO, 'JJJJ-MM-TT'),
  'iso-time': shape(`${ISO}(?:[T ]${CLOCK}Z?)?`, 'JJJJ-MM-TT hh:mm:ss'),
  'iso-midnight': shape(`${ISO}T00:00:00Z`, 'JJJJ-MM-TTT00:00:00Z'),
};

/** `TT.MM.JJJJ` */
export function dateWords(format: DateFormat): string {
  return SHAPES[format].words;
}

/** Day 2 of a sheet's day count for every date from 01.03.1900 on (1900 system). */
const SHEET_EPOCH = toIsoDate('1900-01-01');

/** Years of two digits: 00 to 79 belong to this century. */
function fullYear(year: string): string {
  return year.length === 4 ? year : `${year < '80' ? '20' : '19'}${year}`;
}

function matched(text: string, { pattern, words }: { pattern: RegExp; words: string }): Read<IsoDate> {
  const parts = pattern.exec(text)?.groups;
  if (!parts) return { fault: `Erwartet wird ein Datum in der Form ${words}.` };
  const two = (part: string | undefined): string => (part ?? '').padStart(2, '0');
  const iso = `${fullYear(parts['year'] ?? '')}-${two(parts['month'])}-${two(parts['day'])}`;
  return isIsoDate(iso) ? { value: iso } : { fault: 'Dieses Datum gibt es nicht.' };
}

/** Reads a date: text in the profile's form only, a sheet's day count, or a cell that is a date. The date must exist. */
export function readDate(cell: Cell, format: DateFormat): Read<IsoDate> {
  if (typeof cell === 'object' && 'number' in cell)
    return format === 'yyyymmdd' && cell.means === undefined && /^\d{8}$/u.test(cell.number)
      ? matched(cell.number, SHAPES[format])
      : fromDayCount(cell);
  if (typeof cell === 'object' && 'date' in cell) return matched(cell.date.trim(), SHAPES['iso-time']);
  return matched(cellText(cell).trim(), SHAPES[format]);
}

/**
 * 61 = 01.03.1900; earlier counts carry the 1900 leap year error of spreadsheets and are refused. A time of day behind
 * the count belongs to its day, where the format says that it is a date.
 */
function fromDayCount({ number, means }: StoredNumber): Read<IsoDate> {
  const count = /^\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$/u.test(number) ? Number(number) : Number.NaN;
  const days = means === 'date' ? Math.floor(count) : count;
  if (!Number.isInteger(days) || days < 61 || days > 109_000)
    return { fault: 'Die Zahl in dieser Zelle ist kein Datum.' };
  return { value: addDays(SHEET_EPOCH, days - 2) };
}
