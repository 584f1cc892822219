import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { AppError } from '#shared/errors.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { startTestPostgres } from './test-postgres.ts';

const name = `moves_${randomUUID().replaceAll('-', '')}`;

describe('a PostgreSQL database', () => {
  let stop = (): Promise<void> => Promise.resolve();
  let server = '';
  let admin = new pg.Client();

  before(async () => {
    const given = process.env['TEST_POSTGRES_URL'];
    const own = given === undefined ? await startTestPostgres() : undefined;
    if (own) stop = () => own.stop();
    server = given ?? own?.url ?? '';
    admin = new pg.Client(server);
    await admin.connect();
  });
  after(async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.end();
    await stop();
  });

  const addressOf = (database: string): string => {
    const url = new URL(server);
    url.pathname = `/${database}`;
    return url.href;
  };

  for (const encoding of ['LATIN1', 'SQL_ASCII']) {
    test(`that stores text as ${encoding} is refused in German before anything is written`, async () => {
      const made = `LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`;
      await admin.query(`CREATE DATABASE ${name} ENCODING '${encoding}' ${made}`);
      await assert.rejects(openDatabase(addressOf(name), { mayCreate: true }), (error: unknown) => {
        assert.ok(error instanceof AppError);
        assert.match(error.message, new RegExp(`speichert Text als ${encoding}\\. Gebraucht wird UTF8`, 'u'));
        return true;
      });
      await admin.query(`DROP DATABASE ${name}`);
    });
  }

  test('made with a German order compares by bytes after the migration, and says so', async () => {
    const made = `ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C' TEMPLATE template0`;
    await admin.query(`CREATE DATABASE ${name} ${made}`);
    const db = await openDatabase(addressOf(name), { mayCreate: true });
    try {
      await migrate(db);
      assert.deepEqual(await db.integrity(), []);
      const sorted = await sql<{ text: string }>`
        with texts as (select key as text from meta where false union all values ('a'), ('B'), ('Ä'), ('_'))
        select text from texts order by text collate "default"`.execute(db.read);
      assert.deepEqual(
        sorted.rows.map((row) => row.text),
        ['_', 'a', 'Ä', 'B'],
        'the database itself sorts as in German',
      );
      await db.runScript(`ALTER TABLE meta ALTER COLUMN value TYPE text COLLATE "default"`);
      assert.deepEqual(await db.integrity(), ['meta.value sortiert nicht nach Bytes']);
      await migrate(db);
      assert.deepEqual(await db.integrity(), []);
    } finally {
      await db.close();
    }
  });
});
