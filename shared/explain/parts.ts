import type { ExplainPart } from './explain.ts';

/** Parts of a list that one page shows. */
export const PARTS_PER_PAGE = 100;

/** A page of parts with what the others sum to. */
export interface PagedParts<T = ExplainPart> {
  parts: T[];
  page: number;
  carried: number;
  remaining: number;
  hasNext: boolean;
}

/** A part that names only what differs from a plain row of a list. */
export function part(given: Pick<ExplainPart, 'label' | 'value'> & Partial<ExplainPart>): ExplainPart {
  return { letter: null, sign: 1, on: null, note: null, sources: [], explain: null, ...given };
}

/** sign × value: what a part adds to the figure. */
export function amountOf({ sign, value }: Pick<ExplainPart, 'sign' | 'value'>): number {
  return sign * value;
}

/** Σ sign × value, in the unit of the parts. Throws `RangeError` when the sum leaves the exact range. */
export function sumParts(parts: readonly Pick<ExplainPart, 'sign' | 'value'>[]): number {
  const sum = parts.reduce((total, one) => total + amountOf(one), 0);
  if (!Number.isSafeInteger(sum)) throw new RangeError('Die Summe ist zu groß, um genau zu sein.');
  return sum;
}

/** Cuts a complete list into its page; a page behind the end shows nothing and carries everything. */
export function pageOf<T>(
  all: readonly T[],
  page: number,
  sumOf: (parts: readonly T[]) => number,
): PagedParts<T> {
  const from = Math.min((page - 1) * PARTS_PER_PAGE, all.length);
  const parts = all.slice(from, from + PARTS_PER_PAGE);
  const carried = sumOf(all.slice(0, from));
  const remaining = sumOf(all.slice(from + parts.length));
  return { parts, page, carried, remaining, hasNext: from + parts.length < all.length };
}

/** All parts of a formula on one page. */
export function onePage<T>(parts: T[]): PagedParts<T> {
  return { parts, page: 1, carried: 0, remaining: 0, hasNext: false };
}

/**
 * A page that a database read with one row too many, of a list whose total is stored: what is left follows from the
 * total, so nothing behind the page is read.
 */
export function pageOfTotal<T>(
  rows: readonly T[],
  given: { page: number; carried: number; total: number; sumOf: (parts: readonly T[]) => number },
): PagedParts<T> {
  const parts = rows.slice(0, PARTS_PER_PAGE);
  const { page, carried, total, sumOf } = given;
  const remaining = total - carried - sumOf(parts);
  return { parts, page, carried, remaining, hasNext: rows.length > PARTS_PER_PAGE };
}

/** The law of every node: carried + Σ sign × value + remaining = value. */
export function isExplained(
  node: PagedParts<Pick<ExplainPart, 'sign' | 'value'>> & { value: number },
): boolean {
  return node.carried + sumParts(node.parts) + node.remaining === node.value;
}
