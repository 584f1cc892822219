import { cellText } from '../cell.ts';
import type { Cell } from '../cell.ts';
import { readDate } from '../dates.ts';
import { decimalDigits } from '../decimal-digits.ts';
import type { NumberFormat } from '../file-shape.ts';
import { DATE_FORMATS } from '../terms.ts';
import type { DateFormat } from '../terms.ts';
import { countText } from './proposal.ts';
import type { Proposal, Way } from './proposal.ts';

type Marks = Pick<NumberFormat, 'decimal' | 'thousands'>;

/** Every way digits are grouped; which signs stand where is counted apart. */
const MARKS: readonly Marks[] = [
  { decimal: ',', thousands: '.' },
  { decimal: ',', thousands: ' ' },
  { decimal: ',', thousands: "'" },
  { decimal: '.', thousands: ',' },
  { decimal: '.', thousands: ' ' },
  { decimal: '.', thousands: "'" },
];
const CURRENCY = /^(?:(€|EUR)\s*)?(.*?)(?:\s*(€|EUR))?$/u;
/** Distinct cells kept to show where readings differ. */
const KEPT = 300;
const EXAMPLES = 3;

interface Reading {
  text: string;
  /** Value under each of `MARKS`; undefined where it does not fit. */
  values: readonly (string | undefined)[];
}

function readingOf(figure: string, marks: Marks): string | undefined {
  const read = decimalDigits(figure, { ...marks, minus: 'any' });
  if (read.fault !== undefined) return undefined;
  const { negative, whole, fraction } = read.value;
  return `${negative ? '-' : ''}${whole.replace(/^0+(?=\d)/u, '')}.${fraction.replace(/0+$/u, '')}`;
}

/** What all cells of one column have in common. */
export class ColumnCensus {
  readonly header: string;
  filled = 0;
  /** Cells that a workbook keeps as number, and as date. */
  numbers = 0;
  dates = 0;
  /** Texts of digits alone that begin with a zero: a code, no amount. */
  #zeros = 0;
  #digits = 0;
  readonly #failed = new Set<number>();
  readonly #failedDates = new Set<DateFormat>();
  readonly #examples: string[] = [];
  readonly #minus = { leading: 0, trailing: 0, brackets: 0, plus: 0 };
  readonly #currencies = new Set<string>();
  readonly #kept = new Map<string, Reading>();
  #marked = 0;
  #texts = 0;

  constructor(header: string) {
    this.header = header;
  }

  take(cell: Cell): void {
    const text = cellText(cell).trim();
    if (text === '') return;
    this.filled += 1;
    if (this.#examples.length < EXAMPLES && !this.#examples.includes(text))
      this.#examples.push(text.slice(0, 60));
    if (typeof cell === 'object' && 'number' in cell) {
      if (cell.means === 'date') this.dates += 1;
      else this.numbers += 1;
      return;
    }
    if (typeof cell === 'object' && 'date' in cell) {
      this.dates += 1;
      return;
    }
    this.#texts += 1;
    this.#takeNumber(text);
    this.#takeDate(text);
  }

  /** Ways that failed once are not tried again: a column of a million texts costs what its first row costs. */
  #takeNumber(text: string): void {
    if (this.#failed.size === MARKS.length) return;
    const [, before, figure = '', after] = CURRENCY.exec(text) ?? [];
    this.#countSigns(figure, before ?? after);
    if (/^\d+$/u.test(figure)) this.#digits += 1;
    const known = this.#kept.get(text);
    if (known) return;
    const values = MARKS.map((marks, at) => (this.#failed.has(at) ? undefined : readingOf(figure, marks)));
    for (const [at, value] of values.entries()) if (value === undefined) this.#failed.add(at);
    if (this.#kept.size < KEPT) this.#kept.set(text, { text, values });
  }

  #countSigns(figure: string, currency: string | undefined): void {
    if (currency !== undefined) this.#currencies.add(currency);
    if (/^0\d/u.test(figure)) this.#zeros += 1;
    if (/[.,' \u00A0\u2007\u2009\u202F\u2019]/u.test(figure)) this.#marked += 1;
    if (/^[-\u2212]/u.test(figure)) this.#minus.leading += 1;
    if (/[-\u2212]$/u.test(figure)) this.#minus.trailing += 1;
    if (figure.startsWith('(')) this.#minus.brackets += 1;
    if (/^\+|\+$/u.test(figure)) this.#minus.plus += 1;
  }

  #takeDate(text: string): void {
    for (const format of DATE_FORMATS)
      if (!this.#failedDates.has(format) && readDate(text, format).fault !== undefined)
        this.#failedDates.add(format);
  }

  /** The first cells, for people. */
  get examples(): readonly string[] {
    return this.#examples;
  }

  /** Every text is a figure in some form, and some have a mark that digits of a code have not. */
  get isAmount(): boolean {
    if (this.filled === 0 || this.#zeros > 0 || this.isDate) return false;
    if (this.#texts === 0) return this.numbers > 0 && this.dates === 0;
    return this.#marked + this.numbers > 0 && this.fitting.length > 0;
  }

  get isDate(): boolean {
    if (this.filled === 0) return false;
    return this.#texts === 0 ? this.dates > 0 && this.numbers === 0 : this.dateFormats.length > 0;
  }

  /** Digits alone, in every cell that holds text. */
  get isCode(): boolean {
    return this.#texts > 0 && this.#digits === this.#texts;
  }

  /** Places in `MARKS` under which every text of the column is a number. */
  get fitting(): number[] {
    return MARKS.flatMap((_, at) => (this.#failed.has(at) ? [] : [at]));
  }

  /** Forms in which every text of the column is a date; eight digits alone are one only under a name of a date. */
  get dateFormats(): DateFormat[] {
    return DATE_FORMATS.filter(
      (format) =>
        !this.#failedDates.has(format) && (format !== 'yyyymmdd' || /datum|tag|date/iu.test(this.header)),
    );
  }

  get kept(): readonly Reading[] {
    return [...this.#kept.values()];
  }

  get texts(): number {
    return this.#texts;
  }

  get minus(): Readonly<Record<'leading' | 'trailing' | 'brackets' | 'plus', number>> {
    return this.#minus;
  }

  get currencies(): readonly string[] {
    return [...this.#currencies];
  }
}

function minusOf(columns: readonly ColumnCensus[]): NumberFormat['minus'] {
  const count = (place: keyof ColumnCensus['minus']): number =>
    columns.reduce((sum, column) => sum + column.minus[place], 0);
  const [leading, trailing] = [count('leading') > 0, count('trailing') > 0];
  if (count('plus') > 0 || (count('brackets') > 0 && (leading || trailing))) return 'any';
  if (count('brackets') > 0) return 'brackets';
  if (leading && trailing) return 'both';
  return trailing ? 'trailing' : 'leading';
}

const shown = (value: string | undefined): string => {
  const [whole = '', fraction = ''] = (value ?? '').split('.');
  return `${whole},${fraction.padEnd(2, '0')}`;
};

/** How the amounts of these columns are written; null where the same text would be two different amounts. */
export function proposeNumber(columns: readonly ColumnCensus[]): Proposal<NumberFormat> {
  const amounts = columns.filter((column) => column.texts > 0);
  const currencies = [...new Set(amounts.flatMap((column) => column.currencies))];
  const minus = minusOf(amounts);
  const formOf = (at: number): NumberFormat => {
    const [currency] = currencies;
    const marks = MARKS[at] ?? { decimal: ',', thousands: '.' };
    return { ...marks, minus, ...(currency === undefined ? {} : { currency }) };
  };
  if (amounts.length === 0)
    return {
      value: formOf(0),
      reason: 'Alle Beträge sind Zahlen der Arbeitsmappe; wie sie als Text stünden, ist gleich.',
      others: [],
    };
  const fits = MARKS.flatMap((_, at) => (amounts.every((column) => column.fitting.includes(at)) ? [at] : []));
  if (fits.length === 0) {
    const names = amounts.map((column) => `„${column.header}“`).join(', ');
    return { value: null, reason: `Die Beträge von ${names} sind verschieden geschrieben.`, others: [] };
  }
  const texts = amounts.reduce((sum, column) => sum + column.texts, 0);
  const kept = amounts.flatMap((column) => column.kept);
  const [first = 0] = fits;
  const doubtful = kept.find(({ values }) => fits.some((at) => values[at] !== values[first]));
  if (doubtful) {
    const others: Way<NumberFormat>[] = [...new Map(fits.map((at) => [doubtful.values[at], at]))].map(
      ([value, at]) => ({
        value: formOf(at),
        reason: `„${doubtful.text}“ ist dann ${shown(value)}`,
      }),
    );
    const reason = `Alle ${countText(texts)} Beträge passen zu mehreren Schreibweisen, die Verschiedenes bedeuten.`;
    return { value: null, reason, others };
  }
  const example =
    kept.find(({ text }) => /\d[.,' ]\d{3}\b/u.test(text)) ??
    kept.find(({ text }) => /[.,]/u.test(text)) ??
    kept[0];
  const reason = `Alle ${countText(texts)} Beträge passen, zum Beispiel „${example?.text ?? ''}“ = ${shown(example?.values[first])}.`;
  const signed = amounts.some(({ minus: places }) => places.leading + places.trailing + places.brackets > 0);
  if (signed) return { value: formOf(first), reason, others: [] };
  return {
    value: formOf(first),
    reason: `${reason} Ein Minus kommt nicht vor.`,
    others: (['trailing', 'any'] as const).map((place) => ({
      value: { ...formOf(first), minus: place },
      reason: 'wenn künftige Dateien das Minus so schreiben',
    })),
  };
}

/** How the dates of these columns are written. */
export function proposeDate(columns: readonly ColumnCensus[]): Proposal<DateFormat> {
  const written = columns.filter((column) => column.texts > 0);
  if (written.length === 0)
    return { value: 'dd.mm.yyyy', reason: 'Die Datei hat keine Datumsangaben als Text.', others: [] };
  const fits = DATE_FORMATS.filter((format) =>
    written.every((column) => column.dateFormats.includes(format)),
  );
  const [value = null] = fits;
  const names = written.map((column) => `„${column.header}“`).join(', ');
  if (value === null)
    return { value, reason: `Die Daten von ${names} sind verschieden geschrieben.`, others: [] };
  const texts = written.reduce((sum, column) => sum + column.texts, 0);
  return {
    value,
    reason: `Alle ${countText(texts)} Angaben in ${names} passen.`,
    others: fits.slice(1).map((other) => ({ value: other, reason: 'passt auch und erlaubt mehr' })),
  };
}
