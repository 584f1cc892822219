import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { forEachDatabase } from '../db/test-databases.ts';
import { postingsByKey } from './imports.sql.ts';
import { planUpload, readUpload } from './money/plan-import.ts';
import { addAccountMap, sample } from './test-imports.ts';

const ROWS = 10_000;

/** How often other requests had their turn while the work was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  const seen = { turns: 0, busy: true };
  const others = (async () => {
    for (; seen.busy; seen.turns += 1) await nextTurn();
  })();
  await work();
  seen.busy = false;
  await others;
  return seen.turns;
}

forEachDatabase((open) => {
  test('Other requests are served while the rows of a large file are looked up and planned', async () => {
    const db = await open();
    await addAccountMap(db);
    const keys = Array.from({ length: ROWS }, (_, n) => `1000|2021|${n}|1`);
    assert.ok((await turnsDuring(() => postingsByKey(db.read, ['SAP-100'], keys))) >= 20);
    const [header] = sample('sap-line-items.csv').toString('latin1').split('\n');
    const lines = keys.map((_, n) => `1000;2021;${n};1;12.03.2021;;3;44010000;7.1;;;a;;;1,00`);
    const bytes = Buffer.from([header, ...lines].join('\n'), 'latin1');
    using upload = await readUpload(db.read, { profile: 'sap-ist', fileName: 'ist.csv', bytes });
    let first = '';
    const turns = await turnsDuring(async () => {
      first = (await planUpload(db.read, upload)).view.planSha256;
    });
    assert.ok(turns >= 25, `${turns} turns`);
    assert.equal((await planUpload(db.read, upload)).view.planSha256, first);
  });
});
