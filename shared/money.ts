declare const cents: unique symbol;

/**
 * Money: whole euro cents, signed; expense is positive, income negative (domain.md section 3).
 * A float never becomes `Cents`: every door goes through `toCents`, `parseEuro` or the schema in fields.ts.
 */
export type Cents = number & { readonly [cents]: true };

/** Largest amount we accept: 10^14 cents = EUR 1,000,000,000,000; sums of thousands stay exact integers. */
export const MAX_CENTS = 100_000_000_000_000;

/**
 * Largest amount of one row or one entry: 10^12 cents = EUR 10,000,000,000. What is written stays, and every page adds
 * it up: a single entry must not be able to take a sum out of the range of whole cents.
 */
export const MAX_ENTRY_CENTS = 1_000_000_000_000 as Cents;

export const ZERO_CENTS = 0 as Cents;

/** An amount, as a rule a sum, beyond `MAX_CENTS`. */
export class AmountTooLarge extends RangeError {}

/**
 * Brands a whole number of cents. Throws `RangeError` for fractions and NaN, `AmountTooLarge` (one too) for amounts
 * beyond `MAX_CENTS`.
 */
export function toCents(value: number): Cents {
  if (Math.abs(value) > MAX_CENTS) throw new AmountTooLarge(`Der Betrag ist zu groß: ${value}`);
  if (!Number.isSafeInteger(value)) throw new RangeError(`Kein ganzer Centbetrag: ${value}`);
  return (value === 0 ? 0 : value) as Cents;
}

/** Exact sum in cents. Throws `RangeError` if the sum leaves the exact range. */
export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0;
  for (const value of values) {
    total += value;
    if (!Number.isSafeInteger(total)) throw new AmountTooLarge('Die Summe ist zu groß, um genau zu sein.');
  }
  return toCents(total);
}

/** Difference `a − b` in cents. */
export function minusCents(a: Cents, b: Cents): Cents {
  return toCents(a - b);
}

/**
 * Reads a plain decimal amount in euro, as typed on the command line or in a form:
 * `1234.56` or `1.234,56`. Returns undefined when the text is anything else, never a guess:
 * a single dot followed by exactly three digits is refused, because it may be a thousands mark.
 */
export function parseEuro(text: string): Cents | undefined {
  const value = text.trim().replace(/^[−–]/u, '-');
  const german = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})$/u.exec(value);
  const plain = /^(-?)(\d+)(?:\.(\d{1,2}))?$/u.exec(value);
  const match = german ?? plain;
  if (!match) return undefined;
  const whole = (match[2] ?? '').replaceAll('.', '');
  const digits = `${whole}${(match[3] ?? '').padEnd(2, '0')}`;
  const amount = Number(digits);
  if (!Number.isSafeInteger(amount) || amount > MAX_CENTS) return undefined;
  return toCents(match[1] ? -amount : amount);
}

/** `-1234567.89`: exact decimal digits for files and other programs, with the decimal mark they read. */
export function plainEuro(value: number, mark: '.' | ','): string {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}

/** `1.234.567,89` with U+2212 as minus; no unit. The exact figure, to the cent. */
export function formatEuro(value: Cents): string {
  const [whole = '', hundredths = ''] = plainEuro(Math.abs(value), ',').split(',');
  return `${value < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/gu, '.')},${hundredths}`;
}

/** Half away from zero, in whole units of `unit` cents. */
function roundTo(value: Cents, unit: number): number {
  const magnitude = Math.floor((Math.abs(value) * 2 + unit) / (unit * 2));
  return value < 0 ? -magnitude : magnitude;
}

/** `12,34`: millions of euro with two decimals, half away from zero; for overviews only. */
export function formatMillions(value: Cents): string {
  return formatEuro(roundTo(value, 1_000_000) as Cents);
}

/** `1.234`: thousands of euro without decimals, half away from zero; for grids only. */
export function formatThousands(value: Cents): string {
  const rounded = roundTo(value, 100_000);
  return `${rounded < 0 ? '−' : ''}${String(Math.abs(rounded)).replace(/\B(?=(\d{3})+$)/gu, '.')}`;
}

/** `+12,34` or `−12,34`: a change; plus only here (mock/README.md, Numbers). */
export function formatChange(text: string): string {
  return /^[−]/u.test(text) || /^[0.,]+$/u.test(text) ? text : `+${text}`;
}

/**
 * A quota as text: `59,8 %` with one decimal and a no-break space, or `–` when it is undefined
 * (denominator 0), never 0 % or ∞ (domain.md section 3). Both parts are whole numbers of one unit;
 * rounded half away from zero. Throws `RangeError` for fractions.
 */
export function formatQuota(numerator: number, denominator: number): string {
  if (denominator === 0) return '–';
  const [a, b] = [BigInt(numerator), BigInt(denominator)];
  const [part, of] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const tenths = (part * 2000n + of) / (of * 2n);
  const text = String(tenths).padStart(2, '0');
  const sign = a < 0n !== b < 0n && tenths > 0n ? '−' : '';
  return `${sign}${text.slice(0, -1)},${text.slice(-1)}\u00a0%`;
}

/** numerator / denominator to the nearest whole, half away from zero. `denominator` must be positive. */
export function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}
