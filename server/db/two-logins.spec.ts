import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addTestBudget } from '../budget/test-budget.ts';
import { startServer } from '../torture/test-server.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { schemaVersion } from './migrate.ts';
import { newestVersion } from './migrations.ts';
import { forEachDatabase } from './test-databases.ts';
import { testFolder } from './test-folder.ts';

const CLI = new URL('../cli.ts', import.meta.url).pathname;

/** A login that may only take the application's role, as an operator makes it; gone afterwards. */
async function withRuntimeLogin<T>(db: Database, work: (url: string) => Promise<T>): Promise<T> {
  const name = `web_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await db.runScript(`CREATE ROLE ${name} LOGIN PASSWORD 'geheim'; GRANT moves_app TO ${name};`);
  const url = new URL(db.url);
  url.username = name;
  url.password = 'geheim';
  try {
    return await work(url.href);
  } finally {
    await db.runScript(`DROP ROLE ${name}`);
  }
}

async function makeLive(db: Database, kind: 'live' | 'demo'): Promise<void> {
  const values = [
    { key: 'kind', value: kind },
    { key: 'setup', value: 'complete' },
  ];
  await db.writeTransaction((query) => query.insertInto('meta').values(values).execute());
}

function moves(args: string[], more: Record<string, string>): { code: number | null; said: string } {
  const { DATABASE_URL: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env: { ...env, ...more },
    encoding: 'utf8',
  });
  return { code: status, said: `${stdout}${stderr}` };
}

/** What a stolen password of the application's could be used for. */
const ATTEMPTS = [
  'DELETE FROM history',
  'UPDATE posting SET cents = 0',
  'UPDATE movement SET cents = 0',
  'TRUNCATE history CASCADE',
  'ALTER TABLE history DISABLE TRIGGER ALL',
  'DROP TABLE history CASCADE',
];

forEachDatabase((open, engine, openOld) => {
  test('The login of the application works, and changes nothing of what was recorded, whatever role it takes', async () => {
    const db = await open();
    await addTestBudget(db);
    if (engine === 'sqlite') {
      // A file has no logins: whoever may write it may write it.
      assert.deepEqual(await db.loginFaults(), []);
      return;
    }
    assert.match((await db.loginFaults()).join('; '), /darf als moves ändern und löschen/u);
    await withRuntimeLogin(db, async (url) => {
      const runtime = await openDatabase(url);
      assert.deepEqual(await runtime.loginFaults(), []);
      await runtime.writeTransaction((query) =>
        query.insertInto('meta').values({ key: 'a', value: 'b' }).execute(),
      );
      for (const role of ['NONE', 'moves', 'postgres', 'moves_app'])
        for (const attempt of ATTEMPTS)
          await assert.rejects(
            runtime.writeTransaction(async (query) => {
              await sql.raw(`SET ROLE ${role}`).execute(query);
              await sql.raw(attempt).execute(query);
            }),
            /permission denied|must be owner|no privileges were granted/u,
            `${role}: ${attempt}`,
          );
      await runtime.close();
    });
  });

  test('Real data are served only by a login that is bound so; on demonstration data it is said', async () => {
    const [live, demo] = [await open(), await open()];
    await makeLive(live, 'live');
    await makeLive(demo, 'demo');
    await (await startServer(demo.url)).stop();
    if (engine === 'sqlite') {
      await (await startServer(live.url)).stop();
      return;
    }
    await assert.rejects(startServer(live.url), /darf als moves ändern und löschen.*DATABASE_OWNER_URL/su);
    await withRuntimeLogin(live, async (url) => (await startServer(url)).stop());
  });

  test('What lays tables out is done by the owner, whose address may stand in a file', async (t) => {
    const old = await openOld();
    const folder = testFolder('moves-owner-');
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'owner');
    writeFileSync(file, `${old.url}\n`);
    const both = { DATABASE_URL: old.url, DATABASE_URL_FILE: file };
    assert.match(moves(['migrate'], both).said, /DATABASE_URL und DATABASE_URL_FILE sind beide gesetzt/u);
    const lift = (runtime: string): void => {
      const lifted = moves(['migrate'], { DATABASE_URL: runtime, DATABASE_OWNER_URL_FILE: file });
      assert.equal(lifted.code, 0, lifted.said);
      assert.equal(moves(['totals', '--as-of', '2021-06-30'], { DATABASE_URL: runtime }).code, 0);
    };
    if (engine === 'sqlite') lift(old.url);
    else
      await withRuntimeLogin(old, (runtime) => {
        const refused = moves(['migrate'], { DATABASE_URL: runtime });
        assert.equal(refused.code, 1);
        assert.match(refused.said, /DATABASE_OWNER_URL nennt/u);
        lift(runtime);
        return Promise.resolve();
      });
    assert.equal(await schemaVersion(old), newestVersion());
  });
});
