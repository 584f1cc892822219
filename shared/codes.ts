import type { Read } from './read.ts';
import { BLANK, DASHES, refusedSign, signAt, withoutInvisible } from './text/signs.ts';

/**
 * Codes by which things are told apart, each with its one canonical form (docs/decisions/0028). Two texts mean the
 * same thing exactly when their keys (`codeKey`) are equal; every comparison asks for keys, never for texts.
 *
 * `number`: numbers that SAP gives (documents, orders, vendors, accounts, company codes), stored and shown as SAP shows
 * them: without leading zeros, in capitals. `item`: a line item, shown with three digits. `object`: cost centres,
 * internal orders and WBS elements; `own`: what the city itself keeps (projects, posts, sub-budgets, offices), shown
 * as it is written there.
 */
export type CodeKind = 'number' | 'item' | 'company' | 'object' | 'own';

const DIGITS = /^\d+$/u;
/** Nothing of it has to change: what almost every code of a file is. */
const PLAIN_NUMBER = /^(?:[1-9]\d*|0)$/u;
/** Signs of a keyboard that stand for themselves wherever they stand in a code: most codes have no others. */
const PLAIN_CODE = /^[0-9A-Za-z][0-9A-Za-z./_-]*$/u;
/** Letters and digits of other scripts look like ours and are not; a replacement sign says that some were lost. */
const FOREIGN =
  /[\ufffd\p{Co}]|(?![0-9])\p{Nd}|(?!\p{Script=Latin})[\p{Script=Cyrillic}\p{Script=Greek}\p{L}](?<![\u00aa\u00b5\u00ba])/u;
/** Numbers of SAP have letters and digits of ours, and the signs of a keyboard. */
const NOT_IN_NUMBERS = /[^ -~\p{Script=Latin}]/u;
/** `4,401E+07`: a program showed a long number short, and its last digits are lost. */
const SHORTENED = /^\d[.,]\d+E\+?\d{1,2}$/iu;

/** SAP's ALPHA rule: a code of digits alone is a number, and leading zeros say nothing. */
export function withoutLeadingZeros(code: string): string {
  return DIGITS.test(code) ? code.replace(/^0+(?=\d)/u, '') : code;
}

/** Full-width forms are the same signs, wider. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** What programs put around a code so that it stays text: `'0815`, `="0815"`. */
function withoutTextMark(text: string): string {
  const inner = text
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^['\u2018\u2019\u201b\u00b4`]+(?=.)/u, '')
    .trim();
  return inner === text ? text : withoutTextMark(inner);
}

/** A number that went through a number cell: `4711.0`, and for what is always a number `4711,00` and `4 711` too. */
function withoutNumberMarks(text: string, kind: CodeKind): string {
  if (!/[., ]/u.test(text)) return text;
  if (kind !== 'number' && kind !== 'item' && kind !== 'company') return text.replace(/^(\d+)\.0$/u, '$1');
  const whole = text.replace(/^(\d+)[.,]0+$/u, '$1');
  return /^\d+(?: \d+)+$/u.test(whole) ? whole.replaceAll(' ', '') : whole;
}

/** As plain signs: what two people would call the same code has the same plain form, but for case and zeros. */
function plain(text: string): string {
  if (PLAIN_CODE.test(text)) return text;
  const seen = withoutInvisible(narrow(text.normalize('NFC'))).replace(DASHES, '-');
  return withoutTextMark(seen.replace(BLANK, ' ').replace(/ {2,}/gu, ' ').trim());
}

function shownForm(code: string, kind: CodeKind): string {
  if (kind === 'own') return code;
  const number = withoutLeadingZeros(code);
  if (kind === 'object') return number;
  const width = kind === 'item' ? 3 : kind === 'company' ? 4 : 0;
  return DIGITS.test(number) ? number.padStart(width, '0') : number.toUpperCase();
}

/** Why a text is no code, naming the sign and its place; undefined = it is one. */
function faultOf(text: string, code: string, kind: CodeKind): string | undefined {
  const isNumber = kind !== 'own' && kind !== 'object';
  const sign = PLAIN_CODE.test(text)
    ? undefined
    : (refusedSign(text) ?? signAt(code, isNumber ? NOT_IN_NUMBERS : FOREIGN));
  if (sign !== undefined) return `Unerlaubtes Zeichen in einer Nummer: ${sign}.`;
  if (SHORTENED.test(code)) return `Die Nummer ist verkürzt („${code}“); ihre letzten Ziffern sind verloren.`;
  return undefined;
}

/** The form a code is stored and shown in, from what a person or a file says; a fault names the sign that is in the way. */
export function readCode(text: string, kind: CodeKind): Read<string> {
  if (PLAIN_NUMBER.test(text) && (kind === 'number' || kind === 'object' || kind === 'own'))
    return { value: text };
  const code = plain(text);
  const fault = faultOf(text, code, kind);
  return fault === undefined ? { value: shownForm(withoutNumberMarks(code, kind), kind) } : { fault };
}

/** The stored form of a code where nobody can be told of a fault: of what is searched, or was stored long ago. */
export function codeForm(text: string, kind: CodeKind): string {
  return shownForm(withoutNumberMarks(plain(text), kind), kind);
}

/**
 * What two codes have in common exactly when they mean the same: plain signs, no leading zeros, capitals. Of stored
 * codes; for what somebody wrote its kind says more.
 */
export function codeKey(text: string, kind: CodeKind = 'own'): string {
  if (PLAIN_NUMBER.test(text)) return text;
  return withoutLeadingZeros(withoutNumberMarks(plain(text), kind)).toUpperCase();
}

export function sameCode(a: string, b: string): boolean {
  return a === b || codeKey(a) === codeKey(b);
}
