import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { readLastVerify } from '../db/last-verify.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verifyDaily } from '../verify/verify-daily.ts';
import { addTestUsers } from '../session/test-users.ts';
import { LEAST_FREE_BYTES, Readiness } from './readiness.ts';
import type { ReadinessDoors } from './readiness.ts';
import { startTestApp } from './test-app.ts';
import pino from 'pino';

const reasons = (db: Database, more: Partial<ReadinessDoors> = {}): Promise<string[]> =>
  new Readiness({ db, clock: systemClock, ...more }).reasons();

/** Another first digit, whichever it was. */
const OTHER_HASH = "(case when hash like 'f%' then '0' else 'f' end) || substr(hash, 2)";

/** Changes a history row as somebody with the file in their hands could. */
async function falsify(db: Database, engine: string): Promise<void> {
  if (engine === 'sqlite') {
    await db.runScript('DROP TRIGGER history_no_update');
    await db.runScript(`UPDATE history SET hash = ${OTHER_HASH}, actor = 'niemand' WHERE seq = 1`);
  } else {
    await db.runScript(
      `ALTER TABLE history DISABLE TRIGGER USER; UPDATE history SET hash = ${OTHER_HASH}, actor = 'niemand' WHERE seq = 1; ALTER TABLE history ENABLE TRIGGER USER`,
    );
  }
}

async function historyRows(db: Database): Promise<number> {
  const { n } = await db.read
    .selectFrom('history')
    .select(sql<number>`cast(count(*) as bigint)`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

forEachDatabase((open, engine) => {
  test('A sound database is ready, and finding that out writes no history', async () => {
    const db = await open();
    await addTestUsers(db);
    const before = await historyRows(db);
    assert.deepEqual(await reasons(db), []);
    assert.equal(await historyRows(db), before);
  });

  test('A falsified history row and a failing check end readiness, in words and only on this machine', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const [admin, nobody] = [await app.as('admin'), await app.as(null)];
    assert.equal((await admin('/api/history/verify')).status, 200);
    const last = await readLastVerify(db.read);
    assert.ok(last?.ok, JSON.stringify(last));
    assert.equal((await nobody('/readyz')).status, 200);

    await falsify(db, engine);
    const at = await nobody('/readyz');
    assert.equal(at.status, 503, 'the row that was checked is no longer the same');
    assert.match(JSON.stringify(await at.json()), /Der Verlauf bis Nr\. 1 ist nicht mehr/u);

    assert.equal(((await (await admin('/api/history/verify')).json()) as { ok: boolean }).ok, false);
    const found = (await (await nobody('/readyz')).json()) as { status: string; reasons?: string[] };
    assert.match(found.reasons?.join() ?? '', /fand Fehler: .*Kette des Verlaufs/u);
    const proxied = await nobody('/readyz', { headers: { 'x-forwarded-for': '10.0.0.1' } });
    assert.deepEqual([proxied.status, await proxied.json()], [503, { status: 'not-ready' }]);
    assert.equal((await nobody('/healthz')).status, 200);
    await app.close();
  });

  test('Until the check at start has ended the server is not ready', async () => {
    const db = await open();
    await addTestUsers(db);
    const verifying = verifyDaily({ db, clock: systemClock }, pino({ level: 'silent' }));
    assert.deepEqual(await reasons(db, { verifying }), ['Die Prüfung beim Start läuft noch.']);
    while (verifying()) await new Promise((turn) => setImmediate(turn));
    assert.deepEqual(await reasons(db, { verifying }), []);
  });

  test('No room beside the database and a database that takes no writes are reasons', async () => {
    const db = await open();
    const free = (bytes: number) => ({ freeBytes: () => Promise.resolve(bytes) });
    assert.match((await reasons(db, free(0))).join(), /nur 0 MB frei/u);
    assert.deepEqual(await reasons(db, free(LEAST_FREE_BYTES)), []);
    const readOnly = { ...db, writeTransaction: () => Promise.reject(new Error('readonly')) };
    assert.deepEqual(await reasons(readOnly), ['Die Datenbank lässt sich nicht beschreiben.']);
    const busy = Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
    assert.deepEqual(await reasons({ ...db, writeTransaction: () => Promise.reject(busy) }), []);
  });
});
