import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { openDatabase } from './database.ts';
import { isDatabaseAway } from './database-away.ts';
import { forEachDatabase } from './test-databases.ts';

/** A way to PostgreSQL that can be cut and opened again. */
class Bridge {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(url: string) {
    this.#target = new URL(url);
  }

  async open(): Promise<string> {
    const server = createServer((from) => {
      const to = connect(Number(this.#target.port), this.#target.hostname);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    const url = new URL(this.#target.href);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  async cut(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}

async function refused(answer: Response): Promise<void> {
  const problem = (await answer.json()) as Problem;
  assert.deepEqual([answer.status, problem.code], [503, 'database-away'], problem.title);
  assert.ok(Number(answer.headers.get('retry-after')) > 0);
  assert.equal(problem.detail, undefined, 'where the database is stays in the log');
}

test('What says that the database is away is told from what is wrong with a request', () => {
  const fault = (code: string, message = '') => Object.assign(new Error(message), { code });
  for (const code of ['ECONNREFUSED', '57P01', '57P03', '08006', 'SQLITE_READONLY', 'SQLITE_IOERR_WRITE'])
    assert.ok(isDatabaseAway(fault(code)), code);
  assert.ok(isDatabaseAway(new Error('Connection terminated unexpectedly')));
  for (const code of ['23505', '22021', 'SQLITE_CONSTRAINT', 'SQLITE_CORRUPT', '57014'])
    assert.ok(!isDatabaseAway(fault(code)), code);
});

forEachDatabase((open, engine) => {
  if (engine === 'sqlite') {
    test('A database file that was taken away or replaced takes no more changes', async () => {
      const db = await open();
      const users = await addTestUsers(db);
      assert.ok(users.admin > 0);
      const app = await startTestApp(db);
      const path = db.url.slice('sqlite:'.length);
      const away = `${path}.weg`;
      const signIn = async () =>
        (await app.as(null))('/api/session/demo', { method: 'POST', json: { login: 'admin' } });
      assert.equal((await signIn()).status, 200);
      renameSync(path, away);
      await refused(await signIn());
      renameSync(away, path);
      assert.equal((await signIn()).status, 200);
      await app.close();
    });
    return;
  }

  test('While PostgreSQL is gone every request is told 503, and it comes back by itself', async () => {
    const direct = await open();
    await addTestUsers(direct);
    const bridge = new Bridge(direct.url);
    const db = await openDatabase(await bridge.open());
    const app = await startTestApp(db);
    const [admin, nobody] = [await app.as('admin'), await app.as(null)];
    const ask = () =>
      Promise.all([
        admin('/api/history'),
        admin('/api/search?q=abc'),
        admin('/api/history/verify'),
        nobody('/api/session/demo', { method: 'POST', json: { login: 'admin' } }),
      ]);
    for (const answer of await ask()) assert.equal(answer.status, 200);
    for (let round = 1; round <= 3; round += 1) {
      await bridge.cut();
      for (const answer of await ask()) await refused(answer);
      assert.equal((await nobody('/readyz')).status, 503);
      assert.equal((await nobody('/healthz')).status, 200);
      await bridge.open();
      for (const answer of await ask()) assert.equal(answer.status, 200, `round ${round}`);
    }
    await app.close();
    await db.close();
    await bridge.cut();
  });
});
