import Sqlite from 'better-sqlite3';

/** Pages of a staging table held in memory; the rest lies in its file. */
const CACHE_KB = 8_192;

/**
 * A table that lives only as long as it is open, in a file without a name that the system removes with the process: for
 * what is too much for memory and is no fact. The same on both engines, because it is no part of the database.
 */
export class Staging {
  readonly #connection: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(script: string) {
    // An empty path is a temporary database; nothing in it has to survive anything.
    this.#connection = new Sqlite('');
    for (const pragma of ['journal_mode = off', 'synchronous = off', 'temp_store = file'])
      this.#connection.pragma(pragma);
    this.#connection.pragma(`cache_size = -${CACHE_KB}`);
    this.#connection.exec(script);
  }

  run(text: string, ...values: readonly unknown[]): void {
    this.#prepared(text).run(...values);
  }

  all(text: string, ...values: readonly unknown[]): Record<string, unknown>[] {
    return this.#prepared(text).all(...values) as Record<string, unknown>[];
  }

  /** One row after another; nothing may be written meanwhile. */
  each(text: string, ...values: readonly unknown[]): IterableIterator<Record<string, unknown>> {
    return this.#prepared(text).iterate(...values) as IterableIterator<Record<string, unknown>>;
  }

  /** Several writes as one, which is many times as fast. */
  atOnce(work: () => void): void {
    this.#connection.transaction(work)();
  }

  close(): void {
    this.#connection.close();
  }

  #prepared(text: string): Sqlite.Statement {
    const known = this.#statements.get(text) ?? this.#connection.prepare(text);
    this.#statements.set(text, known);
    return known;
  }
}
