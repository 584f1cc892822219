/** Rows, or ids, of one statement: below the bind limits of both engines, and no statement holds others up. */
export const ROWS_AT_ONCE = 200;

/** A list in stretches of so many, the last one shorter; none of an empty list. */
export function* batches<T>(rows: readonly T[], size = ROWS_AT_ONCE): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
