import { daysBetween, fiscalYearOf, formatDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { SourceRow } from './source-row.ts';

/**
 * What may not fit together in a row of a file: year and day, period and day, a day that has not come yet, an
 * appropriation that counts from another day than 1 January, a document date far from its posting.
 */
export const DIFFERENCES = ['year', 'period', 'future', 'effect', 'document'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** How each difference is called where several rows are counted. */
export const DIFFERENCE_WORDS: Record<Difference, string> = {
  year: 'Datum und Haushaltsjahr passen nicht zusammen',
  period: 'Datum und Periode passen nicht zusammen',
  future: 'Das Datum liegt nach dem Tag des Einlesens',
  effect: 'Der Ansatz zählt nicht ab dem 01.01. seines Jahres',
  document: 'Belegdatum und Buchungsdatum liegen weit auseinander',
};

/** The fields of a row that the rule compares. */
export type DatedRow = Pick<SourceRow, 'fiscalYear' | 'period' | 'postedOn' | 'documentOn'>;
export interface Implausible {
  difference: Difference;
  /** The field a person would look at first. */
  field: 'postedOn' | 'period' | 'documentOn';
  message: string;
}

/** A document may be dated this much later than its posting before somebody is told. */
const DOCUMENT_DAYS_AFTER = 31;
/** Older documents than this are told: invoices come late, but not by years. */
const DOCUMENT_YEARS_BEFORE = 3;

/** The first day of a year, or of a month of it. */
export const firstOf = (year: FiscalYear, month = '01'): string =>
  `${String(year).padStart(4, '0')}-${month}-01`;

/** A document dated long after or before its posting. */
export function documentFaults({ postedOn, documentOn }: DatedRow): Implausible[] {
  if (documentOn === null) return [];
  const days = daysBetween(postedOn, documentOn);
  const old = fiscalYearOf(postedOn) - fiscalYearOf(documentOn) > DOCUMENT_YEARS_BEFORE;
  if (days <= DOCUMENT_DAYS_AFTER && !old) return [];
  const words = old ? 'Jahre vor' : `${days} Tage nach`;
  const message = `Das Belegdatum ${formatDate(documentOn)} liegt ${words} dem Buchungsdatum ${formatDate(postedOn)}.`;
  return [{ difference: 'document', field: 'documentOn', message }];
}

/** A day after the reading, by the name the kind gives it. */
export function futureFaults({ postedOn }: DatedRow, today: IsoDate | null, dayName: string): Implausible[] {
  if (today === null || postedOn <= today) return [];
  const message = `Das ${dayName} ${formatDate(postedOn)} liegt nach dem Tag des Einlesens (${formatDate(today)}).`;
  return [{ difference: 'future', field: 'postedOn', message }];
}
