import { addDays, isIsoDate, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Read } from './amount.ts';
import type { Cell } from './cell.ts';
import { cellText } from './cell.ts';
import type { DateFormat } from './terms.ts';

const SHAPES: Record<DateFormat, { pattern: RegExp; words: string }> = {
  'dd.mm.yyyy': { pattern: /^(?<day>\d{2})\.(?<month>\d{2})\.(?<year>\d{4})$/u, words: 'TT.MM.JJJJ' },
  'yyyy-mm-dd': { pattern: /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u, words: 'JJJJ-MM-TT' },
  'iso-midnight': {
    pattern: /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T00:00:00Z$/u,
    words: 'JJJJ-MM-TTT00:00:00Z',
  },
};

/** Day 2 of a sheet's day count for every date from 01.03.1900 on (1900 system). */
const SHEET_EPOCH = toIsoDate('1900-01-01');

/** Reads a date: text in the profile's form only, or a sheet's whole day count. The date must exist. */
export function readDate(cell: Cell, format: DateFormat): Read<IsoDate> {
  if (typeof cell === 'object' && 'number' in cell) return fromDayCount(cell.number);
  const shape = SHAPES[format];
  const parts = shape.pattern.exec(cellText(cell).trim())?.groups;
  if (!parts) return { fault: `Erwartet wird ein Datum in der Form ${shape.words}.` };
  const iso = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
  return isIsoDate(iso) ? { value: iso } : { fault: 'Dieses Datum gibt es nicht.' };
}

/** 61 = 01.03.1900; earlier counts carry the 1900 leap year error of spreadsheets and are refused. */
function fromDayCount(stored: string): Read<IsoDate> {
  const days = /^\d{1,6}(?:\.0+)?$/u.test(stored) ? Number(stored) : Number.NaN;
  if (!(days >= 61 && days <= 109_000)) return { fault: 'Die Zahl in dieser Zelle ist kein Datum.' };
  return { value: addDays(SHEET_EPOCH, days - 2) };
}
