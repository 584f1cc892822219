import assert from 'node:assert/strict';
import { test } from 'node:test';
import Sqlite from 'better-sqlite3';
import { sqlitePath } from './database.ts';
import { forEachDatabase } from './test-databases.ts';

/** Rewrites what the schema says of an index, so that its entries are others than the table has. */
function redefine(path: string, name: string, before: string, after: string): void {
  const raw = new Sqlite(path);
  raw.unsafeMode(true);
  raw.pragma('writable_schema = 1');
  raw.prepare('update sqlite_schema set sql = replace(sql, ?, ?) where name = ?').run(before, after, name);
  // So that open connections read the schema anew.
  raw.pragma(`schema_version = ${Number(raw.pragma('schema_version', { simple: true })) + 1}`);
  raw.close();
}

forEachDatabase((open, engine) => {
  // PostgreSQL has no such check of its own; what it keeps of a table, `verify` asks of the rows.
  if (engine !== 'sqlite') return;

  const WRONG = [
    { what: 'lacks rows', index: 'counted_part', before: ' where n > 5', after: '' },
    { what: 'has every row with another value', index: 'counted_whole', before: '(n)', after: '(m)' },
  ];
  for (const { what, index, before, after } of WRONG)
    for (const rows of [10, 60_000])
      test(`An index that ${what} is found in a table of ${rows} rows, one that fits is not`, async () => {
        const db = await open();
        await db.runScript(`
          create table counted (id integer primary key, n integer not null, m integer not null) strict;
          with recursive k(n) as (select 1 union all select n + 1 from k where n < ${rows})
          insert into counted select n, n, n + 1 from k;
          create index counted_whole on counted (n);
          create index counted_part on counted (n) where n > 5;`);
        assert.deepEqual(await db.integrity(), []);
        redefine(sqlitePath(db.url), index, before, after);
        const [fault = ''] = (await db.integrity()).filter((one) => one.includes(index));
        assert.match(fault, /^integrity_check: /u);
      });
});
