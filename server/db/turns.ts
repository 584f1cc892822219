import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Statements that follow each other longer than this let others be served in between. */
const TURN_MS = 8;

let turnBegan = 0;

/**
 * A SQLite connection whose statements take turns with everything else: better-sqlite3 answers at once, so that a page
 * of forty statements would otherwise hold the event loop from the first to the last (promises.md P20).
 */
export class TakesTurns implements DatabaseConnection {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (performance.now() - turnBegan > TURN_MS) {
      await nextTurn();
      turnBegan = performance.now();
    }
    return this.#connection.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize ?? 1);
  }
}
