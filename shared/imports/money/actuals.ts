import { endOfMonth, fiscalYearOf, formatDate } from '../../calendar.ts';
import type { FiscalYear, IsoDate } from '../../calendar.ts';
import { documentFaults, firstOf, futureFaults } from '../differences.ts';
import type { DatedRow, Implausible } from '../differences.ts';
import { DOCUMENT_NOTES, documentTwice } from './document-twice.ts';
import type { MoneyRules } from './money-rules.ts';

/** § 95b(1) GemO: the annual accounts are made within six months; so long closing periods carry later days. */
const CLOSING_MONTHS = 6;

const isClosing = (period: string): boolean => period > '12';

/** The last day a closing period of a year may carry. */
export function lastClosingDay(year: FiscalYear, months = CLOSING_MONTHS): IsoDate {
  const index = year * 12 + 11 + months;
  return endOfMonth(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
}

function closingFault({ fiscalYear, period, postedOn }: DatedRow, closingMonths?: number): Implausible[] {
  const last = lastClosingDay(fiscalYear, closingMonths);
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
function actualFaults(row: DatedRow, closingMonths?: number): Implausible[] {
  const { fiscalYear, period, postedOn } = row;
  if (isClosing(period)) return closingFault(row, closingMonths);
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

const DAY = 'Buchungsdatum';

export const actuals: MoneyRules = {
  words: 'Ist-Buchungen',
  dayName: DAY,
  needs: {},
  nature: 'posting',
  changes: 'decided',
  notes: DOCUMENT_NOTES,
  contradiction: documentTwice,
  differences: (row, today, closingMonths) => [
    ...actualFaults(row, closingMonths),
    ...futureFaults(row, today, DAY),
    ...documentFaults(row),
  ],
};
