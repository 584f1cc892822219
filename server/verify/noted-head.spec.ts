import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { lastHistory, transact } from '../db/transact.ts';
import { headText, notedHead } from './noted-head.sql.ts';
import { verifyVerb } from './verify.cli.ts';

const by = { clock: systemClock, writer: { id: null, name: 'test' } };

async function addEntry(db: Database): Promise<void> {
  await transact(db, by, () =>
    Promise.resolve({ result: undefined, change: { action: 'test', entity: 'test', entityId: 1 } }),
  );
}

async function check(db: Database, head: string): Promise<{ ok: boolean; detail: string }> {
  const { data, text } = await verifyVerb.run({ db, by, values: { head }, positionals: [] });
  assert.match(text, /Stand des Verlaufs: \d+:[0-9a-f]{64}$/u);
  const found = (data as { checks: { name: string; ok: boolean; detail: string }[] }).checks.find(
    ({ name }) => name === 'noted-head',
  );
  assert.ok(found);
  return found;
}

forEachDatabase((open) => {
  test('A noted head is part of the history as long as nothing before it was changed or lost', async () => {
    const db = await open();
    await addTestBudget(db);
    const noted = await lastHistory(db.read);
    await addEntry(db);
    assert.match((await check(db, headText(noted))).detail, /seither 1 weitere$/u);
    assert.equal((await check(db, noted.hash)).ok, true);
    const later = { seq: noted.seq + 7, hash: 'a'.repeat(64) };
    assert.match(
      (await check(db, headText(later))).detail,
      /notiert war \d+: Die letzten 6 Einträge fehlen/u,
    );
    const other = await check(db, headText({ ...noted, hash: 'b'.repeat(64) }));
    assert.equal(other.ok, false);
    assert.match(other.detail, /andere Prüfsumme/u);
    assert.match((await check(db, 'c'.repeat(64))).detail, /mit dieser Prüfsumme gibt es nicht/u);
    assert.equal(
      (await check(db, `${noted.seq + 1}:${noted.hash}`)).ok,
      false,
      'a number that is not its own',
    );
  });
});

test('What is no head of a history is refused before any database is opened', () => {
  for (const text of ['', '12', '12:abc', `-1:${'a'.repeat(64)}`, 'g'.repeat(64)])
    assert.throws(() => notedHead(text), /--head braucht/u);
});
