import Sqlite from 'better-sqlite3';

/** Set on every open and read back: what SQLite, better-sqlite3 and Kysely would otherwise leave weaker. */
export const PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  busy_timeout: 20,
} as const;

/** Turning the log on needs the file for oneself for a moment, and so does whoever turns it off. */
const LOG_TRIES = 200;
const RETRY_MS = 25;

function turnLogOn(connection: Sqlite.Database): void {
  for (let tries = 1; ; tries += 1) {
    try {
      connection.pragma(`journal_mode = ${PRAGMAS.journal_mode}`);
      return;
    } catch (error) {
      const isBusy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || tries === LOG_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

export function openConnection(path: string): Sqlite.Database {
  const connection = new Sqlite(path);
  turnLogOn(connection);
  for (const [name, value] of Object.entries(PRAGMAS)) connection.pragma(`${name} = ${value}`);
  return connection;
}

/** Settings that do not hold, in words. */
export function pragmaFaults(connection: Sqlite.Database): string[] {
  return Object.entries(PRAGMAS).flatMap(([name, wanted]) => {
    const found = connection.pragma(name, { simple: true });
    return found === wanted ? [] : [`${name} ist ${String(found)} statt ${wanted}`];
  });
}
