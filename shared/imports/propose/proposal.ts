/** One way to read something, and why. */
export interface Way<T> {
  value: T;
  reason: string;
}

/**
 * What a file suggests about a setting of a profile, from all of it. Never more than a proposal: a person confirms it.
 * `value` is null where the file allows readings that differ, or none; `others` are the ways one may choose instead.
 */
export interface Proposal<T> {
  value: T | null;
  reason: string;
  others: readonly Way<T>[];
}

/** `1.234` */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, '.');
}
