import { fiscalYearOf, formatDate } from '../../calendar.ts';
import { documentFaults, firstOf } from '../differences.ts';
import type { DatedRow, Implausible } from '../differences.ts';
import { DOCUMENT_NOTES, documentTwice } from './document-twice.ts';
import type { MoneyRules } from './money-rules.ts';

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

export const appropriations: MoneyRules = {
  words: 'Haushaltsansätze',
  dayName: null,
  onlyTotals: 'Ansätze sind Summen je Objekt und Konto.',
  needs: { subBudget: 'Der Teilhaushalt fehlt.' },
  nature: 'budget',
  changes: 'refused',
  instead:
    'Ein beschlossener Ansatz ändert sich nur durch eine Bewegung: Beantragen Sie den Unterschied je Zeile mit Begründung und Drucksache (Nachtrag, Umschichtung, über- oder außerplanmäßig) und lesen Sie die Datei ohne diese Zeilen ein. War die frühere Datei falsch, nehmen Sie deren Einlesung zurück und lesen die richtige ein.',
  notes: DOCUMENT_NOTES,
  contradiction: documentTwice,
  differences: (row) => [...appropriationFaults(row), ...documentFaults(row)],
};
