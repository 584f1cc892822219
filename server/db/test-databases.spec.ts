import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { forEachDatabase } from './test-databases.ts';

forEachDatabase((open, engine) => {
  test('every call opens an empty migrated database of its own', async () => {
    const [first, second] = [await open(), await open()];
    assert.equal(first.engine, engine);
    assert.notEqual(first.url, second.url);
    const count = sql<{ n: number }>`select count(*) as n from history`;
    assert.equal((await count.execute(second.read)).rows[0]?.n, 0);
  });

  test('the application owns no table of a server database', async () => {
    const db = await open();
    if (engine === 'sqlite') return;
    const owned = await sql<{
      n: number;
    }>`select count(*) as n from pg_tables where schemaname = 'public' and tableowner = current_user`.execute(
      db.read,
    );
    assert.equal(owned.rows[0]?.n, 0);
  });
});
