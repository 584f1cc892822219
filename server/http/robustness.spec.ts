import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { AppError, Problem } from '#shared/errors.ts';
import { createDatabase, requireComplete } from '../db/create.ts';
import { openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { addTestUsers } from '../session/test-users.ts';
import { startTestApp } from './test-app.ts';

forEachDatabase((open) => {
  test('A text that no database keeps alike is refused in bodies, parameters and paths', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const [nobody, admin, office] = [
      await app.as(null),
      await app.as('admin'),
      await app.as('programme-office'),
    ];
    for (const login of ['a\u0000b', 'half \ud83d', 'bell\u0007', 'csi\u009b']) {
      const answer = await nobody('/api/session/demo', { method: 'POST', json: { login } });
      assert.equal(answer.status, 400, JSON.stringify(login));
      assert.equal(((await answer.json()) as Problem).errors?.[0]?.path, 'login');
    }
    assert.equal((await admin('/api/history?entity=%00')).status, 400);
    const path = await office('/api/projects/1', {
      method: 'PATCH',
      json: { name: 'Name\u0000' },
      ifMatch: 1,
    });
    assert.equal(path.status, 400);
    await app.close();
  });

  test('The bytes of an upload are read only from who may upload, and never unpacked', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const upload = (headers: Record<string, string> = {}) => ({
      method: 'POST',
      body: Buffer.alloc(100, 1),
      headers: { 'content-type': 'application/octet-stream', ...headers },
    });
    const url = '/api/imports/uploads?profile=sap-ist&name=x.csv';
    assert.equal((await (await app.as(null))(url, upload())).status, 401);
    assert.equal((await (await app.as('council'))(url, upload())).status, 403);
    for (const encoding of ['gzip', 'br', 'deflate']) {
      const answer = await (await app.as('controller'))(url, upload({ 'content-encoding': encoding }));
      assert.ok(answer.status >= 400 && answer.status < 500, `${encoding}: ${answer.status}`);
    }
    await app.close();
  });
});

test('A lock held by another process delays its own request only; all others are answered at once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-lock-'));
  const url = `sqlite:${join(folder, 'x.db')}`;
  await createDatabase(url, addTestUsers);
  const [db, other] = [await openDatabase(url), await openDatabase(url)];
  const app = await startTestApp(db);
  t.after(async () => {
    await app.close();
    await db.close();
    await other.close();
    rmSync(folder, { recursive: true });
  });
  let release = (): void => undefined;
  const held = other.writeTransaction(() => new Promise<void>((resolve) => (release = resolve)));
  await pause(50);
  const nobody = await app.as(null);
  const waiting = nobody('/api/session/demo', { method: 'POST', json: { login: 'auditor' } });
  let answered = false;
  void waiting.then(() => (answered = true));
  for (let i = 0; i < 5; i += 1) assert.equal((await nobody('/healthz')).status, 200);
  // Had they waited for the lock, the one that needs it would have been answered, with a refusal, before them.
  assert.equal(answered, false);
  release();
  await held;
  assert.equal((await waiting).status, 200);
});

test('A full disk is told as such, leaves nothing half, and work goes on when there is room again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-full-'));
  const url = `sqlite:${join(folder, 'x.db')}`;
  await createDatabase(url, addTestUsers);
  const db = await openDatabase(url);
  const app = await startTestApp(db);
  t.after(async () => {
    await app.close();
    await db.close();
    rmSync(folder, { recursive: true });
  });
  const limitPages = (pages: number) => db.runScript(`PRAGMA max_page_count = ${pages}`);
  const used =
    (await sql<{ page_count: number }>`pragma page_count`.execute(db.read)).rows[0]?.page_count ?? 0;
  await limitPages(used);
  const nobody = await app.as(null);
  const signIn = () => nobody('/api/session/demo', { method: 'POST', json: { login: 'auditor' } });
  let last = await signIn();
  for (let i = 0; i < 90 && last.status === 200; i += 1) last = await signIn();
  assert.equal(last.status, 507);
  assert.equal(((await last.json()) as Problem).code, 'storage-full');
  assert.deepEqual(await db.integrity(), []);
  await limitPages(used + 1000);
  assert.equal((await signIn()).status, 200);
});

test('A database whose filling was broken off is refused', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-half-'));
  const db = await openDatabase(`sqlite:${join(folder, 'x.db')}`, { mayCreate: true });
  t.after(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });
  await migrate(db);
  await assert.rejects(requireComplete(db), (error: AppError) => error.code === 'conflict');
});
