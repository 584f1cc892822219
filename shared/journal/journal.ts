import type { IsoDate } from '../calendar.ts';
import { plainEuro } from '../money.ts';
import type { Cents } from '../money.ts';

/** One leg of a transaction; the legs of a transaction sum to zero. */
export interface Leg {
  account: string;
  cents: Cents;
}

/** A transaction as an hledger journal has it. */
export interface JournalTransaction {
  on: IsoDate;
  description: string;
  /** What a reader needs to find it again: document, import, request. */
  comment: string;
  legs: readonly Leg[];
}

/** `1234.56 EUR`, exact; hledger reads the point as decimal mark because the head of the file says so. */
export function journalAmount(cents: Cents): string {
  return `${plainEuro(cents, '.')} EUR`;
}

/** Control characters and line ends would end a line of the journal; `;` begins a comment, two spaces an amount. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(';', ',')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * A code as one part of an account's name: as it is, leading zeros and all. Where a sign has a meaning in a journal it
 * is replaced, and `id` keeps two such codes apart.
 */
export function accountPart(code: string, id: number): string {
  const text = plain(code)
    .replaceAll(':', '·')
    .replace(/^[([]|[)\]]$/gu, '·');
  return text === code && text !== '' ? text : `${text}#${id}`;
}

/** The text of one transaction. Throws `RangeError` when its legs do not sum to zero: no unbalanced journal is written. */
export function transactionText({ on, description, comment, legs }: JournalTransaction): string {
  const sum = legs.reduce((total, leg) => total + BigInt(leg.cents), 0n);
  if (sum !== 0n) throw new RangeError(`Die Buchung „${description}“ ist nicht ausgeglichen: ${sum}`);
  // A description that begins like a status or a code would be read as one.
  const head = `${on} ${plain(description).replace(/^[*!(=]+/u, '')}`.trimEnd();
  const note = plain(comment);
  return [
    `${head}${note === '' ? '' : `  ; ${note}`}`,
    ...legs.map(({ account, cents }) => `    ${account}  ${journalAmount(cents)}`),
    '',
    '',
  ].join('\n');
}

/** The head of the file: what it is, and how its amounts are written. */
export function journalHead(title: string): string {
  return [
    `; ${plain(title)}`,
    '; Plan, Sperre, Bestellungen und Ist sind getrennte Kontenbäume: verschiedene Größen, nie zu addieren.',
    'decimal-mark .',
    'commodity 1000.00 EUR',
    '',
    '',
  ].join('\n');
}
