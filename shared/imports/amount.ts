import { MAX_CENTS, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { NumberFormat } from './file-shape.ts';
import type { Unit } from './terms.ts';

/** A value or, in German, why there is none. */
export type Read<T> = { value: T; fault?: undefined } | { value?: undefined; fault: string };

/** Decimal places between the unit and a cent. */
const PLACES: Record<Unit, number> = { EUR: 2, TEUR: 5, MIO: 8 };
const MARK_WORDS: Record<string, string> = {
  ',': 'Komma',
  '.': 'Punkt',
  "'": 'Hochkomma',
  ' ': 'Leerzeichen',
};

function fault(text: string): { fault: string } {
  return { fault: text };
}

/** Whole cents from digit strings, without a float: `whole.fraction` in `unit`. */
function exactCents(negative: boolean, whole: string, fraction: string, unit: Unit): Read<Cents> {
  const places = PLACES[unit];
  const kept = fraction.replace(/0+$/u, '');
  if (kept.length > places) return fault('Der Betrag ist kein ganzer Centbetrag.');
  const digits = `${whole}${kept.padEnd(places, '0')}`.replace(/^0+(?=\d)/u, '');
  if (digits.length > 15 || Number(digits) > MAX_CENTS) return fault('Der Betrag ist zu groß.');
  const cents = Number(digits);
  return { value: toCents(negative ? -cents : cents) };
}

function withoutCurrency(text: string, currency: string | undefined): string {
  if (currency === undefined) return text;
  if (text.endsWith(currency)) return text.slice(0, -currency.length).trimEnd();
  if (text.startsWith(currency)) return text.slice(currency.length).trimStart();
  return text.startsWith(`-${currency}`) ? `-${text.slice(currency.length + 1).trimStart()}` : text;
}

/** Takes the sign off, in the places the format allows; undefined when it stands elsewhere. */
function splitSign(
  text: string,
  minus: NumberFormat['minus'],
): { negative: boolean; figure: string } | undefined {
  const leading = text.startsWith('-');
  const trailing = text.endsWith('-');
  if (leading && trailing) return undefined;
  if (leading)
    return minus === 'trailing' ? undefined : { negative: true, figure: text.slice(1).trimStart() };
  if (trailing)
    return minus === 'leading' ? undefined : { negative: true, figure: text.slice(0, -1).trimEnd() };
  return { negative: false, figure: text };
}

function joinGroups(whole: string, thousands: NumberFormat['thousands']): string | undefined {
  if (/^\d+$/u.test(whole)) return whole;
  if (thousands === null) return undefined;
  const groups = whole.split(thousands);
  const wellFormed = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/u : /^\d{3}$/u).test(group));
  return wellFormed ? groups.join('') : undefined;
}

function describe(format: NumberFormat): string {
  const thousands =
    format.thousands === null ? 'ohne Tausenderzeichen' : `Tausender mit ${MARK_WORDS[format.thousands]}`;
  const minus = { leading: 'vorn', trailing: 'hinten', both: 'vorn oder hinten' }[format.minus];
  return `Erwartet wird eine Zahl mit ${MARK_WORDS[format.decimal]} vor den Dezimalen, ${thousands}, Minus ${minus}.`;
}

/**
 * Reads an amount exactly as the profile writes it (domain.md section 7): the whole text must match, digits stay
 * digits until they are whole cents. U+2212 counts as a minus; `-0,00` is 0. Exponents, NaN, third decimals of
 * a euro and amounts beyond 10^12 EUR are faults, never rounded.
 */
export function parseAmount(text: string, format: NumberFormat, unit: Unit): Read<Cents> {
  const plain = withoutCurrency(text.trim().replace(/\u2212/gu, '-'), format.currency);
  const signed = splitSign(plain, format.minus);
  const parts = signed?.figure.split(format.decimal) ?? [];
  const whole = joinGroups(parts[0] ?? '', format.thousands);
  if (signed === undefined || whole === undefined || parts.length > 2) return fault(describe(format));
  const fraction = parts.length === 2 ? (parts[1] ?? '') : '0';
  if (!/^\d+$/u.test(fraction)) return fault(describe(format));
  return exactCents(signed.negative, whole, fraction, unit);
}

/**
 * Reads a number cell of a sheet. A sheet stores binary doubles; what was typed is the double's decimal with
 * 15 significant digits (the precision Excel itself shows), and that decimal must be whole cents.
 */
export function parseStoredNumber(stored: string, unit: Unit): Read<Cents> {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(stored))
    return fault('Die Zelle enthält keine Zahl.');
  const decimal = Number(stored).toPrecision(15);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(decimal);
  if (match) return exactCents(match[1] === '-', match[2] ?? '', match[3] ?? '', unit);
  return fault(decimal.includes('e-') ? 'Der Betrag ist kein ganzer Centbetrag.' : 'Der Betrag ist zu groß.');
}
