import { LEDGERS, LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { ProfileField } from './profile-field.ts';

const column = (field: string, label: string, hint?: string): ProfileField => ({
  path: `columns.${field}`,
  label,
  as: 'some',
  ...(hint === undefined ? {} : { hint }),
});

/** Which column is which; several with semicolons where another may stand in. */
export const COLUMN_FIELDS: readonly ProfileField[] = [
  { path: 'columns.amount', label: 'Betrag', hint: 'Eine Spalte; mehrere stehen unten.' },
  { path: 'columns.less', label: 'abzüglich', hint: 'Haben neben Soll: wird vom Betrag abgezogen.' },
  {
    path: 'columns.object',
    label: 'Objekt',
    as: 'list',
    hint: 'Mehrere mit Semikolon: die erste gefüllte zählt.',
  },
  {
    path: 'objectJoin',
    label: 'Objekt verbinden',
    hint: 'Alle Spalten zusammen, dazwischen dieses Zeichen.',
  },
  column('account', 'Konto', 'Auch hier mehrere mit Semikolon, so bei jeder Spalte.'),
  column('subBudget', 'Teilhaushalt'),
  column('subBudgetName', 'Name des Teilhaushalts', 'Für Teilhaushalte, die es noch nicht gibt.'),
  column('name', 'Bezeichnung'),
  column('text', 'Text'),
  column('fiscalYear', 'Haushaltsjahr'),
  column('postedOn', 'Buchungsdatum'),
  column('documentOn', 'Belegdatum'),
  column('period', 'Periode'),
  column('companyCode', 'Buchungskreis'),
  column('documentNumber', 'Belegnummer'),
  column('lineItem', 'Position'),
  column('vendor', 'Kreditor'),
  column('orderNumber', 'Bestellnummer'),
  column('reversedDocument', 'Stornobeleg', 'Nennt den Beleg, den die Zeile storniert.'),
  column('kind', 'Art', 'Statt der Kontenzuordnung; die Wörter der Datei stehen unten.'),
  column('ledger', 'Haushalt', 'Statt der Kontenzuordnung, zusammen mit der Art.'),
];

/** What the file does not say; it counts for all rows, and where a column is empty. */
export const CONSTANT_FIELDS: readonly ProfileField[] = [
  { path: 'constants.fiscalYear', label: 'Haushaltsjahr', as: 'number' },
  { path: 'constants.postedOn', label: 'Buchungstag', hint: 'JJJJ-MM-TT' },
  {
    path: 'postingDay',
    label: 'Buchungstag, wo keiner steht',
    options: [
      ['', '–'],
      ['year-end', '31.12. des Haushaltsjahrs'],
      ['period-end', 'letzter Tag der Periode'],
    ],
  },
  { path: 'constants.subBudget', label: 'Teilhaushalt' },
  { path: 'constants.account', label: 'Konto' },
  {
    path: 'constants.ledger',
    label: 'Haushalt',
    options: [['', '–'], ...LEDGERS.map((one) => [one, LEDGER_WORDS[one]] as const)],
  },
  {
    path: 'constants.kind',
    label: 'Art',
    options: [['', '–'], ...LINE_KINDS.map((one) => [one, LINE_KIND_WORDS[one]] as const)],
  },
];
