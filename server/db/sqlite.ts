import Sqlite from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector } from 'kysely';
import type { DatabaseConnection, Dialect } from 'kysely';
import { statSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { Handles, LayReady, Queries } from './handles.ts';
import { columnsOf, sqliteInsert } from './insert-many.ts';
import type { InsertMany } from './insert-many.ts';
import { SqliteCompiler } from './long-lists.ts';
import { openConnection, pragmaFaults, PRAGMAS } from './sqlite-connection.ts';
import { integrityFaults } from './sqlite-integrity.ts';
import { closeMarked, COPY_FAULT, isLiveCopy, openMarked } from './sqlite-live-copy.ts';
import type { Tables } from './tables.ts';
import type { StagedTable } from './staging.ts';
import { TakesTurns } from './turns.ts';

/** A writer waits this long for another one; the event loop goes on between tries. */
const WRITER_WAIT_MS = 10_000;
const RETRY_MS = 25;

/** After SQLITE_FULL and the like SQLite has rolled back by itself; rolling back again would hide the cause. */
class SafeRollbackDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database;

  constructor(connection: Sqlite.Database) {
    super({ database: new StatementKeeper(connection) });
    this.#connection = connection;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new TakesTurns(await super.acquireConnection());
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection);
  }
}

/**
 * Kysely begins deferred; a read-then-write would then fail with SQLITE_BUSY_SNAPSHOT, so writers begin at once. Who
 * finds another writer is told so at once and asks again later: the event loop never waits for a lock.
 */
class ImmediateDriver extends SafeRollbackDriver {
  readonly #writer: Sqlite.Database;

  constructor(connection: Sqlite.Database) {
    super(connection);
    this.#writer = connection;
  }

  #beginAtOnce(): void {
    this.#writer.pragma('busy_timeout = 0');
    try {
      this.#writer.exec('begin immediate');
    } finally {
      this.#writer.pragma(`busy_timeout = ${PRAGMAS.busy_timeout}`);
    }
  }

  override async beginTransaction(): Promise<void> {
    const until = performance.now() + WRITER_WAIT_MS;
    for (;;) {
      try {
        this.#beginAtOnce();
        return;
      } catch (error) {
        const isBusy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
        if (!isBusy || performance.now() > until) throw error;
        await pause(RETRY_MS);
      }
    }
  }
}

class SnapshotDriver extends SafeRollbackDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin deferred'));
  }
}

/** Statements kept per connection, and the longest text worth keeping. */
const KEPT_STATEMENTS = 500;
const LONGEST_KEPT = 8_000;

/** Keeps prepared statements, so that SQLite reads the text of a page's questions once and not on each request. */
class StatementKeeper {
  readonly #connection: Sqlite.Database;
  readonly #kept = new Map<string, Sqlite.Statement>();

  constructor(connection: Sqlite.Database) {
    this.#connection = connection;
  }

  prepare(text: string): Sqlite.Statement {
    const found = this.#kept.get(text);
    // One that is being stepped through cannot answer a second time.
    if (found && !found.busy) return found;
    const fresh = this.#connection.prepare(text);
    if (found || text.length > LONGEST_KEPT) return fresh;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= KEPT_STATEMENTS) this.#kept.delete(oldest);
    this.#kept.set(text, fresh);
    return fresh;
  }

  close(): void {
    this.#connection.close();
  }
}

function handleOn(
  connection: Sqlite.Database,
  Driver: typeof ImmediateDriver | typeof SnapshotDriver,
): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new Driver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteCompiler(),
  };
  return new Kysely<Tables>({ dialect });
}

/** The writer's one connection is in the transaction; a statement is prepared once and kept. */
function insertManyOn(connection: Sqlite.Database): InsertMany {
  const prepared = new Map<string, Sqlite.Statement>();
  return (table, rows) => {
    if (rows.length === 0) return Promise.resolve();
    const columns = columnsOf(table, rows);
    const text = sqliteInsert(table, columns);
    const statement = prepared.get(text) ?? connection.prepare(text);
    prepared.set(text, statement);
    for (const row of rows as readonly Record<string, unknown>[])
      statement.run(columns.map((column) => row[column]));
    return Promise.resolve();
  };
}

/** What a statement would have to undo stays in memory: in a file it is a third of a large transaction's time. */
function undoesInMemory(writer: Sqlite.Database, memory: boolean): void {
  writer.pragma(`temp_store = ${memory ? 2 : 1}`);
}

/** Attached while the transaction runs: its rows are read where they lie. */
function withAttached<T>(
  { writer, write }: { writer: Sqlite.Database; write: Queries },
  { path }: StagedTable,
  run: (held: Queries) => Promise<T>,
): Promise<T> {
  return write.connection().execute(async (held) => {
    undoesInMemory(writer, false);
    writer.prepare('attach ? as staged').run(path);
    try {
      return await run(held);
    } finally {
      writer.exec('detach staged');
      undoesInMemory(writer, true);
    }
  });
}

/** Inside a transaction nothing can be attached: its rows are copied into a table of this connection alone. */
function layReadyOn(writer: Sqlite.Database): LayReady {
  return async ({ name, columns, batches }, run) => {
    const list = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
    writer.exec(`create temp table "${name}" (${list.join(', ')})`);
    try {
      const insert = writer.prepare(sqliteInsert(name, Object.keys(columns)));
      for (const rows of batches()) {
        for (const row of rows) insert.run(row);
        await nextTurn();
      }
      return await run();
    } finally {
      writer.exec(`drop table if exists temp."${name}"`);
    }
  };
}

function openReader(path: string): Sqlite.Database {
  const reader = openConnection(path);
  reader.pragma('query_only = 1');
  // 4 MB of pages: more would only repeat what the operating system keeps anyway.
  reader.pragma('cache_size = -4096');
  return reader;
}

/** Frames of the log that a writer takes over into the file after its commit: SQLite's own default. */
const CHECKPOINT_PAGES = 1000;
const CHECKPOINT_TRIES = 40;

/** Takes over what is committed, in pieces, as far as no reader still looks at an older state. */
async function checkpoint(connection: Sqlite.Database): Promise<void> {
  for (let tries = 0; tries < CHECKPOINT_TRIES; tries += 1) {
    const [row] = connection.pragma('wal_checkpoint(passive)') as { log: number; checkpointed: number }[];
    if (!row || row.checkpointed >= row.log) return;
    await pause(RETRY_MS);
  }
}

/**
 * A file that was deleted or replaced is still open here: what is written to it would be lost without a word.
 * Throws `database-away`.
 */
function requireSameFile(path: string, file: number): Promise<void> {
  const now = statSync(path, { throwIfNoEntry: false })?.ino;
  if (now === file) return Promise.resolve();
  const what = now === undefined ? 'ist nicht mehr da' : 'wurde durch eine andere ersetzt';
  return Promise.reject(new AppError('database-away', `Die Datenbankdatei ${path} ${what}.`));
}

/**
 * On one WAL file a connection that writes and two that can only read (`query_only`): one for single questions, one
 * for whole pages, so that nobody's session waits for somebody's page.
 */
export function openSqlite(path: string): Handles {
  const writer = openMarked(path, () => openConnection(path));
  undoesInMemory(writer, true);
  const file = statSync(path).ino;
  const [reader, pages] = [openReader(path), openReader(path)];
  const [read, snapshots] = [handleOn(reader, SnapshotDriver), handleOn(pages, SnapshotDriver)];
  const write = handleOn(writer, ImmediateDriver);
  const insertMany = insertManyOn(writer);
  // On the connection that is never inside a transaction: within one it would not see what others commit.
  const dataVersion = reader.prepare('PRAGMA data_version').pluck();
  return {
    ...{ engine: 'sqlite', read, snapshots, write },
    lockWriters: () => requireSameFile(path, file),
    insertMany: () => insertMany,
    withStaged: (staged, run) =>
      withAttached({ writer, write }, staged, (held) => run(held, () => Promise.resolve())),
    layReady: () => layReadyOn(writer),
    runScript: (script) => {
      try {
        writer.exec(script);
      } catch (error) {
        if (writer.inTransaction) writer.exec('ROLLBACK');
        writer.pragma('foreign_keys = 1');
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
      return Promise.resolve();
    },
    // What others committed, the writing connection beside this one included.
    commits: () => dataVersion.get() as number,
    checkpoint: () => checkpoint(writer),
    leaveCheckpoints: (toOthers) => {
      writer.pragma(`wal_autocheckpoint = ${toOthers ? 0 : CHECKPOINT_PAGES}`);
    },
    faults: () => Promise.resolve([writer, reader, pages].flatMap(pragmaFaults)),
    integrity: () => Promise.resolve([...(isLiveCopy(path) ? [COPY_FAULT] : []), ...integrityFaults(reader)]),
    isLiveCopy: () => isLiveCopy(path),
    close: async () => {
      for (const handle of [read, snapshots]) await handle.destroy();
      // Kysely closes only what it has used; an open writer would leave its changes in the WAL file.
      for (const connection of [reader, pages]) connection.close();
      closeMarked(path, writer);
      await write.destroy();
    },
  };
}
