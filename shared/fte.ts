declare const fte: unique symbol;

/** Full-time equivalents as whole ten-thousandths: 98.0000 posts = 980000 (domain.md section 4). */
export type Fte = number & { readonly [fte]: true };

/** Largest number of posts we accept: 100,000. */
export const MAX_FTE = 1_000_000_000;

/** Brands whole ten-thousandths. Throws `RangeError` for anything that is not whole. */
export function toFte(tenThousandths: number): Fte {
  if (!Number.isSafeInteger(tenThousandths) || Math.abs(tenThousandths) > MAX_FTE) {
    throw new RangeError(`Kein Stellenanteil in Zehntausendsteln: ${tenThousandths}`);
  }
  return (tenThousandths === 0 ? 0 : tenThousandths) as Fte;
}

export function sumFte(values: Iterable<Fte>): Fte {
  let total = 0;
  for (const value of values) total += value;
  return toFte(total);
}

/** Reads `0,5`, `120.75` or `57,1889`; at most four decimals, never a float on the way. */
export function parseFte(text: string): Fte | undefined {
  const match = /^(\d{1,5})(?:[.,](\d{1,4}))?$/u.exec(text.trim());
  if (!match) return undefined;
  return toFte(Number(`${match[1]}${(match[2] ?? '').padEnd(4, '0')}`));
}

/** `98,0000`: all four decimals, for details and files. */
export function formatFteExact(value: Fte): string {
  const digits = String(Math.abs(value)).padStart(5, '0');
  return `${value < 0 ? '−' : ''}${digits.slice(0, -4)},${digits.slice(-4)}`;
}

/** `63,45`: two decimals, half away from zero; for overviews. */
export function formatFte(value: Fte): string {
  const hundredths = Math.floor((Math.abs(value) + 50) / 100);
  const digits = String(hundredths).padStart(3, '0');
  return `${value < 0 && hundredths > 0 ? '−' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
