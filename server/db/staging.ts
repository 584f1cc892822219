import Sqlite from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Pages of a staging table held in memory; the rest lies in its file. */
const CACHE_KB = 8_192;
const ROWS_AT_ONCE = 1_000;
const PREFIX = 'moves-staged-';
const DAY_MS = 86_400_000;

/** Rows laid ready outside the database for one transaction, which finds them under `name`. */
export interface StagedTable {
  name: string;
  /** The SQLite file with a table or view of that name. */
  path: string;
  /** Its columns with their types on PostgreSQL. */
  columns: Readonly<Record<string, 'text' | 'bigint'>>;
  /** The same rows, in batches; values in the order of the columns. */
  batches: () => Iterable<unknown[][]>;
}

/** When a file was last written; 0 = it is gone. */
const writtenAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What a process that was killed left behind, once it is a day older than our own; whoever works has younger ones. */
function sweep(own: string): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    if (writtenAt(own) - writtenAt(path) > DAY_MS) rmSync(path, { force: true });
  }
}

let swept = false;

/** What is kept of this process for later: the newest, and those written within half an hour before them. */
const MOST_KEPT = 3;
const KEPT_MS = 1_800_000;
const KEPT = `${PREFIX}${process.pid}-kept-`;

function dropKept(): void {
  const kept = readdirSync(tmpdir())
    .filter((name) => name.startsWith(KEPT))
    .map((name) => join(tmpdir(), name))
    .map((path) => ({ path, at: writtenAt(path) }))
    .sort((a, b) => b.at - a.at);
  // The newest was written just now.
  const now = kept[0]?.at ?? 0;
  for (const [n, { path, at }] of kept.entries())
    if (n >= MOST_KEPT || now - at > KEPT_MS) rmSync(path, { force: true });
}

/** Removes what threads that were ended had open; for the end of the process. */
export function dropStaged(): void {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(`${PREFIX}${process.pid}-`)) rmSync(join(tmpdir(), name), { force: true });
}

/** A file of our own that nobody else may read. */
function ownFile(): string {
  const path = freshPath();
  closeSync(openSync(path, 'wx', 0o600));
  if (!swept) sweep(path);
  swept = true;
  return path;
}

const freshPath = (): string => join(tmpdir(), `${PREFIX}${process.pid}-${randomUUID()}`);

/**
 * Opens what a staging of this process was kept as, whatever thread it was: for one caller, who closes it. Undefined
 * when it is gone.
 */
export function takeKept(name: string): Staging | undefined {
  const path = freshPath();
  try {
    renameSync(`${join(tmpdir(), KEPT)}${name}`, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return new Staging('', path);
}

/**
 * Tables that live only as long as they are open, in a file of their own: for what is too much for memory and is no
 * fact. The same on both engines, because it is no part of the database. Must be closed, which removes the file.
 */
export class Staging {
  readonly path: string;
  readonly #connection: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(script: string, path = ownFile()) {
    this.path = path;
    this.#connection = new Sqlite(this.path);
    for (const pragma of ['journal_mode = off', 'synchronous = off', 'temp_store = file'])
      this.#connection.pragma(pragma);
    this.#connection.pragma(`cache_size = -${CACHE_KB}`);
    this.#connection.exec(script);
  }

  run(text: string, ...values: readonly unknown[]): void {
    this.#prepared(text).run(...values);
  }

  all(text: string, ...values: readonly unknown[]): Record<string, unknown>[] {
    return this.#prepared(text)
      .raw(false)
      .all(...values) as Record<string, unknown>[];
  }

  /** The same without the names of the columns. */
  rows(text: string, ...values: readonly unknown[]): unknown[][] {
    return this.#prepared(text)
      .raw(true)
      .all(...values) as unknown[][];
  }

  /** One row after another; nothing may be written meanwhile. */
  each(text: string, ...values: readonly unknown[]): IterableIterator<unknown[]> {
    return this.#prepared(text)
      .raw(true)
      .iterate(...values) as IterableIterator<unknown[]>;
  }

  /** The rows of a statement in batches; nothing may be written meanwhile. */
  *batches(text: string): Generator<unknown[][]> {
    let batch: unknown[][] = [];
    for (const row of this.each(text)) {
      batch.push(row);
      if (batch.length < ROWS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Several writes as one, which is many times as fast. */
  atOnce(work: () => void): void {
    this.#connection.transaction(work)();
  }

  /** Closes it without removing its file, for `takeKept`. The name must be nobody's guess. */
  keepAs(name: string): void {
    this.#connection.close();
    renameSync(this.path, `${join(tmpdir(), KEPT)}${name}`);
    dropKept();
  }

  close(): void {
    this.#connection.close();
    rmSync(this.path, { force: true });
  }

  #prepared(text: string): Sqlite.Statement {
    const known = this.#statements.get(text) ?? this.#connection.prepare(text);
    this.#statements.set(text, known);
    return known;
  }
}
