import { CompiledQuery } from 'kysely';
import type { Queries } from './handles.ts';

/** Tables that are only added to, in the order of their ids: the last id says how far one has read. */
const ADDED = [
  'budget_line',
  'commitment',
  'commitment_entry',
  'assignment',
  'cover_group',
  'envelope',
  'envelope_end',
  'grade_rate',
  'import',
  'import_undo',
  'issued_report',
  'line_forecast',
  'master_fact',
  'milestone',
  'milestone_actual',
  'milestone_baseline',
  'milestone_end',
  'milestone_fact',
  'milestone_forecast',
  'movement',
  'position_event',
  'posting',
  'project_fact',
  'project_place',
  'project_state',
  'record_taken_back',
  'risk_assessment',
  'status_report',
] as const;

/** Small tables whose rows are changed too, each change counting the row's version up. */
const VERSIONED = [
  'council_paper',
  'field_of_action',
  'office',
  'position',
  'project',
  'report_round',
  'stage',
  'sub_budget',
] as const;

type Mark =
  | 'cover_edge'
  | (typeof ADDED)[number]
  | (typeof VERSIONED)[number]
  | 'history'
  | 'projects'
  | 'record_returned'
  | 'meta';

/** How far a state of the data has come: equal marks of a table = the same rows. */
export type Marks = Readonly<Record<Mark, number | string>> & { readonly history: number };

const ASKED = [
  '(select coalesce(max(seq), 0) from history) as history',
  '(select count(*) from record_returned) as record_returned',
  '(select count(*) from cover_edge) as cover_edge',
  // The projects alone, whatever their rows say: what is called by a number and belongs to something else.
  '(select coalesce(max(id), 0) from project) as projects',
  "(select coalesce(max(value), '') from meta where key = 'light-thresholds') as meta",
  ...ADDED.map((table) => `(select coalesce(max(id), 0) from "${table}") as "${table}"`),
  ...VERSIONED.map(
    (table) =>
      `(select count(*) || '/' || coalesce(max(id), 0) || '/' || coalesce(sum(version), 0) from "${table}") as "${table}"`,
  ),
];
const QUESTION = `select ${ASKED.join(', ')}`;

/**
 * Facts a process keeps between requests, each part beside the marks of the tables it was read from. What was added
 * since is read when somebody asks, so that a kept fact is never older than the snapshot that asks for it: whoever
 * wrote, this process, another one or the command line.
 */
export interface Part<T> {
  /** The tables it is read from. */
  readonly tables: readonly Mark[];
  /**
   * Reads the part, or what was added to it: `before` with the marks it was read at. May add to `before` in place,
   * because whoever reads facts passes over those of a later history row than his snapshot's.
   */
  read(read: Queries, before: { value: T; marks: Marks } | undefined, marks: Marks): Promise<T>;
}

interface KeptPart {
  marks: Marks;
  value: unknown;
}

const same = (tables: readonly Mark[], a: Marks, b: Marks): boolean =>
  tables.every((table) => a[table] === b[table]);

/** What one process keeps of one database. */
export class KeptFacts {
  readonly #parts = new Map<Part<unknown>, KeptPart>();
  readonly #reading = new Map<Part<unknown>, Promise<unknown>>();

  async part<T>(read: Queries, part: Part<T>, marks: Marks): Promise<T> {
    for (;;) {
      const kept = this.#parts.get(part);
      // A later state holds everything of an earlier one.
      if (kept && (same(part.tables, kept.marks, marks) || kept.marks.history > marks.history))
        return kept.value as T;
      const running = this.#reading.get(part);
      if (!running) break;
      await running.catch(() => undefined);
    }
    const reading = this.#extend(read, part, marks);
    this.#reading.set(part, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(part);
    }
  }

  async #extend<T>(read: Queries, part: Part<T>, marks: Marks): Promise<T> {
    const kept = this.#parts.get(part) as { value: T; marks: Marks } | undefined;
    // What was half added to is read anew by the next one.
    this.#parts.delete(part);
    const value = await part.read(read, kept, marks);
    this.#parts.set(part, { marks, value });
    return value;
  }
}

interface Looking {
  facts: KeptFacts;
  marks: Promise<Marks> | undefined;
}

const looking = new WeakMap<Queries, Looking>();

/** To be called with the handle of a snapshot, before it is handed out. */
export function lookWith(read: Queries, facts: KeptFacts): void {
  looking.set(read, { facts, marks: undefined });
}

/** How far the snapshot has come, asked once per snapshot; undefined where this process keeps nothing. */
export async function marksOf(read: Queries): Promise<Marks | undefined> {
  const own = looking.get(read);
  if (!own) return undefined;
  own.marks ??= read
    .executeQuery<Marks>(CompiledQuery.raw(QUESTION))
    .then(({ rows: [marks] }) => marks ?? Promise.reject(new Error('no marks')));
  return own.marks;
}

/** A part as it was at the snapshot or later; undefined where this process keeps nothing. */
export async function keptPart<T>(read: Queries, part: Part<T>): Promise<T | undefined> {
  const marks = await marksOf(read);
  const own = looking.get(read);
  return marks && own ? own.facts.part(read, part, marks) : undefined;
}

/** Rows of an id-ordered table behind the one read last, in batches that hold nobody up. */
export async function eachBatch<Row extends { id: number }>(
  after: number,
  batch: (after: number, most: number) => Promise<Row[]>,
  take: (row: Row) => void,
): Promise<void> {
  const MOST = 4_000;
  for (let last = after; ;) {
    const rows = await batch(last, MOST);
    for (const row of rows) take(row);
    const end = rows.at(-1);
    if (!end || rows.length < MOST) return;
    last = end.id;
  }
}
