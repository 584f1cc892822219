import type { Choice } from './profile-lists.ts';
import type { ProfileField } from './profile-field.ts';

const choices = (otherwise: 'refused' | 'told'): readonly Choice[] => {
  const words: readonly Choice[] = [
    ['refused', 'ablehnen'],
    ['told', 'einlesen und melden'],
    ['allowed', 'einlesen, ohne Meldung'],
  ];
  const usual = words.find(([value]) => value === otherwise)?.[1] ?? '';
  return [['', `wie üblich: ${usual}`], ...words.filter(([value]) => value !== otherwise)];
};
const REFUSED = choices('refused');
const TOLD = choices('told');

/** What is done with a row of amounts whose year, period and days contradict each other (0026). */
export const PLAUSIBLE_FIELDS: readonly ProfileField[] = [
  {
    path: 'plausibility.year',
    label: 'Datum außerhalb des Haushaltsjahrs',
    hint: 'Zum Beispiel 15.06.2021 im Haushaltsjahr 2020.',
    options: REFUSED,
  },
  {
    path: 'plausibility.period',
    label: 'Datum außerhalb der Periode',
    hint: 'Zum Beispiel Periode 3 am 15.07.',
    options: REFUSED,
  },
  {
    path: 'plausibility.future',
    label: 'Datum nach dem Tag des Einlesens',
    hint: 'Zum Beispiel ein Tippfehler wie 2099.',
    options: REFUSED,
  },
  {
    path: 'plausibility.effect',
    label: 'Ansatz zählt nicht ab dem 01.01.',
    hint: 'Er fehlt in den Zahlen davor.',
    options: TOLD,
  },
  {
    path: 'plausibility.document',
    label: 'Belegdatum weit vom Buchungsdatum',
    hint: 'Über 31 Tage danach oder über 3 Jahre davor.',
    options: TOLD,
  },
  {
    path: 'plausibility.closingMonths',
    label: 'Monate der Abschlussperioden',
    hint: 'So lange tragen 13 bis 16 Tage des Folgejahrs; leer: 6.',
    as: 'number',
  },
];

/** What is done with a record whose dates cannot be meant. */
export const PLAUSIBLE_RECORD_FIELDS: readonly ProfileField[] = [
  {
    path: 'plausibility.order',
    label: 'Ende vor Beginn',
    hint: 'Bei Stellen: kw-Datum vor dem geplanten Beginn.',
    options: REFUSED,
  },
  {
    path: 'plausibility.past',
    label: 'Datum vor 1990',
    hint: 'Oft ein Tippfehler, zum Beispiel 1921.',
    options: REFUSED,
  },
  {
    path: 'plausibility.ahead',
    label: 'Datum über 30 Jahre voraus',
    hint: 'Zum Beispiel 31.12.9999 für unbefristet.',
    options: REFUSED,
  },
  {
    path: 'plausibility.future',
    label: 'Kennzahl nach dem Tag des Einlesens',
    hint: 'Ihr Stand liegt noch nicht hinter uns.',
    options: REFUSED,
  },
];
