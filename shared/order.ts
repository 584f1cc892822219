/**
 * The one order of codes and names: as a German reader expects it (DIN 5007-1: Ä with A), numbers by their value
 * (P-9, P-99, P-1000). It is a rule of ours, not of a database or a browser: the same everywhere.
 */

/** Signs before digits and letters, in the order of the Unicode collation, so that it also is what Excel users know. */
const SIGNS = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
const PLACE = new Map(Array.from(SIGNS).map((sign, at) => [sign, String.fromCharCode(1 + at)]));
/** Stands before a number with its count of digits, above every sign and below every letter. */
const FIRST_LENGTH = 0x23;
const MOST_DIGITS = 60;

const PLAIN = /^[\t -~]*$/u;
const SPELLINGS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l' };

function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđł]/gu, (letter) => SPELLINGS[letter] ?? letter);
}

function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/u, '');
  return String.fromCharCode(FIRST_LENGTH + Math.min(value.length, MOST_DIGITS)) + value;
}

/** A text whose plain comparison by code units is the natural order of the original; not unique. */
export function naturalKey(text: string): string {
  return folded(text).replace(/\d+|[^\da-z]/gu, (piece) =>
    piece >= '0' && piece <= '9~' ? numberKey(piece) : (PLACE.get(piece) ?? piece),
  );
}

/** Keys of texts compared lately: a list asks for each of its texts a dozen times. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

function keyOf(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const key = naturalKey(text);
  known.set(text, key);
  return key;
}

const byUnits = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where nothing else tells two texts apart: a before ä, small letters before capitals, as in a dictionary. */
const byLetters = (a: string, b: string): number =>
  byUnits(a.toLowerCase(), b.toLowerCase()) || byUnits(b, a);

/** Natural German order, total: texts that differ are never equal. */
export function compareNatural(a: string, b: string): number {
  return a === b ? 0 : byUnits(keyOf(a), keyOf(b)) || byLetters(a, b);
}

/**
 * A sorted copy, by the natural order of a text of each; equal ones keep their order. `before` is asked first, such as
 * a date or a year.
 */
export function inNaturalOrder<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  before: (item: T) => string | number = () => 0,
): T[] {
  return items
    .map((item) => {
      const text = textOf(item);
      return { item, text, key: naturalKey(text), first: before(item) };
    })
    .sort((a, b) => byUnits(a.first, b.first) || byUnits(a.key, b.key) || byLetters(a.text, b.text))
    .map(({ item }) => item);
}
