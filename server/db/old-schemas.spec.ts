import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { newestVersion } from './migrations.ts';
import { forEachDatabase } from './test-databases.ts';
import { OLD_SCHEMAS } from './test-old-database.ts';
import { structureOf } from './test-structure.ts';

/** Tables whose every row must still be there, with what stands in their money columns. */
const KEPT = [
  'posting',
  'movement',
  'commitment_entry',
  'history',
  'project',
  'position_event',
  'import',
] as const;

async function rowsAndCents(db: Database): Promise<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const table of KEPT) {
    const cents = ['posting', 'movement', 'commitment_entry'].includes(table) ? sql`sum(cents)` : sql`0`;
    const found = await sql<{ rows: number; cents: unknown }>`
      select count(*) as rows, ${cents} as cents from ${sql.id(table)}`.execute(db.read);
    const row = found.rows[0];
    assert.ok(row !== undefined && row.rows > 0, `${table} is filled`);
    kept[table] = [row.rows, Number(row.cents)];
  }
  return kept;
}

test('There is a filled database of every schema that was delivered', () => {
  assert.deepEqual(OLD_SCHEMAS, [1, 10, 11, 12, 13, 25, 27]);
});

forEachDatabase((open, _, openOld) => {
  for (const schema of OLD_SCHEMAS) {
    test(`A filled database of schema ${schema} is lifted to what a new one is, and keeps every row and cent`, async () => {
      const [db, fresh] = [await openOld(schema), await open()];
      assert.equal(await schemaVersion(db), schema);
      const before = await rowsAndCents(db);
      await migrate(db);
      assert.equal(await schemaVersion(db), newestVersion());
      assert.deepEqual(await rowsAndCents(db), before);
      assert.deepEqual(await structureOf(db), await structureOf(fresh));
      assert.deepEqual(await db.integrity(), []);
    });
  }
});
