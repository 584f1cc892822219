import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { AppError } from '#shared/errors.ts';
import { databaseAddress, sqlitePath } from './database.ts';
import type { Engine, Queries } from './handles.ts';
import { postgresInsert, sqliteInsert } from './insert-many.ts';
import { WRITER_LOCK } from './postgres.ts';
import { postgresGuards, sqliteGuards } from './rebuild-guards.ts';
import type { Tables } from './tables.ts';

export interface FilledColumn {
  name: string;
  kind: 'number' | 'text' | 'bytes';
}

/** An empty place that is being filled as a whole, by whoever owns it and without the guards of daily work. */
export interface Rebuilding {
  engine: Engine;
  query: Queries;
  /** Statements of migrations. */
  lift(texts: readonly string[]): Promise<void>;
  /** Takes triggers, references and indexes away; what it returns puts them back and so checks every row. */
  loosen(): Promise<() => Promise<void>>;
  insert(table: string, columns: readonly FilledColumn[], rows: readonly unknown[][]): Promise<void>;
}

async function loosenBy(
  guards: { drop: string[]; restore: string[] },
  run: (text: string) => Promise<void>,
): Promise<() => Promise<void>> {
  for (const text of guards.drop) await run(text);
  return async () => {
    for (const text of guards.restore) await run(text);
  };
}

function sqliteDoor(connection: Sqlite.Database, query: Queries): Rebuilding {
  const run = (text: string): Promise<void> => {
    connection.exec(text);
    return Promise.resolve();
  };
  return {
    engine: 'sqlite',
    query,
    lift: async (texts) => {
      for (const text of texts) await run(text);
    },
    loosen: () => loosenBy(sqliteGuards(connection), run),
    insert: (table, columns, rows) => {
      const names = columns.map(({ name }) => name);
      const insert = connection.prepare(sqliteInsert(table, names));
      for (const row of rows) insert.run(row);
      return Promise.resolve();
    },
  };
}

const POSTGRES_TYPES = { number: 'bigint', text: 'text', bytes: 'bytea' } as const;

function postgresDoor(client: pg.ClientBase, query: Queries): Rebuilding {
  const run = async (text: string): Promise<void> => {
    await client.query(text);
  };
  return {
    engine: 'postgres',
    query,
    lift: async (texts) => {
      for (const text of texts) await run(`${text}\nSET CONSTRAINTS ALL DEFERRED;`);
    },
    loosen: async () => loosenBy(await postgresGuards(client), run),
    insert: async (table, columns, rows) => {
      const types = columns.map(({ kind }) => POSTGRES_TYPES[kind]);
      const names = columns.map(({ name }) => name);
      await client.query(
        postgresInsert(table, names, types),
        columns.map((_, at) => rows.map((row) => row[at])),
      );
    },
  };
}

type Build<T> = (door: Rebuilding) => Promise<T>;
/** What is still to be done on the finished database before anybody sees it (SQLite) or works on it. */
type Finish<T, R> = (url: string, built: T) => Promise<R>;

async function buildSqlite<T>(path: string, build: Build<T>): Promise<T> {
  const connection = new Sqlite(path);
  try {
    // Nobody else sees this file, and when it fails it is thrown away: it needs no journal.
    for (const pragma of ['journal_mode = off', 'synchronous = off', 'foreign_keys = off'])
      connection.pragma(pragma);
    const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
    connection.exec('begin');
    const built = await build(sqliteDoor(connection, query));
    connection.exec('commit');
    const orphans = connection.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0)
      throw new AppError('conflict', `${orphans.length} Zeilen verweisen auf andere, die es nicht gibt.`);
    return built;
  } finally {
    connection.close();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

async function rebuildSqlite<T, R>(path: string, build: Build<T>, finish: Finish<T, R>): Promise<R> {
  if (existsSync(path))
    throw new AppError('conflict', `Die Datenbank ${path} gibt es schon. Es wurde nichts verändert.`);
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.entwurf`;
  const clean = (): void => {
    for (const suffix of ['', '-wal', '-shm', '-offen']) rmSync(`${draft}${suffix}`, { force: true });
  };
  clean();
  try {
    const result = await finish(`sqlite:${draft}`, await buildSqlite(draft, build));
    flush(draft);
    // A link refuses to replace what another process made meanwhile; a rename would not.
    linkSync(draft, path);
    flush(dirname(path));
    return result;
  } finally {
    clean();
  }
}

/** Kysely on the one connection whose transaction is under way. */
function queriesOn(client: pg.Client): Queries {
  const held = { query: client.query.bind(client), release: () => undefined } as unknown as pg.PoolClient;
  const pool = { connect: () => Promise.resolve(held), end: () => Promise.resolve() } as unknown as pg.Pool;
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

async function requireEmpty(query: Queries): Promise<void> {
  const found = await sql<{ count: number }>`
    select count(*) as count from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`.execute(
    query,
  );
  const count = found.rows[0]?.count ?? 0;
  if (count > 0)
    throw new AppError(
      'conflict',
      `Die PostgreSQL-Datenbank ist nicht leer (${count} Tabellen). Es wurde nichts verändert.`,
    );
}

async function rebuildPostgres<T, R>(url: string, build: Build<T>, finish: Finish<T, R>): Promise<R> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new AppError('database-away', `PostgreSQL antwortet nicht: ${(error as Error).message}`);
  }
  let built: T;
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(${WRITER_LOCK})`);
    const query = queriesOn(client);
    await requireEmpty(query);
    built = await build(postgresDoor(client, query));
    await client.query('COMMIT');
  } finally {
    // A transaction that did not come to its end is rolled back with its connection.
    await client.end();
  }
  return finish(url, built);
}

/**
 * Fills an empty place as a whole: a SQLite file appears under its name when `build` and `finish` have ended, tables of
 * PostgreSQL when `build` has; whatever fails, even the process itself, leaves no half-filled database. Throws
 * `conflict` when the place is not empty.
 */
export async function rebuild<T, R>(url: string, build: Build<T>, finish: Finish<T, R>): Promise<R> {
  return databaseAddress(url) === 'sqlite'
    ? rebuildSqlite(sqlitePath(url), build, finish)
    : rebuildPostgres(url, build, finish);
}
