import * as z from 'zod';
import { fiscalYearOf, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { SEVERITIES } from './plausibility.ts';
import type { Severity } from './plausibility.ts';
import { recordRules } from './records/record-kinds.ts';
import type { RecordKind } from './terms.ts';

/**
 * What may not fit in the dates of a record: an end before its begin, a date from before anybody could have meant it, one
 * further ahead than anything is planned, a measurement that has not been taken yet.
 */
export const RECORD_DIFFERENCES = ['order', 'past', 'ahead', 'future'] as const;
export type RecordDifference = (typeof RECORD_DIFFERENCES)[number];

/** How each is called where several dates are counted. */
export const RECORD_DIFFERENCE_WORDS: Record<RecordDifference, string> = {
  order: 'Das Ende liegt vor dem Beginn',
  past: 'Das Datum liegt vor 1990',
  ahead: 'Das Datum liegt mehr als 30 Jahre voraus',
  future: 'Das Datum liegt nach dem Tag des Einlesens',
};

const severity = z.enum(SEVERITIES).optional();
/** The switch of a profile of records; what it does not say is refused. */
export const RecordPlausibility = z.strictObject({
  order: severity,
  past: severity,
  ahead: severity,
  future: severity,
});
export type RecordPlausibility = z.infer<typeof RecordPlausibility>;

/** What a profile says about a difference; silence is strict. */
export function recordSeverityOf(
  rule: RecordPlausibility | undefined,
  difference: RecordDifference,
): Severity {
  return rule?.[difference] ?? 'refused';
}

export interface ImplausibleRecord {
  difference: RecordDifference;
  /** The field a person would look at first. */
  field: string;
  message: string;
}

/** Nothing that is steered here began earlier; such a date is a typing error or stands for an empty cell. */
const FIRST_YEAR = 1990;
/** Dates beyond this many years are typing errors, or stand for „unbefristet“. */
const YEARS_AHEAD = 30;

function spanFaults(values: Readonly<Record<string, string>>, kind: RecordKind): ImplausibleRecord[] {
  const { span } = recordRules(kind);
  if (!span) return [];
  const [from, to] = [values[span.from] ?? '', values[span.to] ?? ''];
  if (from === '' || to === '' || to >= from) return [];
  return [
    { difference: 'order', field: span.to, message: `${span.words} (${formatDate(from as IsoDate)}).` },
  ];
}

/**
 * Everything in the dates of a record that cannot be meant, whatever the profile does about it; an empty date is none.
 * `today` is the business date of the reading; null where none is known, then nothing lies ahead. Pure.
 */
export function recordDifferencesOf(
  values: Readonly<Record<string, string>>,
  kind: RecordKind,
  today: IsoDate | null,
): ImplausibleRecord[] {
  const rules = recordRules(kind);
  const dates = Object.entries(rules.fields).filter(([, field]) => field.type === 'date');
  const found = dates.flatMap(([field]): ImplausibleRecord[] => {
    const day = (values[field] ?? '') as IsoDate;
    if (day === ('' as IsoDate)) return [];
    const year = fiscalYearOf(day);
    if (year < FIRST_YEAR && !rules.olderThanAll) {
      const message = `Der ${formatDate(day)} liegt vor dem 01.01.${FIRST_YEAR}.`;
      return [{ difference: 'past', field, message }];
    }
    if (today === null) return [];
    if (year > fiscalYearOf(today) + YEARS_AHEAD) {
      const message = `Der ${formatDate(day)} liegt mehr als ${YEARS_AHEAD} Jahre nach dem Tag des Einlesens (${formatDate(today)}).`;
      return [{ difference: 'ahead', field, message }];
    }
    if (field !== rules.measured || day <= today) return [];
    const message = `Der ${formatDate(day)} liegt nach dem Tag des Einlesens (${formatDate(today)}).`;
    return [{ difference: 'future', field, message }];
  });
  return [...spanFaults(values, kind), ...found];
}
