import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { addTestUsers } from '../session/test-users.ts';
import { securityLog } from './security-log.ts';
import type { SecurityEvent, SecurityPlace } from './security-log.ts';
import { startTestApp } from './test-app.ts';

const place = { address: '10.0.0.7', traceId: 't' };

test('The security log is one JSON object a line, in a file that only grows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-security-'));
  const path = join(folder, 'security.log');
  securityLog(path)({ event: 'sign-in', account: 7, way: 'passkey', ...place });
  securityLog(path)({ event: 'sign-in', account: 8, way: 'recovery', breakGlass: true, ...place });
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(lines.length, 2);
  const { time, level, ...rest } = first ?? {};
  assert.deepEqual([typeof time, level], ['string', 30]);
  assert.deepEqual(rest, { log: 'security', event: 'sign-in', account: 7, way: 'passkey', ...place });
  assert.deepEqual(
    [second?.['level'], second?.['breakGlass']],
    [40, true],
    'the emergency door is a warning',
  );
  rmSync(folder, { recursive: true });
});

test('Line ends in a text forge no second line', () => {
  let said = '';
  const log = securityLog({ write: (line) => void (said += line) });
  log({ event: 'export', what: 'a\r\n{"log":"security","event":"sign-in"}\u2028', ...place });
  assert.equal(said.trimEnd().split(/[\r\n]/u).length, 1);
});

forEachDatabase((open) => {
  test('Signing in and out and taking postings away stand in the security log', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const events: (SecurityEvent & SecurityPlace)[] = [];
    const app = await startTestApp(db, { security: (event) => void events.push(event) });
    const nobody = await app.as(null);
    const answer = await nobody('/api/session/demo', { method: 'POST', json: { login: 'controller' } });
    assert.equal(answer.status, 200);
    const fetch = await app.as('controller');
    assert.equal((await fetch('/api/postings.csv')).status, 200);
    assert.equal((await fetch('/api/session', { method: 'DELETE' })).status, 204);
    assert.equal((await nobody('/api/session', { method: 'DELETE' })).status, 204);
    assert.deepEqual(
      events.map(({ event, account, address }) => [event, account, address]),
      ['sign-in', 'export', 'sign-out'].map((event) => [event, ids.controller, '127.0.0.1']),
    );
    assert.ok(events.every(({ traceId }) => traceId.length === 36));
    await app.close();
  });
});
