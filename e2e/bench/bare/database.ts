/**
 * The limit of a database: a prepared statement in a bare script. `node database.ts URL TASK [ARGUMENT …]` prints one
 * line of JSON `{ms, count}`; `create` and `copy` only prepare.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { open } from './open.ts';
import type { Row } from './open.ts';

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

/** Lines of a year by their number of postings, projects, and postings nobody assigned; printed as they are. */
async function facts(url: string, year: number): Promise<void> {
  const db = await open(url);
  const lines = await db.all(
    `select l.id, l.number, l.account, l.cost_object as "costObject", count(p.id) as postings
     from budget_line l left join posting p on p.line_id = l.id
     where l.year = $1 and l.number like 'G%' group by l.id, l.number, l.account, l.cost_object
     order by count(p.id) desc, l.number`,
    [year],
  );
  const projects = await db.all('select id from project order by id', []);
  const unassigned = await db.all(
    'select id from posting where line_id is null and fiscal_year = $1 order by id limit 100',
    [year],
  );
  const numbers = (rows: Row[]): number[] => rows.map((row) => Number(row['id']));
  const listed = lines.map((line) => ({
    ...line,
    id: Number(line['id']),
    postings: Number(line['postings']),
  }));
  process.stdout.write(
    `${JSON.stringify({ lines: listed, projects: numbers(projects), unassigned: numbers(unassigned) })}\n`,
  );
  await db.close();
}

/** Commits of one small row each, one after another: what twenty people who write could have at most. */
async function commits(url: string, times: number): Promise<void> {
  const db = await open(url);
  await db.run('create table bench_commit (id integer, text text)');
  await timed(async () => {
    for (let id = 0; id < times; id += 1) {
      await db.begin();
      await db.insert('bench_commit', [{ id, text: 'Der Stand ist unverändert.' }]);
      await db.commit();
    }
    return times;
  });
  await db.run('drop table bench_commit');
  await db.close();
}

/** The process all of PostgreSQL belongs to; `{pid}` on this machine. */
async function postmaster(url: string): Promise<void> {
  const db = await open(url);
  const [row] = await db.all('select pg_backend_pid() as pid', []);
  const status = readFileSync(`/proc/${String(row?.['pid'])}/status`, 'utf8');
  process.stdout.write(`${JSON.stringify({ pid: Number(/PPid:\s+(\d+)/u.exec(status)?.[1]) })}\n`);
  await db.close();
}

/** The one statement that looks through the folded texts for each of some words, asked `times` times. */
async function words(url: string, times: number, asked: readonly string[]): Promise<void> {
  const db = await open(url);
  const found = url.startsWith('sqlite:') ? 'instr(folded, $1) > 0' : 'strpos(folded, $1) > 0';
  const text = `select kind, ref_id, number, name, year from search_text where ${found} order by kind, number limit 100`;
  await timed(async () => {
    for (let n = 0; n < times; n += 1) for (const word of asked) await db.all(text, [word.toLowerCase()]);
    return times * asked.length;
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
else if (task === 'words') await words(url, Number(first), given.slice(1));
else if (task === 'facts') await facts(url, Number(first));
else if (task === 'commits') await commits(url, Number(first));
else if (task === 'postmaster') await postmaster(url);
else if (task === 'select') await select(url, first, second);
else if (task === 'scan') await scan(url);
else if (task === 'inserts') await inserts(url, first);
else if (task === 'create') await createPostgres(url, undefined);
else if (task === 'copy') await copy(url, first);
else if (task === 'analyze') await analyze(url);
else throw new Error(`Unknown task ${task ?? ''}`);
