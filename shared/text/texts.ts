import type { Read } from '../read.ts';
import { BLANK, refusedSign, withoutInvisible } from './signs.ts';

/** Plain Latin text without outer blanks: nothing to do, and most texts are. */
const PLAIN = /^(?! )[ -~\u00a1-\u00ac\u00ae-\u017f]*(?<! )$/u;

const refused = (sign: string): { fault: string } => ({
  fault: `Unerlaubtes Zeichen: ${sign}.`,
});

/**
 * The gate for a text of one line, from a person or a file: composed (NFC), without signs that cannot be seen, every
 * tab, line break and wide blank a plain blank, none at the ends. A sign that no file can hold, or that turns the
 * direction of writing, is a fault that names it.
 */
export function readLine(text: string): Read<string> {
  if (PLAIN.test(text)) return { value: text };
  const sign = refusedSign(text);
  if (sign !== undefined) return refused(sign);
  return { value: withoutInvisible(text.normalize('NFC')).replace(BLANK, ' ').trim() };
}

/** The same for a text of several lines: line breaks stay, as `\n`; outer blanks and lines go. */
export function readLines(text: string): Read<string> {
  const sign = refusedSign(text);
  if (sign !== undefined) return refused(sign);
  const lines = text
    .replace(/\r\n?|[\u000b\f\u0085\u2028\u2029]/gu, '\n')
    .normalize('NFC')
    .split('\n')
    .map((line) => withoutInvisible(line).replace(BLANK, ' ').trimEnd());
  return { value: lines.join('\n').trim() };
}
