/**
 * Signs that a reader of a text cannot see, or that stand for a plainer one: the one table that the gate for texts
 * (`texts.ts`) and the canonical form of codes (`codes.ts`) are built from (docs/decisions/0028). All by code point,
 * so that this file itself shows what it means.
 */

/** Cannot be seen and change nothing: soft hyphen, zero-width signs, word joiner, BOM, marks of direction, fillers. */
export const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu;

/** Joiners and variants that belong to a picture, such as a family: removing them would change what is seen. */
const PICTURE = /\p{Extended_Pictographic}/u;

/** A blank of any width, or what breaks a line: each stands for one blank in a text of one line. */
export const BLANK = /\r\n|[\t\n\u000b\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu;

/** Dashes of every width; in a code they all mean the one on the keyboard. */
export const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/gu;

/**
 * What no text of ours may hold: control characters beside tab and line break, halves of pairs, characters that
 * Unicode will never assign (no XML and so no Excel file can hold U+FFFE and U+FFFF), and signs that turn the
 * direction of writing, because what is shown would differ from what is stored.
 */
const REFUSED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/u;

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'Nullzeichen',
  0x1b: 'Escape-Zeichen',
  0x7f: 'Löschzeichen',
  0xad: 'weiches Trennzeichen',
  0x200b: 'Leerzeichen ohne Breite',
  0xfeff: 'Byte-Reihenfolge-Marke',
  0xfffd: 'Ersatzzeichen für ein unlesbares Zeichen',
};

const GROUPS: readonly [RegExp, string][] = [
  [/\p{Noncharacter_Code_Point}/u, 'Zeichen, das es in Unicode nicht gibt'],
  [/[\ud800-\udfff]/u, 'halbes Zeichenpaar'],
  [/[\u202a-\u202e\u2066-\u2069]/u, 'Zeichen, das die Schreibrichtung umkehrt'],
  [/\p{Cc}/u, 'Steuerzeichen'],
  [/\p{Co}/u, 'Zeichen ohne allgemeine Bedeutung'],
  [/\p{Nd}/u, 'Ziffer einer anderen Schrift'],
  [/\p{Script=Cyrillic}/u, 'kyrillischer Buchstabe'],
  [/\p{Script=Greek}/u, 'griechischer Buchstabe'],
  [/\p{L}/u, 'Buchstabe einer anderen Schrift'],
];

/** `weiches Trennzeichen (U+00AD)` */
export function signName(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  const word = NAMES[point] ?? GROUPS.find(([group]) => group.test(sign))?.[1] ?? 'Zeichen';
  return `${word} (U+${point.toString(16).toUpperCase().padStart(4, '0')})`;
}

/** The first sign of a text that a pattern finds, and its place as a person counts: `… an Stelle 4`. */
export function signAt(text: string, pattern: RegExp): string | undefined {
  const signs = Array.from(text);
  const at = signs.findIndex((sign) => pattern.test(sign));
  const sign = signs[at];
  return sign === undefined ? undefined : `${signName(sign)} an Stelle ${at + 1}`;
}

/** What of a text no program can be relied on to keep, in words; undefined = nothing. */
export function refusedSign(text: string): string | undefined {
  // Most texts are plain: one look without making a list of their signs.
  return REFUSED.test(text) ? signAt(text, REFUSED) : undefined;
}

/** Without signs that cannot be seen; those that make a picture of several stay. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, (sign, at: number) => {
    const joins = sign === '\u200d' || sign === '\ufe0f';
    return joins && PICTURE.test(text.slice(Math.max(0, at - 3), at)) ? sign : '';
  });
}
