/**
 * The limit of a database: a prepared statement in a bare script. `node database.ts URL TASK [ARGUMENT …]` prints one
 * line of JSON `{ms, count}`; `create` and `copy` only prepare.
 */
import { copyFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

type Row = Record<string, unknown>;

/** What both engines are asked, in their own words. */
interface Bare {
  all(text: string, values: unknown[]): Promise<Row[]>;
  /** Begins, runs one prepared statement per row, commits. */
  insert(table: string, rows: readonly Row[]): Promise<void>;
  run(text: string): Promise<void>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  close(): Promise<void>;
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

const open = (url: string): Promise<Bare> =>
  url.startsWith('sqlite:') ? Promise.resolve(sqlite(url)) : postgres(url);

async function timed(work: () => Promise<number>): Promise<void> {
  const began = performance.now();
  const count = await work();
  process.stdout.write(`${JSON.stringify({ ms: performance.now() - began, count })}\n`);
}

/** A page of a line's postings, asked `times` times. */
async function page(url: string, line: string, asOf: string, times: number): Promise<void> {
  const db = await open(url);
  const text = `select id, document_number, line_item, posted_on, period, account, cost_object, text, cents, order_number,
    import_id from posting where line_id = $1 and posted_on <= $2 order by posted_on, id limit 100`;
  await db.all(text, [Number(line), asOf]);
  await timed(async () => {
    for (let n = 0; n < times; n += 1) await db.all(text, [Number(line), asOf]);
    return times;
  });
  await db.close();
}

/** Everything a file export reads, row by row into memory. */
async function select(url: string, asOf: string, year: string): Promise<void> {
  const db = await open(url);
  await timed(async () => {
    const rows = await db.all(
      `select id, document_number, line_item, posted_on, account, cost_object, text, vendor, order_number, cents
       from posting where posted_on <= $1 ${year === '' ? '' : 'and fiscal_year = $2'} order by id`,
      year === '' ? [asOf] : [asOf, Number(year)],
    );
    return rows.length;
  });
  await db.close();
}

/** The heart of `verify`: every posting summed by line and month. */
async function scan(url: string): Promise<void> {
  const db = await open(url);
  await timed(async () => {
    const rows = await db.all(
      `select line_id, ledger, fiscal_year, substr(posted_on, 1, 7) as month, sum(cents) as cents, count(*) as n
       from posting group by line_id, ledger, fiscal_year, substr(posted_on, 1, 7)`,
      [],
    );
    return rows.length;
  });
  await db.close();
}

const DROP_TRIGGER = 'drop trigger posting_actual_day';

/** The newest import of one database, inserted into a copy made before it: the same rows, table and indexes. */
async function inserts(from: string, into: string): Promise<void> {
  const [source, target] = [await open(from), await open(into)];
  const newest = `(select max(id) from import)`;
  const [imported] = await source.all(`select * from import where id = ${newest}`, []);
  const history = await source.all('select * from history where seq = $1', [imported?.['recorded_seq']]);
  const postings = await source.all(`select * from posting where import_id = ${newest} order by id`, []);
  // Bare rows: what the database keeps beside them (0020) is our own work, not part of the limit.
  await target.run(into.startsWith('sqlite:') ? DROP_TRIGGER : `${DROP_TRIGGER} on posting`);
  await timed(async () => {
    await target.begin();
    await target.insert('history', history);
    await target.insert('import', imported ? [imported] : []);
    await target.insert('posting', postings);
    await target.commit();
    return postings.length;
  });
  await source.close();
  await target.close();
}

/** A fresh PostgreSQL database, or a copy of one that nobody uses. */
async function createPostgres(url: string, template: string | undefined): Promise<void> {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const admin = new pg.Client(server.href);
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  await admin.end();
}

async function copy(from: string, into: string): Promise<void> {
  if (!from.startsWith('sqlite:')) return createPostgres(into, new URL(from).pathname.slice(1));
  new Sqlite(from.slice('sqlite:'.length)).pragma('wal_checkpoint(truncate)');
  copyFileSync(from.slice('sqlite:'.length), into.slice('sqlite:'.length));
}

/** What PostgreSQL's own service does by itself some minutes after much was written. */
async function analyze(url: string): Promise<void> {
  if (url.startsWith('sqlite:')) return;
  const db = await open(url);
  await db.run('vacuum analyze');
  await db.close();
}

const [url = '', task, ...given] = process.argv.slice(2);
const [first = '', second = '', third = ''] = given;
if (task === 'page') await page(url, first, second, Number(third));
else if (task === 'select') await select(url, first, second);
else if (task === 'scan') await scan(url);
else if (task === 'inserts') await inserts(url, first);
else if (task === 'create') await createPostgres(url, undefined);
else if (task === 'copy') await copy(url, first);
else if (task === 'analyze') await analyze(url);
else throw new Error(`Unknown task ${task ?? ''}`);
