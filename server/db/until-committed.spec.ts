import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import { systemClock } from '../clock.ts';
import { runJob } from '../work/run-job.ts';
import { lateFaultJob } from '../work/test-jobs.ts';
import type { Database } from './database.ts';
import { forEachDatabase } from './test-databases.ts';
import { transact } from './transact.ts';
import { untilCommitted } from './until-committed.ts';

const by = { clock: systemClock, writer: { id: null, name: 'test' } };

function keep(db: Database, key: string, answer: (value: string | undefined) => unknown) {
  return transact(
    db,
    by,
    async (tx) => {
      await tx.query.insertInto('meta').values({ key, value: 'da' }).execute();
      return { result: tx.seq, change: { action: 'test', entity: 'meta', entityId: key } };
    },
    async (query) => {
      const row = await query.selectFrom('meta').where('key', '=', key).select('value').executeTakeFirst();
      const history = await query
        .selectFrom('history')
        .select('entity_id')
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      return answer(`${row?.value ?? ''} ${history?.entity_id ?? ''}`);
    },
  );
}

const kept = async (db: Database): Promise<string[]> =>
  (await db.read.selectFrom('meta').select('key').orderBy('key').execute()).map((row) => row.key);

forEachDatabase((open) => {
  test('The answer sees what was written and its history row; when it fails nothing is saved', async () => {
    const db = await open();
    assert.equal(await keep(db, 'a', (seen) => seen), 'da a');
    const refuse = () => {
      throw new Error('keine Antwort');
    };
    await assert.rejects(keep(db, 'b', refuse), /keine Antwort/u);
    assert.deepEqual(await kept(db), ['a']);
  });

  test('After the commit a deed reads nothing more, and says that it was committed', async () => {
    const db = await open();
    let told = 0;
    const deed = untilCommitted(db, () => {
      told += 1;
    });
    await deed.read.selectFrom('meta').select('key').execute();
    await assert.rejects(
      keep(deed, 'a', () => {
        throw new Error('x');
      }),
      /x/u,
    );
    assert.equal(told, 0);
    await keep(deed, 'a', () => null);
    assert.equal(told, 1);
    assert.throws(() => deed.read, /Nach dem Speichern/u);
    assert.throws(() => deed.url, /Nach dem Speichern/u);
    assert.throws(() => deed.snapshot(() => Promise.resolve()), /Nach dem Speichern/u);
    await assert.rejects(
      keep(deed, 'b', () => null),
      /Nach dem Speichern/u,
    );
    assert.deepEqual(await kept(db), ['a']);
  });

  test('A job that fails after its commit does not deny what it saved', async () => {
    const db = await open();
    const doors = { db, clock: { now: () => '2021-07-02T08:00:00.000Z' as Instant } };
    for (const how of ['throw', 'exit'] as const)
      await assert.rejects(runJob(lateFaultJob, doors, { key: how, how }), {
        code: 'saved-unanswered',
        status: 500,
      });
    assert.deepEqual(await kept(db), ['exit', 'throw']);
  });
});
