function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, one]) => [key, ordered(one)]));
}

/**
 * JSON with its keys in order and nothing absent: equal values give equal text, so that a hash means the
 * value. Keys that look like whole numbers are put first by the language itself, which is an order too.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value));
}
