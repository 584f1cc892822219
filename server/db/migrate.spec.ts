import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { AppError } from '#shared/errors.ts';
import { createDatabase } from './create.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { appliedMigrations, migrate, requireCurrentSchema, schemaVersion } from './migrate.ts';
import { newestVersion } from './migrations.ts';
import { forEachDatabase } from './test-databases.ts';

test('A missing database is refused and not created', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-missing-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'weg.db');
  await assert.rejects(openDatabase(`sqlite:${path}`), (error: AppError) => error.code === 'not-found');
  assert.equal(existsSync(path), false);
});

test('An unknown kind of address is refused without repeating its password', async () => {
  await assert.rejects(
    openDatabase('mysql://root:geheim@db/x'),
    (error: Error) => !error.message.includes('geheim'),
  );
});

test('A new database appears only when its filling succeeded, and an existing one is left alone', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-create-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const url = `sqlite:${join(folder, 'neu.db')}`;
  await assert.rejects(
    createDatabase(url, () => Promise.reject(new Error('Stromausfall'))),
    /Stromausfall/u,
  );
  assert.equal(existsSync(join(folder, 'neu.db')), false);
  await createDatabase(url, () => Promise.resolve());
  await assert.rejects(
    createDatabase(url, () => Promise.resolve()),
    (error: AppError) => error.code === 'conflict',
  );
});

forEachDatabase((open) => {
  test('Migrating again changes nothing', async () => {
    const db = await open();
    assert.equal(await schemaVersion(db), newestVersion());
    assert.deepEqual(await migrate(db), []);
    await requireCurrentSchema(db);
  });

  test('A newer schema is refused, for serving and for migrating', async () => {
    const db = await open();
    await db.runScript(`insert into schema_version (version, name) values (9999, 'future')`);
    await assert.rejects(requireCurrentSchema(db), /9999/u);
    await assert.rejects(migrate(db), /9999/u);
  });

  test('A database lifted by another text of a migration is refused, and so is one of an unknown number', async () => {
    const db = await open();
    const hashes = (await appliedMigrations(db)).map(({ sha256 }) => sha256?.length);
    assert.deepEqual([...new Set(hashes)], [64], 'a new one notes every text');
    await db.runScript(`update schema_version set sha256 = '${'0'.repeat(64)}' where version = 30`);
    await assert.rejects(requireCurrentSchema(db), /anderen Fassung von 0030-changed-totals/u);
    await assert.rejects(migrate(db), /anderen Fassung von 0030-changed-totals/u);
    await db.runScript(`update schema_version set sha256 = null where version = 30`);
    await requireCurrentSchema(db);
    await db.runScript(`insert into schema_version (version, name) values (8, 'of-another-program')`);
    await assert.rejects(migrate(db), /of-another-program/u);
  });

  test('A migration that fails half-way leaves nothing behind', async () => {
    const db = await open();
    await assert.rejects(
      db.runScript('BEGIN; CREATE TABLE half (id INTEGER); SELECT * FROM nowhere; COMMIT;'),
    );
    await assert.rejects(sql`select * from half`.execute(db.read));
    assert.deepEqual(await migrate(db), [], 'the connection works on');
  });
});

/** Every column as `table.column`, sorted; what a database really has, not what a script says. */
async function columnsOf(db: Database): Promise<string[]> {
  const query =
    db.engine === 'sqlite'
      ? sql<{
          name: string;
        }>`select t.name || '.' || c.name as name from sqlite_schema t, pragma_table_info(t.name) c
          where t.type = 'table' and t.name not like 'sqlite_%'`
      : sql<{ name: string }>`select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = current_schema()`;
  return (await query.execute(db.read)).rows.map((row) => row.name).sort();
}

const columns = new Map<string, string[]>();
forEachDatabase((open, engine) => {
  test('Both engines get the same tables with the same columns', async () => {
    columns.set(engine, await columnsOf(await open()));
    assert.ok((columns.get(engine) ?? []).length > 250);
    assert.deepEqual(columns.get(engine), columns.get('sqlite'));
  });
});
