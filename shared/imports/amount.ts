import { MAX_CENTS, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { decimalDigits, shifted } from './decimal-digits.ts';
import type { DecimalDigits } from './decimal-digits.ts';
import type { NumberFormat } from './file-shape.ts';
import type { Unit } from './terms.ts';

/** An amount, and by how many millionths of a euro it was rounded to the cent, upwards; absent = exact. */
export type ReadAmount =
  { value: Cents; offMicros?: number; fault?: undefined } | { value?: undefined; fault: string };

/**
 * Largest rounding of a binary fraction to the cent, in millionths of a euro: 0.0005 €. Programs store sums as doubles
 * whose decimals end beyond the cent (5232707.7299999902); real ones are off by up to 0.00015 €. A real third decimal
 * is off by 0.001 € or more and stays a fault (docs/decisions/0037).
 */
export const ROUNDING_MICROS = 500;
const MICROS_PER_CENT = 10_000;

/** Decimal places between the unit and a cent. */
const PLACES: Record<Unit, number> = { CENT: 0, EUR: 2, TEUR: 5, MIO: 8 };
const NO_CENT = 'Der Betrag ist kein ganzer Centbetrag.';
const TOO_LARGE = 'Der Betrag ist zu groß.';

function centsOf(digits: string, negative: boolean): ReadAmount {
  const plain = digits.replace(/^0+(?=\d)/u, '');
  if (plain.length > 15 || Number(plain) > MAX_CENTS) return { fault: TOO_LARGE };
  const cents = Number(plain);
  return { value: toCents(negative ? -cents : cents) };
}

/** The nearest cent of digits that go on behind it, where they are within `ROUNDING_MICROS`. */
function nearestCent(digits: string, rest: string, negative: boolean): ReadAmount {
  const micros = Number(rest.slice(0, 4).padEnd(4, '0'));
  const isUp = micros >= MICROS_PER_CENT / 2;
  const offMicros = isUp ? MICROS_PER_CENT - micros : micros + (rest.length > 4 ? 1 : 0);
  if (offMicros > ROUNDING_MICROS) return { fault: `${NO_CENT} Gerundet wird um höchstens 0,0005 €.` };
  const read = centsOf(isUp ? String(BigInt(digits) + 1n) : digits, negative);
  return read.fault === undefined ? { ...read, offMicros } : read;
}

/** Whole cents from digit strings, without a float. */
function exactCents({ negative, whole, fraction }: DecimalDigits, unit: Unit, rounds: boolean): ReadAmount {
  const places = PLACES[unit];
  const kept = fraction.replace(/0+$/u, '');
  const digits = `${whole}${kept.slice(0, places).padEnd(places, '0')}`;
  if (kept.length <= places) return centsOf(digits, negative);
  return rounds ? nearestCent(digits, kept.slice(places), negative) : { fault: NO_CENT };
}

/**
 * Reads an amount exactly as the profile writes it (decimal-digits.ts); digits stay digits until they are whole cents.
 * Exponents only where the profile consents; NaN, amounts beyond 10^12 EUR and third decimals of a euro are faults,
 * except what `ROUNDING_MICROS` allows where the profile says that a program wrote doubles (`rounding`).
 */
export function parseAmount(text: string, format: NumberFormat, unit: Unit): ReadAmount {
  const read = decimalDigits(text, format);
  return read.fault === undefined ? exactCents(read.value, unit, format.rounding === 'double') : read;
}

/** Reads a number cell of a sheet: the stored decimal of a binary double, rounded to the cent inside `ROUNDING_MICROS`. */
export function parseStoredNumber(stored: string, unit: Unit): ReadAmount {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u.exec(stored);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || `${whole}${fraction}` === '') return { fault: 'Die Zelle enthält keine Zahl.' };
  const digits = shifted({ negative: sign === '-', whole: whole || '0', fraction }, Number(exponent));
  return exactCents(digits, unit, true);
}
