import type { Read } from '../read.ts';
import type { NumberFormat } from './file-shape.ts';

/** A number taken apart, digits kept as digits: `-1.234,5` is negative, `1234`, `5`. */
export interface DecimalDigits {
  negative: boolean;
  whole: string;
  fraction: string;
}

type Signed = Pick<DecimalDigits, 'negative'> & { figure: string };

const MARK_WORDS: Record<string, string> = {
  ',': 'Komma',
  '.': 'Punkt',
  "'": 'Hochkomma',
  ' ': 'Leerzeichen',
};
const MINUS_WORDS: Record<NumberFormat['minus'], string> = {
  leading: 'vorn',
  trailing: 'hinten',
  both: 'vorn oder hinten',
  brackets: 'in Klammern',
  any: 'vorn, hinten oder in Klammern, auch mit Plus',
};

/** Blanks that group digits: the plain one, the two that do not break a line, the thin one and the one as wide as a digit. */
const BLANKS = /[ \u00A0\u2007\u2009\u202F]/gu;
const APOSTROPHES = /[\u2019\u02BC]/gu;

/** `Komma vor den Dezimalen, Tausender mit Punkt, Minus hinten` */
export function formWords(format: NumberFormat): string {
  const thousands =
    format.thousands === null ? 'ohne Tausenderzeichen' : `Tausender mit ${MARK_WORDS[format.thousands]}`;
  const exponent = format.exponent ? ', auch mit Exponent' : '';
  return `${MARK_WORDS[format.decimal]} vor den Dezimalen, ${thousands}, Minus ${MINUS_WORDS[format.minus]}${exponent}`;
}

/** How a number must be written, as a fault says it. */
export function formatWords(format: NumberFormat): string {
  return `Erwartet wird eine Zahl mit ${formWords(format)}.`;
}

function withoutCurrency(text: string, currency: string | undefined): string {
  if (currency === undefined) return text;
  if (text.endsWith(currency)) return text.slice(0, -currency.length).trimEnd();
  if (text.startsWith(currency)) return text.slice(currency.length).trimStart();
  const [sign = ''] = text;
  return '+-'.includes(sign) && text.startsWith(currency, 1)
    ? `${sign}${text.slice(currency.length + 1).trimStart()}`
    : text;
}

/** Takes a mark such as `S` or `Haben` off one end; it must stand apart from letters and digits of its own kind. */
function withoutMark(text: string, marks: readonly string[]): string | undefined {
  for (const mark of [...marks].sort((a, b) => b.length - a.length)) {
    const before = text.slice(0, -mark.length).trimEnd();
    if (text.endsWith(mark) && /[\d)+-]$/u.test(before)) return before;
    const after = text.slice(mark.length).trimStart();
    if (text.startsWith(mark) && /^[\d(+-]/u.test(after)) return after;
  }
  return undefined;
}

/** The sign that a mark at the amount gives (Soll and Haben). A mark and a sign of its own contradict each other. */
function splitMark(text: string, format: NumberFormat): Read<Signed> {
  const { marks } = format;
  if (!marks) return { value: { negative: false, figure: text } };
  const minus = withoutMark(text, marks.minus);
  const figure = minus ?? withoutMark(text, marks.plus);
  if (figure !== undefined && /^[-(+]|[-)+]$/u.test(figure))
    return { fault: 'Der Betrag hat ein Kennzeichen und ein Vorzeichen.' };
  if (figure === undefined && marks.plus.length > 0 && /[1-9]/u.test(text)) {
    const words = [...marks.plus, ...marks.minus].map((mark) => `„${mark}“`).join(' oder ');
    return { fault: `Am Betrag fehlt das Kennzeichen ${words}.` };
  }
  return { value: { negative: minus !== undefined, figure: figure ?? text } };
}

/** Takes the sign off, in the places the format allows; undefined when it stands elsewhere. */
function splitSign(text: string, minus: NumberFormat['minus']): Signed | undefined {
  const inBrackets = text.startsWith('(') && text.endsWith(')');
  if (inBrackets)
    return minus === 'brackets' || minus === 'any'
      ? { negative: true, figure: text.slice(1, -1).trim() }
      : undefined;
  const leading = /^[+-]/u.test(text);
  const trailing = /[+-]$/u.test(text);
  if (!leading && !trailing) return { negative: false, figure: text };
  const allowed = leading ? ['leading', 'both', 'any'] : ['trailing', 'both', 'any'];
  const negative = text.at(leading ? 0 : -1) === '-';
  if ((leading && trailing) || !allowed.includes(minus) || (!negative && minus !== 'any')) return undefined;
  return { negative, figure: leading ? text.slice(1).trimStart() : text.slice(0, -1).trimEnd() };
}

function joinGroups(whole: string, thousands: NumberFormat['thousands']): string | undefined {
  if (/^\d+$/u.test(whole)) return whole;
  if (thousands === null) return undefined;
  const groups = whole.split(thousands);
  const wellFormed = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/u : /^\d{3}$/u).test(group));
  return wellFormed ? groups.join('') : undefined;
}

/** The digits with their mark moved by the exponent; at most 30 places, far beyond any amount. */
export function shifted({ negative, whole, fraction }: DecimalDigits, exponent: number): DecimalDigits {
  const places = Math.max(-30, Math.min(30, exponent));
  if (places >= 0) {
    const filled = fraction.padEnd(places, '0');
    return { negative, whole: `${whole}${filled.slice(0, places)}`, fraction: filled.slice(places) };
  }
  const filled = whole.padStart(1 - places, '0');
  return { negative, whole: filled.slice(0, places), fraction: `${filled.slice(places)}${fraction}` };
}

function withExponent(figure: string, format: NumberFormat): { figure: string; exponent: number } {
  const match = format.exponent ? /^(.*\d)[eE]([+-]?\d{1,2})$/u.exec(figure) : null;
  return match ? { figure: match[1] ?? '', exponent: Number(match[2]) } : { figure, exponent: 0 };
}

/** One spelling for what means the same: minus signs, blanks and apostrophes of every make. */
function plainMarks(text: string, { thousands }: NumberFormat): string {
  const plain = text.trim().replace(/\u2212/gu, '-');
  if (thousands === ' ') return plain.replace(BLANKS, ' ');
  return thousands === "'" ? plain.replace(APOSTROPHES, "'") : plain;
}

/**
 * Takes a number apart exactly as the profile writes it (domain.md section 7): the whole text must match, or it is a
 * fault that says what is expected. U+2212 counts as a minus.
 */
export function decimalDigits(text: string, format: NumberFormat): Read<DecimalDigits> {
  const wrong = { fault: formatWords(format) };
  const plain = plainMarks(text, format);
  const outside = withoutCurrency(plain, format.currency);
  const marked = splitMark(outside, format);
  if (marked.fault !== undefined) return marked;
  const signed = splitSign(marked.value.figure, format.minus);
  if (!signed) return wrong;
  // The currency stands once: outside the sign, or between the sign and the figure.
  const inside = outside === plain ? withoutCurrency(signed.figure, format.currency) : signed.figure;
  const { figure, exponent } = withExponent(inside, format);
  const parts = figure.split(format.decimal);
  const whole = joinGroups(parts[0] ?? '', format.thousands);
  const fraction = parts.length === 2 ? (parts[1] ?? '') : '0';
  if (whole === undefined || parts.length > 2 || !/^\d+$/u.test(fraction)) return wrong;
  const negative = signed.negative || marked.value.negative;
  return { value: shifted({ negative, whole, fraction }, exponent) };
}
