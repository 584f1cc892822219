import * as z from 'zod';
import { fold } from '../search/fold.ts';
import { COMMON_WORDS } from './common-words.ts';

/** Long enough that a second factor is a second one (NIST SP 800-63B-4); no rule about kinds of signs. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;
/** Shorter logins would forbid every password that happens to hold a syllable. */
const SHORTEST_LOGIN = 3;
/** Rows of keys and the alphabet, in both directions. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertzuiop',
  'qwertyuiop',
  'asdfghjkl',
  'yxcvbnm',
];
const SIGN_LETTERS: Readonly<Record<string, string>> = {
  ...{ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' },
};

/** One text for one password, however a keyboard puts its signs together. */
export const plainPassword = (password: string): string => password.normalize('NFKC');

const written = (text: string): string =>
  text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');

/** The letters alone; or with the signs that stand for letters inside a word. */
const lettersOf = (text: string, inWords: (word: string) => string): string =>
  text.replace(/[a-z0-9@$]+/gu, inWords).replace(/[^a-z]/gu, '');

const asLetters = (word: string): string =>
  /[a-z]/u.test(word) ? word.replace(/[013457@$]/gu, (sign) => SIGN_LETTERS[sign] ?? sign) : '';

/** Made of common words and nothing else. */
function isOfCommonWords(letters: string): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < letters.length; at += 1) {
    if (!reached.has(at)) continue;
    for (const word of COMMON_WORDS) if (letters.startsWith(word, at)) reached.add(at + word.length);
  }
  return letters !== '' && reached.has(letters.length);
}

/** A few signs again and again: `abcabcabc…`, `aaaa…`. */
function isRepeated(text: string): boolean {
  return new Set(text).size < 5 || /^(.{1,6}?)\1+.{0,5}$/u.test(text);
}

/** Made of runs of neighbours on the keyboard or in the alphabet: `123456789012345`, `qwertzuiopasdfgh`. */
function isRow(text: string): boolean {
  const rows = ROWS.flatMap((row) => [
    row + row,
    Array.from(row + row)
      .reverse()
      .join(''),
  ]);
  let rest = text.replace(/[^a-z0-9]/gu, '');
  if (rest.length < text.length / 2) return false;
  while (rest.length >= 3) {
    const longest = rows.map((row) => runLength(row, rest)).reduce((most, one) => Math.max(most, one), 0);
    if (longest < 3) return false;
    rest = rest.slice(longest);
  }
  return true;
}

function runLength(row: string, text: string): number {
  let length = 0;
  while (length < text.length && row.includes(text.slice(0, length + 1))) length += 1;
  return length;
}

/** Why this cannot be a password of that account; undefined = it can. */
export function passwordFault(password: string, login: string): string | undefined {
  const text = plainPassword(password);
  const { length } = Array.from(text);
  if (length < SHORTEST_PASSWORD)
    return `Mindestens ${SHORTEST_PASSWORD} Zeichen, gern mehrere Wörter mit Leerzeichen.`;
  if (length > LONGEST_PASSWORD) return `Höchstens ${LONGEST_PASSWORD} Zeichen.`;
  const name = fold(login);
  if (name.length >= SHORTEST_LOGIN && fold(text).includes(name))
    return 'Der Anmeldename darf nicht darin stehen.';
  const low = written(text);
  const letters = [lettersOf(low, (word) => word), lettersOf(low, asLetters)];
  const isCommon = isRepeated(low) || isRow(low) || letters.some(isOfCommonWords);
  return isCommon ? 'Das lässt sich erraten: Bitte weniger übliche Wörter wählen.' : undefined;
}

/** A password as it is sent; what it must be like, only the account it is for can tell. */
export const passwordField = z
  .string()
  .min(1, 'Bitte das Kennwort eingeben.')
  .max(4 * LONGEST_PASSWORD);
