import { fold } from '../../search/fold.ts';
import type { ColumnField } from '../profile-columns.ts';
import { recordRules } from '../records/record-kinds.ts';
import type { RecordKind } from '../terms.ts';
import type { ColumnCensus } from './column-census.ts';

/** A column that a field may be read from, and why. */
export interface FieldProposal {
  field: string;
  column: string;
  reason: string;
}

/** Words of headers as SAP and other municipal programs write them, folded; the more telling first. */
const MONEY_WORDS: readonly [field: ColumnField, words: readonly string[]][] = [
  ['documentNumber', ['belegnummer', 'belegnr', 'beleg-nr', 'beleg']],
  ['orderNumber', ['einkaufsbeleg', 'bestellnummer', 'bestellung', 'bestellnr']],
  ['lineItem', ['belegposition', 'buchungszeile', 'position', 'pos.']],
  ['companyCode', ['buchungskreis', 'bukr']],
  ['postedOn', ['buchungsdatum', 'buchungstag', 'buch.dat', 'stand']],
  ['documentOn', ['belegdatum']],
  ['fiscalYear', ['geschaeftsjahr', 'haushaltsjahr', 'jahr']],
  ['period', ['buchungsperiode', 'periode', 'monat']],
  ['account', ['sachkonto', 'kostenart', 'finanzposition', 'kontonummer', 'konto']],
  ['subBudgetName', ['teilhaushalt bezeichnung', 'bezeichnung teilhaushalt', 'name des teilhaushalts']],
  ['subBudget', ['teilhaushalt', 'thh', 'einzelplan', 'budgetbereich']],
  ['vendor', ['kreditor', 'lieferant', 'empfaenger']],
  ['text', ['buchungstext', 'verwendungszweck', 'text']],
  ['name', ['bezeichnung', 'benennung', 'name']],
];
const OBJECT_WORDS = [
  'psp',
  'innenauftrag',
  'kostenstelle',
  'kostentraeger',
  'objekt',
  'auftrag',
  'produkt',
  'profitcenter',
];
const AMOUNT_WORDS = [
  'betrag',
  'ansatz',
  'ist',
  'summe',
  'wert',
  'saldo',
  'bestellwert',
  'obligo',
  'ergebnis',
];

const wordsOf = (header: string): string => fold(header).replace(/[_/()]/gu, ' ');
const heading = (column: ColumnCensus): string => `Überschrift „${column.header}“`;

function says(column: ColumnCensus, words: readonly string[]): string | undefined {
  const text = wordsOf(column.header);
  return words.find(
    (word) =>
      text === word || text.split(/[\s-]+/u).includes(word) || (word.length > 4 && text.includes(word)),
  );
}

function fitsType(field: string, column: ColumnCensus): boolean {
  if (field === 'postedOn' || field === 'documentOn') return column.isDate;
  return !column.isDate;
}

/** A code with a point in it looks like a figure; its header says what it is. */
function isAmountColumn(column: ColumnCensus): boolean {
  if (!column.isAmount) return false;
  if (says(column, AMOUNT_WORDS) !== undefined) return true;
  return says(column, [...OBJECT_WORDS, ...MONEY_WORDS.flatMap(([, words]) => words)]) === undefined;
}

/** The columns of an amount: figures in every filled cell, and no word of another field. */
export function amountColumns(columns: readonly ColumnCensus[]): ColumnCensus[] {
  return columns.filter(isAmountColumn);
}

function amountProposals(columns: readonly ColumnCensus[]): FieldProposal[] {
  return amountColumns(columns).map((column) => ({
    field: 'amount',
    column: column.header,
    reason:
      says(column, AMOUNT_WORDS) === undefined
        ? 'In jeder gefüllten Zelle steht ein Betrag.'
        : `${heading(column)}, und in jeder gefüllten Zelle steht ein Betrag.`,
  }));
}

/**
 * Which column each field of a file with amounts may be read from: by the words of its header and what stands in it. A
 * column is proposed for one field only; several object columns and amounts stand in the file's order.
 */
export function proposeMoneyFields(columns: readonly ColumnCensus[]): FieldProposal[] {
  const taken = new Set<ColumnCensus>(amountColumns(columns));
  const single = MONEY_WORDS.flatMap(([field, words]): FieldProposal[] => {
    for (const word of words) {
      const column = columns.find(
        (one) => !taken.has(one) && fitsType(field, one) && says(one, [word]) !== undefined,
      );
      if (!column) continue;
      taken.add(column);
      const reason =
        field === 'postedOn' || field === 'documentOn'
          ? ', und in jeder gefüllten Zelle steht ein Datum'
          : '';
      return [{ field, column: column.header, reason: `${heading(column)}${reason}.` }];
    }
    return [];
  });
  const objects = columns
    .filter((column) => !taken.has(column) && !column.isDate && says(column, OBJECT_WORDS) !== undefined)
    .map((column) => ({ field: 'object', column: column.header, reason: `${heading(column)}.` }));
  return [...amountProposals(columns), ...objects, ...single];
}

/** The same for a list of records: a header that says the field's German name, or begins or ends with it. */
export function proposeRecordFields(kind: RecordKind, columns: readonly ColumnCensus[]): FieldProposal[] {
  const taken = new Set<ColumnCensus>();
  const fields = Object.entries(recordRules(kind).fields);
  const exact = (header: string, title: string): boolean => wordsOf(header) === fold(title);
  const near = (header: string, title: string): boolean => {
    const [words, wanted] = [wordsOf(header), fold(title)];
    return words.startsWith(wanted) || words.endsWith(wanted);
  };
  return [exact, near].flatMap((fits) =>
    fields.flatMap(([field, { title, type }]): FieldProposal[] => {
      const column = columns.find(
        (one) =>
          !taken.has(one) && fits(one.header, title) && (type !== 'date' || one.isDate || one.filled === 0),
      );
      if (!column || [...taken].some((one) => one === column)) return [];
      taken.add(column);
      return [{ field, column: column.header, reason: `${heading(column)}.` }];
    }),
  );
}
