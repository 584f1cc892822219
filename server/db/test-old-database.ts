import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

const SAMPLES = new URL('../../data/samples/old/', import.meta.url);

/** The schemas of which there is a filled database, oldest first. */
export const OLD_SCHEMAS: readonly number[] = readdirSync(SAMPLES)
  .flatMap((name) => /^schema-(\d+)\.db\.br$/u.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);

/** The sample with what its program took without a word. */
export const OLD_SCHEMA = 12;

/** The file as the program of that schema wrote it. */
export function oldSqliteFile(schema: number): Buffer {
  return brotliDecompressSync(readFileSync(new URL(`schema-${schema}.db.br`, SAMPLES)));
}

interface OldTable {
  name: string;
  columns: string[];
  rows: unknown[][];
}

/** Tables in an order in which no row names one of a table that is still empty. */
function inOrder(db: Sqlite.Database): string[] {
  const names = db
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'schema_version'`,
    )
    .all()
    .map(({ name }) => name);
  const open = new Map(
    names.map((name) => {
      const named = db
        .prepare<[string], { table: string }>('select "table" from pragma_foreign_key_list(?)')
        .all(name)
        .map(({ table }) => table);
      // References to the history are deferred to the end of the transaction, those to itself to the statement's.
      return [name, new Set(named.filter((table) => table !== name && table !== 'history'))] as const;
    }),
  );
  const order: string[] = [];
  while (open.size > 0) {
    const next = [...open].find(([, needs]) => [...needs].every((need) => !open.has(need)));
    if (!next) throw new Error(`Tables name each other in a circle: ${[...open.keys()].join(', ')}`);
    order.push(next[0]);
    open.delete(next[0]);
  }
  return order;
}

function oldTables(schema: number): OldTable[] {
  const db = new Sqlite(oldSqliteFile(schema));
  try {
    return inOrder(db).map((name) => {
      const statement = db.prepare<[], unknown[]>(`select * from "${name}"`).raw();
      return { name, columns: statement.columns().map((column) => column.name), rows: statement.all() };
    });
  } finally {
    db.close();
  }
}

const ROWS_AT_ONCE = 500;

async function fill(client: pg.Client, { name, columns, rows }: OldTable): Promise<void> {
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const places = some.map(
      (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    );
    await client.query(`INSERT INTO "${name}" (${quoted}) VALUES ${places.join(', ')}`, some.flat());
  }
  if (columns.includes('id') && rows.length > 0)
    await client.query(
      `SELECT setval(s, (SELECT max(id) FROM "${name}")) FROM pg_get_serial_sequence('${name}', 'id') s WHERE s IS NOT NULL AND (SELECT max(id)::text FROM "${name}") ~ '^[0-9]+$'`,
    );
}

/** Copies a sample, row by row, into a PostgreSQL database that was migrated to its schema. */
export async function fillOldPostgres(url: string, schema: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('BEGIN');
    const tables = oldTables(schema);
    const triggers = async (state: 'ENABLE' | 'DISABLE'): Promise<void> => {
      for (const { name } of tables) await client.query(`ALTER TABLE "${name}" ${state} TRIGGER USER`);
    };
    await triggers('DISABLE');
    for (const table of tables) await fill(client, table);
    // The references that waited for the end are checked now: no table with waiting ones may be altered.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await triggers('ENABLE');
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
