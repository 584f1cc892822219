import * as z from 'zod';
import { daysBetween, endOfMonth, fiscalYearOf, formatDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { SourceRow } from './source-row.ts';
import type { MoneyKind } from './terms.ts';

/**
 * What may not fit together in a row of a file: year and day, period and day, a day that has not come yet, an
 * appropriation that counts from another day than 1 January, a document date far from its posting.
 */
export const DIFFERENCES = ['year', 'period', 'future', 'effect', 'document'] as const;
export type Difference = (typeof DIFFERENCES)[number];
/** What is done about it: the row is an error, it is taken and told, or it is what this source always has. */
export const SEVERITIES = ['refused', 'told', 'allowed'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** § 95b(1) GemO: the annual accounts are made within six months; so long closing periods carry later days. */
const CLOSING_MONTHS = 6;

const severity = z.enum(SEVERITIES).optional();
/** The switch of a profile; what it does not say is strict (`severityOf`). */
export const Plausibility = z.strictObject({
  year: severity,
  period: severity,
  future: severity,
  effect: severity,
  document: severity,
  /** How many months of the following year the closing periods 13 to 16 may carry; 6 unless stated. */
  closingMonths: z.int().min(0).max(24).optional(),
});
export type Plausibility = z.infer<typeof Plausibility>;

const STRICT: Record<Difference, Severity> = {
  year: 'refused',
  period: 'refused',
  future: 'refused',
  effect: 'told',
  document: 'told',
};

/** What a profile says about a difference, or the strict default where it says nothing. */
export function severityOf(rule: Plausibility | undefined, difference: Difference): Severity {
  return rule?.[difference] ?? STRICT[difference];
}

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
/** Orders beyond this are typing errors rather than leases. */
const DUE_YEARS_AHEAD = 30;

const firstOf = (year: FiscalYear, month = '01'): string => `${String(year).padStart(4, '0')}-${month}-01`;
const isClosing = (period: string): boolean => period > '12';

/** The last day a closing period of a year may carry. */
export function lastClosingDay(year: FiscalYear, rule: Plausibility | undefined): IsoDate {
  const months = rule?.closingMonths ?? CLOSING_MONTHS;
  const index = year * 12 + 11 + months;
  return endOfMonth(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
}

function closingFault({ fiscalYear, period, postedOn }: DatedRow, rule?: Plausibility): Implausible[] {
  const last = lastClosingDay(fiscalYear, rule);
  const from = firstOf(fiscalYear, '12');
  if (postedOn >= from && postedOn <= last) return [];
  // A day before the year contradicts the year, however freely its periods may be.
  const otherYear = postedOn > last || postedOn < firstOf(fiscalYear);
  return [
    {
      difference: otherYear ? 'year' : 'period',
      field: 'postedOn',
      message: `Die Abschlussperiode ${period}/${fiscalYear} trägt Tage vom 01.12.${fiscalYear} bis ${formatDate(last)}, hier steht der ${formatDate(postedOn)}.`,
    },
  ];
}

/** SAP's year and period against the day: a period 01 to 12 is the calendar month of the day. */
function actualFaults(row: DatedRow, rule?: Plausibility): Implausible[] {
  const { fiscalYear, period, postedOn } = row;
  if (isClosing(period)) return closingFault(row, rule);
  const day = formatDate(postedOn);
  const faults: Implausible[] = [];
  if (fiscalYearOf(postedOn) !== fiscalYear)
    faults.push({
      difference: 'year',
      field: 'postedOn',
      message: `Das Buchungsdatum ${day} liegt nicht im Haushaltsjahr ${fiscalYear}.`,
    });
  if (postedOn.slice(5, 7) !== period)
    faults.push({
      difference: 'period',
      field: 'period',
      message: `Das Buchungsdatum ${day} liegt nicht in der Periode ${period}/${fiscalYear}.`,
    });
  return faults;
}

/** What an order is for is due in its year or later. */
function orderFaults({ fiscalYear, postedOn }: DatedRow): Implausible[] {
  const made = fiscalYearOf(postedOn);
  if (fiscalYear >= made && fiscalYear <= made + DUE_YEARS_AHEAD) return [];
  const words = fiscalYear < made ? 'vor dem Bestelldatum' : 'weit nach dem Bestelldatum';
  return [
    {
      difference: 'year',
      field: 'postedOn',
      message: `Das Fälligkeitsjahr ${fiscalYear} liegt ${words} ${formatDate(postedOn)}.`,
    },
  ];
}

/** An appropriation belongs to one year and counts from its first day unless somebody says otherwise. */
function appropriationFaults({ fiscalYear, postedOn }: DatedRow): Implausible[] {
  if (postedOn === firstOf(fiscalYear)) return [];
  const year = fiscalYearOf(postedOn);
  const words = `Der Ansatz ${fiscalYear} zählt ${year < fiscalYear ? 'schon' : 'erst'} ab dem ${formatDate(postedOn)}`;
  return year > fiscalYear || year < fiscalYear - 1
    ? [
        {
          difference: 'year',
          field: 'postedOn',
          message: `${words}: Das liegt nicht in seinem Haushaltsjahr.`,
        },
      ]
    : [{ difference: 'effect', field: 'postedOn', message: `${words}, nicht ab dem 01.01.${fiscalYear}.` }];
}

function documentFaults({ postedOn, documentOn }: DatedRow): Implausible[] {
  if (documentOn === null) return [];
  const days = daysBetween(postedOn, documentOn);
  const old = fiscalYearOf(postedOn) - fiscalYearOf(documentOn) > DOCUMENT_YEARS_BEFORE;
  if (days <= DOCUMENT_DAYS_AFTER && !old) return [];
  const words = old ? 'Jahre vor' : `${days} Tage nach`;
  const message = `Das Belegdatum ${formatDate(documentOn)} liegt ${words} dem Buchungsdatum ${formatDate(postedOn)}.`;
  return [{ difference: 'document', field: 'documentOn', message }];
}

function changeFaults({ postedOn, documentOn }: DatedRow, today: IsoDate | null): Implausible[] {
  if (documentOn === null) return [];
  const day = formatDate(documentOn);
  if (documentOn < postedOn) {
    const message = `Das Änderungsdatum ${day} liegt vor dem Bestelldatum ${formatDate(postedOn)}.`;
    return [{ difference: 'document', field: 'documentOn', message }];
  }
  if (today === null || documentOn <= today) return [];
  const message = `Das Änderungsdatum ${day} liegt nach dem Tag des Einlesens (${formatDate(today)}).`;
  return [{ difference: 'future', field: 'documentOn', message }];
}

function futureFaults({ postedOn }: DatedRow, today: IsoDate | null, kind: MoneyKind): Implausible[] {
  if (today === null || kind === 'appropriations' || postedOn <= today) return [];
  const name = kind === 'commitments' ? 'Bestelldatum' : 'Buchungsdatum';
  const message = `Das ${name} ${formatDate(postedOn)} liegt nach dem Tag des Einlesens (${formatDate(today)}).`;
  return [{ difference: 'future', field: 'postedOn', message }];
}

/**
 * Everything in a row that does not fit together, whatever the profile does about it. `today` is the business date of
 * the reading; null where none is known, then no day lies in the future. A booking belongs to the budget year whose
 * economic cause it has (§ 36(6) GemHVO: number, day and account name one entry); a closed year takes only what its
 * accounts need, within the time § 95b(1) GemO gives for them.
 */
export function differencesOf(
  row: DatedRow,
  kind: MoneyKind,
  today: IsoDate | null,
  rule?: Plausibility,
): Implausible[] {
  const dated = {
    appropriations: () => appropriationFaults(row),
    commitments: () => orderFaults(row),
    actuals: () => actualFaults(row, rule),
  };
  // Of an order the second date says when it was changed: any day from the order to the reading.
  const second = kind === 'commitments' ? changeFaults(row, today) : documentFaults(row);
  return [...dated[kind](), ...futureFaults(row, today, kind), ...second];
}
