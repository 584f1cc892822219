/** Both engines as a bare script sees them. */
import Sqlite from 'better-sqlite3';
import pg from 'pg';

export type Row = Record<string, unknown>;

/** What both engines are asked, in their own words. */
export interface Bare {
  all(text: string, values: unknown[]): Promise<Row[]>;
  /** Begins, runs one prepared statement per row, commits. */
  insert(table: string, rows: readonly Row[]): Promise<void>;
  run(text: string): Promise<void>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  close(): Promise<void>;
}

/** As the program itself leaves a file nobody else has open: one left “with a log” is taken for the copy of a live one. */
function leaveWhole(db: Sqlite.Database): void {
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('journal_mode = delete');
  } catch (error) {
    // The server has it open and will leave it in order.
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
}

function sqlite(url: string): Bare {
  const db = new Sqlite(url.slice('sqlite:'.length));
  for (const pragma of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = 1',
    'recursive_triggers = 1',
  ])
    db.pragma(pragma);
  return {
    all: (text, values) => Promise.resolve(db.prepare(text.replace(/\$\d/gu, '?')).all(values) as Row[]),
    insert: (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      const statement = db.prepare(
        `insert into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) statement.run(Object.values(row));
      return Promise.resolve();
    },
    run: (text) => {
      db.exec(text);
      return Promise.resolve();
    },
    begin: () => {
      db.exec('begin immediate');
      return Promise.resolve();
    },
    commit: () => {
      db.exec('commit');
      return Promise.resolve();
    },
    close: () => {
      leaveWhole(db);
      db.close();
      return Promise.resolve();
    },
  };
}

async function postgres(url: string): Promise<Bare> {
  const client = new pg.Client(url);
  await client.connect();
  return {
    all: async (text, values) => (await client.query<Row>({ name: text.slice(0, 60), text, values })).rows,
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      const places = columns.map((_, n) => `$${n + 1}`).join(', ');
      const text = `insert into "${table}" (${columns.join(', ')}) values (${places})`;
      for (const row of rows)
        await client.query({ name: `insert ${table}`, text, values: Object.values(row) });
    },
    run: async (text) => {
      await client.query(text);
    },
    begin: async () => {
      await client.query('begin');
    },
    commit: async () => {
      await client.query('commit');
    },
    close: () => client.end(),
  };
}

export const open = (url: string): Promise<Bare> =>
  url.startsWith('sqlite:') ? Promise.resolve(sqlite(url)) : postgres(url);
