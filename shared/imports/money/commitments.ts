import { fiscalYearOf, formatDate } from '../../calendar.ts';
import type { IsoDate } from '../../calendar.ts';
import { futureFaults } from '../differences.ts';
import type { DatedRow, Implausible } from '../differences.ts';
import type { MoneyRules } from './money-rules.ts';

/** Orders beyond this are typing errors rather than leases. */
const DUE_YEARS_AHEAD = 30;

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

/** The second date of an order says when it was changed: any day from the order to the reading. */
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

const DAY = 'Bestelldatum';

export const commitments: MoneyRules = {
  words: 'Bestellungen',
  dayName: DAY,
  needs: { orderNumber: 'Die Bestellnummer fehlt.' },
  nature: 'order',
  changes: 'difference',
  notes: {
    change: 'Der Bestellwert hat sich geändert: gebucht wird der Unterschied, das Alte bleibt.',
    contradiction: 'Die Bestellung steht für dieses Jahr mehrfach in der Datei.',
  },
  contradiction: ({ fiscalYear, orderNumber }) => ({
    field: 'orderNumber',
    text: orderNumber,
    message: `Die Bestellung steht für ${fiscalYear} mehrfach in der Datei; erwartet wird eine Zeile je Bestellung und Fälligkeitsjahr.`,
  }),
  differences: (row, today) => [
    ...orderFaults(row),
    ...futureFaults(row, today, DAY),
    ...changeFaults(row, today),
  ],
};
