import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { addTestUsers } from '../session/test-users.ts';
import { startTestApp } from './test-app.ts';

const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels);

/** What a program may send as JSON; none of it is a form of ours. */
const BODIES: { title: string; body: string }[] = [
  { title: 'arrays 100,000 deep', body: deep(100_000, '[', ']') },
  { title: 'objects 40,000 deep', body: `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}` },
  { title: 'arrays 5,000 deep inside a known field', body: `{"login":${deep(5_000, '[', ']')}}` },
  { title: 'arrays 33 deep', body: deep(33, '[', ']') },
  { title: '120,000 values', body: `[${'0,'.repeat(120_000)}0]` },
  {
    title: '20,000 unknown fields',
    body: `{${Array.from({ length: 20_000 }, (_, n) => `"f${n}":0`).join()}}`,
  },
  { title: 'a number beyond every number', body: '{"login":1e999}' },
  { title: 'a number of 200,000 digits', body: `{"login":${'9'.repeat(200_000)}}` },
  { title: 'the prototype as a field', body: '{"login":"admin","__proto__":{"role":"admin"}}' },
  { title: 'the constructor as a field', body: '{"login":"admin","constructor":{"prototype":{"x":1}}}' },
  { title: 'not finished', body: '{"login":"admin"' },
  { title: 'a byte order mark and nothing', body: '\ufeff' },
  { title: 'no object', body: '"admin"' },
  { title: 'nothing', body: 'null' },
];

/** Sends bytes as they are and gives every status line that came back. */
function raw(url: string, bytes: string): Promise<string[]> {
  return new Promise((done, fail) => {
    let said = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (said += chunk.toString('latin1')));
    socket.on('close', () => done(said.match(/HTTP\/1\.1 \d{3}/gu) ?? []));
    socket.on('error', fail);
  });
}

forEachDatabase((open, engine) => {
  // What is refused here never reaches a database.
  if (engine !== 'sqlite') return;

  test('JSON of no form is refused with 400, from nobody as from anybody', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    for (const login of [null, 'controller'])
      for (const { title, body } of BODIES)
        for (const path of [
          '/api/session/demo',
          '/api/requests',
          '/api/requests/preview',
          '/api/reconciliation/assign',
        ]) {
          const fetch = await app.as(login);
          const headers = { 'content-type': 'application/json', 'idempotency-key': 'a1b2c3d4' };
          const answer = await fetch(path, { method: 'POST', body, headers });
          const problem = (await answer.json()) as Problem;
          const expected = login === null && path !== '/api/session/demo' ? [400, 401] : [400];
          assert.ok(
            expected.includes(answer.status),
            `${title} to ${path}: ${answer.status} ${problem.title}`,
          );
          assert.ok((problem.errors?.length ?? 0) <= 200, title);
        }
    await app.close();
  });

  test('As many levels and values as a form may have are still looked at', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const controller = await app.as('controller');
    const payload = JSON.parse(deep(28, '[', ']')) as unknown;
    const json = { kind: 'movement', reason: 'x', payload };
    const answer = await controller('/api/requests/preview', { method: 'POST', json });
    assert.notEqual((await answer.text()).includes('verschachtelt'), true);
    await app.close();
  });

  test('Encodings, charsets and expectations that are not ours are refused with 4xx', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    for (const headers of [
      { 'content-type': 'application/json; charset=klingonisch' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      { 'content-type': 'application/json', 'content-encoding': 'nichts' },
    ]) {
      const answer = await nobody('/api/session/demo', {
        method: 'POST',
        body: '{"login":"admin"}',
        headers,
      });
      assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(headers)}: ${answer.status}`);
    }
    const admin = await app.as('admin');
    for (const path of [
      '/api/history?limit=%E0%A4%A',
      '/api/history?a[b][c]=1',
      '/api/history?limit[]=5',
      '/api/%',
      '/api/history?%',
    ])
      assert.ok([400, 404].includes((await admin(path)).status), path);
    await app.close();
  });

  test('Requests behind each other on one connection are all answered, and what is no HTTP ends it', async () => {
    const app = await startTestApp(await open());
    const get = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';
    const last = `${get}Connection: close\r\n\r\n`;
    const many = await raw(app.url, `${get}\r\n`.repeat(20) + last);
    assert.deepEqual(new Set(many), new Set(['HTTP/1.1 200']));
    assert.equal(many.length, 21);
    const expecting = `GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: kekse\r\nConnection: close\r\n\r\n`;
    assert.deepEqual(await raw(app.url, expecting), ['HTTP/1.1 417']);
    assert.deepEqual(await raw(app.url, 'GUTEN TAG\r\n\r\n'), ['HTTP/1.1 400']);
    const both =
      'POST /api/session/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    assert.deepEqual(await raw(app.url, both), ['HTTP/1.1 400']);
    await app.close();
  });
});
