import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { QueryCompiler, Transaction } from 'kysely';
import pg from 'pg';
import { AppError } from '#shared/errors.ts';
import type { Handles } from './handles.ts';
import { columnsOf, postgresInsert } from './insert-many.ts';
import type { InsertMany } from './insert-many.ts';
import { PostgresCompiler } from './long-lists.ts';
import { loginFaults } from './postgres-login.ts';
import { PreparingClient } from './prepared.ts';
import { APPEND_ONLY } from './tables.ts';
import type { StagedTable } from './staging.ts';
import type { Tables } from './tables.ts';

/** The role the application works as: it owns nothing and may not change what is append-only. */
export const APP_ROLE = 'moves_app';

/** A request that cannot get a connection or the writers' lock in time is told so (503), it does not hang. */
const CONNECT_WAIT_MS = 10_000;
const LOCK_WAIT = '-c lock_timeout=10000';

/** Any fixed number: writers of this application wait for each other on it. */
export const WRITER_LOCK = 7_036_120;

function toExactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`Zahl außerhalb des genauen Bereichs: ${text}`);
  return value;
}

// bigint arrives as text from the driver; ours are all exact integers. The driver keeps its parsers in one place.
pg.types.setTypeParser(pg.types.builtins.INT8, toExactNumber);

async function appRoleExists(pool: pg.Pool): Promise<boolean> {
  const found = await pool.query(
    'select 1 from pg_roles r where rolname = $1 and pg_has_role(current_user, r.oid, $2)',
    [APP_ROLE, 'member'],
  );
  return found.rowCount === 1;
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL ${hostname}:${port || '5432'}${pathname}`;
}

async function encodingOf(pool: pg.Pool): Promise<string> {
  const found = await pool.query<{ encoding: string }>(
    'select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
  );
  return found.rows[0]?.encoding ?? '';
}

/** Whether the role is there; a server that does not answer is told apart from one that lacks the role. */
async function reachable(pool: pg.Pool, url: string): Promise<boolean> {
  try {
    const encoding = await encodingOf(pool);
    if (encoding !== 'UTF8')
      throw new AppError(
        'conflict',
        `${placeOf(url)} speichert Text als ${encoding}. Gebraucht wird UTF8, sonst gingen Zeichen verloren: Die Datenbank ist mit „CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0“ neu anzulegen. Nichts wurde verändert.`,
      );
    return await appRoleExists(pool);
  } catch (error) {
    await pool.end();
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('database-away', `${placeOf(url)} antwortet nicht: ${reason}`);
  }
}

function poolOf(url: string, max: number, options: string): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString: url, max, options, connectionTimeoutMillis: CONNECT_WAIT_MS },
    Client: PreparingClient,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks between two statements of a transaction: the next statement says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function roleFaults(read: Kysely<Tables>): Promise<string[]> {
  const result = await sql<{
    role: string;
    tables: number;
  }>`select current_user as role, (select count(*) from information_schema.tables where table_name = 'history' and table_schema = current_schema()) as tables`.execute(
    read,
  );
  const { role, tables } = result.rows[0] ?? { role: '', tables: 0 };
  return tables > 0 && role !== APP_ROLE ? [`Verbindung arbeitet als ${role} statt ${APP_ROLE}`] : [];
}

/**
 * Gives every text column the order of its bytes, whatever the database was made with: what is sorted, compared or
 * grouped is the same on every database and on SQLite. To be run by the login that owns the tables.
 */
export const ORDER_BY_BYTES = `DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = 'text'
      AND c.collation_name IS DISTINCT FROM 'C'
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"', one.table_name, one.column_name);
  END LOOP;
END
$$;`;

/** Text columns that are not compared by their bytes. */
async function foreignOrder(read: Kysely<Tables>): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.data_type = 'text'
      and c.collation_name is distinct from 'C'`.execute(read);
  return found.rows.map(({ name }) => `${name} sortiert nicht nach Bytes`);
}

async function integrityFaults(read: Kysely<Tables>): Promise<string[]> {
  const faults = await foreignOrder(read);
  const loose = await sql<{
    name: string;
  }>`select conname as name from pg_constraint where not convalidated`.execute(read);
  for (const { name } of loose.rows) faults.push(`Regel ${name} ist nicht geprüft`);
  for (const table of APPEND_ONLY) {
    const result = await sql<{ open: boolean }>`select has_table_privilege(${APP_ROLE}, ${table}, 'UPDATE')
      or has_table_privilege(${APP_ROLE}, ${table}, 'DELETE') or has_table_privilege(${APP_ROLE}, ${table}, 'TRUNCATE') as open
      where to_regclass(${table}) is not null`.execute(read);
    // A table that an older schema does not have yet is missing, not open.
    if (result.rows.some((row) => row.open)) faults.push(`${APP_ROLE} darf ${table} ändern`);
  }
  return faults;
}

/** Types of a table's columns, read once per table: an array's type must be named. */
async function columnTypes(tx: Transaction<Tables>, table: string): Promise<Map<string, string>> {
  const found = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = ${table} and table_schema = current_schema()`.execute(tx);
  return new Map(found.rows.map(({ name, type }) => [name, type]));
}

function insertManyInto(tx: Transaction<Tables>, known: Map<string, Map<string, string>>): InsertMany {
  return async (table, rows) => {
    if (rows.length === 0) return;
    const columns = columnsOf(table, rows);
    const types = known.get(table) ?? (await columnTypes(tx, table));
    known.set(table, types);
    const text = postgresInsert(
      table,
      columns,
      columns.map((column) => types.get(column) ?? 'text'),
    );
    const plain = rows as readonly Record<string, unknown>[];
    const arrays = columns.map((column) => plain.map((row) => row[column]));
    await tx.executeQuery(CompiledQuery.raw(text, arrays));
  };
}

/** Copied into a table of the transaction's own, which ends with it. */
async function copyStaged(tx: Transaction<Tables>, { name, columns, batches }: StagedTable): Promise<void> {
  const [names, types] = [Object.keys(columns), Object.values(columns)];
  const list = names.map((column, at) => `"${column}" ${types[at] ?? 'text'}`).join(', ');
  await tx.executeQuery(CompiledQuery.raw(`create temp table "${name}" (${list}) on commit drop`));
  const insert = postgresInsert(name, names, types);
  for (const rows of batches()) {
    const arrays = names.map((_, at) => rows.map((row) => row[at]));
    await tx.executeQuery(CompiledQuery.raw(insert, arrays));
  }
  await tx.executeQuery(CompiledQuery.raw(`analyze "${name}"`));
}

class Dialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new PostgresCompiler();
  }
}

/**
 * Pools that read only and that write, both as `moves_app` once it exists; migrations run as the login itself, which
 * then has to be the owner's.
 */
export async function openPostgres(url: string): Promise<Handles> {
  const owner = poolOf(url, 1, '');
  const asApp = (await reachable(owner, url)) ? `-c role=${APP_ROLE}` : '';
  const read = new Kysely<Tables>({
    dialect: new Dialect({ pool: poolOf(url, 6, `-c default_transaction_read_only=on ${asApp}`) }),
  });
  const write = new Kysely<Tables>({
    dialect: new Dialect({ pool: poolOf(url, 4, `${LOCK_WAIT} ${asApp}`) }),
  });
  const types = new Map<string, Map<string, string>>();
  return {
    ...{ engine: 'postgres', read, snapshots: read, write },
    lockWriters: async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(WRITER_LOCK)})`.execute(tx);
    },
    insertMany: (tx) => insertManyInto(tx, types),
    withStaged: (staged, run) => run(write, (tx) => copyStaged(tx, staged)),
    layReady: (tx) => async (staged, run) => {
      await copyStaged(tx, staged);
      return run();
    },
    runScript: async (script) => {
      const connection = await owner.connect();
      try {
        await connection.query(script);
      } catch (error) {
        await connection.query('ROLLBACK');
        throw error;
      } finally {
        connection.release();
      }
    },
    faults: () => roleFaults(read),
    integrity: () => integrityFaults(read),
    loginFaults: () => loginFaults(read),
    close: async () => {
      await read.destroy();
      await write.destroy();
      await owner.end();
    },
  };
}
