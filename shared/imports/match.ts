import type { KeyedRow } from './row-key.ts';
import { pushAll } from '../largest.ts';

/** A row that was taken over before. */
export interface ExistingRow {
  /** Of the posting; 0 where nothing points to it. */
  id?: number;
  key: string;
  occurrence: number;
  content: string;
  /** Its place among equal keys where that is not its occurrence: the twin of its budget line. */
  place?: number;
  /** Taken back by us: no row of a file stands for it any more, only its occurrence stays used. */
  takenBack?: boolean;
  /** What stands, where a change is told by it. */
  cents?: number;
}

export interface MatchedRow {
  keyed: KeyedRow;
  /** `repeat`: the same numbered document line stands in the file more than once; it counts once. */
  outcome: 'add' | 'change' | 'same' | 'repeat' | 'contradiction';
  /** From 1, counting rows of the same key: for `add` the new one, for `same` and `change` the existing one. */
  occurrence: number;
  /** The same among the rows that count: what was taken back leaves its place to the next. */
  place: number;
  /** For `same` and `change` the id of the existing row. */
  existingId: number;
  existingCents?: number;
}

export interface Match {
  rows: MatchedRow[];
  /** Existing rows that no row of the file stands for. */
  missing: ExistingRow[];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const byContent = (a: { content: string }, b: { content: string }): number =>
  a.content < b.content ? -1 : a.content > b.content ? 1 : 0;

const placeOf = (row: ExistingRow): number => row.place ?? row.occurrence;

function asExisting(keyed: KeyedRow, outcome: 'same' | 'change', row: ExistingRow): MatchedRow {
  const { occurrence } = row;
  const cents = row.cents === undefined ? {} : { existingCents: row.cents };
  return { keyed, outcome, occurrence, place: placeOf(row), existingId: row.id ?? 0, ...cents };
}

/** Numbers for new rows of a key: an occurrence nobody ever had, and the first place nobody has now. */
function* newPlaces(
  existing: readonly ExistingRow[],
  counting: readonly ExistingRow[],
): Generator<{ occurrence: number; place: number }, never> {
  const used = new Set(counting.map(placeOf));
  let occurrence = existing.reduce((most, row) => Math.max(most, row.occurrence), 0);
  let place = 0;
  for (;;) {
    occurrence += 1;
    do place += 1;
    while (used.has(place));
    yield { occurrence, place };
  }
}

/**
 * Multiset counting of one key: equal content is matched one to one, what is left on both sides is a change,
 * what is left in the file is new, what is left in the data is missing (n_file − n_db, promises.md I4). Rows that
 * were taken back count as never there. Sorting by content makes the numbering independent of the file's order.
 */
function matchGroup(file: readonly KeyedRow[], existing: readonly ExistingRow[]): Match {
  const counting = existing.filter((row) => row.takenBack !== true);
  const open = grouped(
    [...counting].sort((a, b) => a.occurrence - b.occurrence),
    (row) => row.content,
  );
  const rows: MatchedRow[] = [];
  const rest: KeyedRow[] = [];
  for (const keyed of file) {
    const twin = open.get(keyed.content)?.shift();
    if (twin) rows.push(asExisting(keyed, 'same', twin));
    else rest.push(keyed);
  }
  const left = [...open.values()].flat().sort((a, b) => a.occurrence - b.occurrence);
  const places = newPlaces(existing, counting);
  for (const keyed of rest.sort((a, b) => byContent(a, b))) {
    const other = left.shift();
    if (other) rows.push(asExisting(keyed, 'change', other));
    else rows.push({ keyed, outcome: 'add', ...places.next().value, existingId: 0 });
  }
  return { rows, missing: left };
}

/** A document line that stands in the file more than once: told twice it counts once, told differently not at all. */
function repeatsOf(group: readonly KeyedRow[]): { kept: KeyedRow[]; set: MatchedRow[] } {
  const [first, ...others] = group;
  if (!first || others.length === 0) return { kept: [...group], set: [] };
  const once = { occurrence: 1, place: 1, existingId: 0 };
  if (others.some((other) => other.content !== first.content)) {
    return { kept: [], set: group.map((keyed) => ({ keyed, outcome: 'contradiction', ...once })) };
  }
  return { kept: [first], set: others.map((keyed) => ({ keyed, outcome: 'repeat', ...once })) };
}

/**
 * What becomes of each row of a file, given what was taken over before. Every row gets exactly one outcome; the
 * order of rows does not matter; matching again after adding what is new adds nothing.
 * `numbered` says that a key may count only once (rows with company code, year, document number and line item).
 */
export function matchRows(
  file: readonly KeyedRow[],
  existing: readonly ExistingRow[],
  numbered: boolean,
): Match {
  const present = grouped(existing, (row) => row.key);
  const rows: MatchedRow[] = [];
  const missing: ExistingRow[] = [];
  for (const [key, group] of grouped(file, (row) => row.key)) {
    const { kept, set } = numbered ? repeatsOf(group) : { kept: group, set: [] };
    const match = matchGroup(kept, present.get(key) ?? []);
    present.delete(key);
    pushAll(rows, match.rows);
    pushAll(rows, set);
    if (kept.length > 0) pushAll(missing, match.missing);
  }
  for (const untouched of present.values())
    pushAll(
      missing,
      untouched.filter((row) => row.takenBack !== true),
    );
  return { rows, missing };
}
