/** The largest of any number of values, or `least`; unlike `Math.max(...values)` it takes as many as there are. */
export function largest(values: Iterable<number>, least = -Infinity): number {
  let most = least;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** The smallest of any number of values, or `most`. */
export function smallest(values: Iterable<number>, most = Infinity): number {
  let least = most;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** Adds all values to the end of a list; unlike `list.push(...values)` as many as there are. */
export function pushAll<T>(list: T[], values: Iterable<T>): void {
  for (const value of values) list.push(value);
}
