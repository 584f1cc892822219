import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** The whole, in hundredths of a percent. */
export const WHOLE_SHARE = 10_000;

/**
 * An amount split by shares in hundredths of a percent that sum to the whole: each part in cents, Σ = amount exactly.
 * Every part gets its whole cents; the cents that are left go to the parts with the largest remainder, the earlier
 * one first. Throws `RangeError` when the shares are not the whole.
 */
export function splitByShares(cents: Cents, shares: readonly number[]): Cents[] {
  if (shares.some((share) => !Number.isInteger(share) || share < 0))
    throw new RangeError('Ein Anteil ist eine ganze Zahl von Hundertstel Prozent.');
  if (shares.reduce((sum, share) => sum + share, 0) !== WHOLE_SHARE)
    throw new RangeError('Die Anteile ergeben nicht 100 %.');
  const [sign, amount] = [cents < 0 ? -1 : 1, BigInt(Math.abs(cents))];
  const exact = shares.map((share) => amount * BigInt(share));
  const whole = exact.map((part) => Number(part / BigInt(WHOLE_SHARE)));
  const left = Math.abs(cents) - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, rest: Number(part % BigInt(WHOLE_SHARE)) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left);
  const extra = new Set(byRemainder.map(({ index }) => index));
  return whole.map((part, index) => toCents(sign * (part + (extra.has(index) ? 1 : 0))));
}

/** What of an amount the parts leave over, in cents; 0 = they are the whole. */
export function restOf(cents: Cents, parts: readonly Cents[]): Cents {
  return toCents(cents - sumCents(parts));
}
