import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { runJob } from './run-job.ts';
import {
  busyJob,
  countingJob,
  echoJob,
  failingJob,
  greedyJob,
  refusingJob,
  seldomJob,
  threadJob,
  writingJob,
} from './test-jobs.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };

forEachDatabase((open, engine) => {
  test('A job works on the same database, at the instant it was asked for', async () => {
    const doors = { db: await open(), clock };
    const said = await runJob(echoJob, doors, { text: 'Grün' });
    assert.deepEqual(said, { text: 'Grün', now: clock.now(), engine });
  });

  test('What a job refuses reaches the caller unchanged', async () => {
    const doors = { db: await open(), clock };
    await assert.rejects(runJob(refusingJob, doors, { detail: '1,00 statt 2,00' }), (error) => {
      assert.ok(error instanceof AppError);
      assert.deepEqual(
        [error.code, error.status, error.detail, error.title],
        ['control-total-mismatch', 422, '1,00 statt 2,00', 'Ein eigener Titel'],
      );
      assert.deepEqual(error.errors, [{ path: 'controlTotal', message: 'zwei Summen' }]);
      assert.deepEqual(error.current, { cents: 5 });
      return true;
    });
    await assert.rejects(runJob(failingJob, doors, { code: 'SQLITE_FULL' }), { code: 'SQLITE_FULL' });
  });

  test('What a job writes is there afterwards; what fails leaves nothing', async () => {
    const doors = { db: await open(), clock };
    await assert.rejects(runJob(writingJob, doors, { fail: true }), { code: 'rule-violated' });
    const count = async () => (await doors.db.read.selectFrom('meta').selectAll().execute()).length;
    assert.equal(await count(), 0);
    assert.equal(await runJob(writingJob, doors, { fail: false }), 1);
    assert.equal(await count(), 1);
  });
});

forEachDatabase((open, engine) => {
  // Threads and memory are the same on both engines.
  if (engine !== 'sqlite') return;

  test('The event loop goes on while a job computes', async () => {
    const doors = { db: await open(), clock };
    const seen = { turns: 0, busy: true };
    const others = (async () => {
      for (; seen.busy; seen.turns += 1) await pause(1);
    })();
    const before = process.threadCpuUsage().user;
    await runJob(busyJob, doors, { rounds: 200_000_000 });
    seen.busy = false;
    await others;
    assert.ok(seen.turns >= 50, `${seen.turns} turns`);
    const spent = (process.threadCpuUsage().user - before) / 1000;
    assert.ok(spent < 300, `${spent} ms of this thread`);
  });

  test('Bytes arrive in order, and a job waits until they were taken', async () => {
    const doors = { db: await open(), clock };
    const seen: number[] = [];
    let taking = 0;
    const take = async (chunk: Uint8Array): Promise<void> => {
      taking += 1;
      assert.equal(taking, 1);
      await pause(1);
      seen.push(...chunk);
      taking -= 1;
    };
    assert.equal(await runJob(countingJob, doors, { chunks: 20 }, take), 20);
    assert.deepEqual(
      seen,
      Array.from({ length: 20 }, (_, n) => n),
    );
  });

  test('A job whose bytes nobody wants ends', async () => {
    const doors = { db: await open(), clock };
    const refuse = () => Promise.reject(new Error('gone'));
    await assert.rejects(runJob(countingJob, doors, { chunks: 5 }, refuse), /no more/u);
    assert.equal(await runJob(countingJob, doors, { chunks: 3 }, () => Promise.resolve()), 3);
  });

  test('A job that takes too much memory ends alone, and the next one runs', async () => {
    const doors = { db: await open(), clock };
    await assert.rejects(runJob(greedyJob, doors, undefined), { code: 'overloaded', status: 503 });
    assert.equal((await runJob(echoJob, doors, { text: 'weiter' })).text, 'weiter');
  });

  test('A thread is kept for the next job, but not after one that is seldom asked for', async () => {
    const doors = { db: await open(), clock };
    const kept = await runJob(threadJob, doors, undefined);
    assert.equal(await runJob(threadJob, doors, undefined), kept);
    assert.equal(await runJob(seldomJob, doors, undefined), kept);
    assert.notEqual(await runJob(threadJob, doors, undefined), kept);
  });

  test('Downloads that nobody reads hold up no work', async () => {
    const doors = { db: await open(), clock };
    const reader = Promise.withResolvers<undefined>();
    const slow = Array.from({ length: 3 }, () =>
      runJob(countingJob, doors, { chunks: 2 }, () => reader.promise),
    );
    const done = await Promise.all(['eins', 'zwei', 'drei'].map((text) => runJob(echoJob, doors, { text })));
    assert.deepEqual(
      done.map((one) => one.text),
      ['eins', 'zwei', 'drei'],
    );
    reader.resolve(undefined);
    assert.deepEqual(await Promise.all(slow), [2, 2, 2]);
  });

  test('More jobs than there are threads wait their turn; far more are refused', async () => {
    const doors = { db: await open(), clock };
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => runJob(echoJob, doors, { text: String(n) })),
    );
    const done = all.filter((one) => one.status === 'fulfilled');
    assert.deepEqual(
      done.map((one) => one.value.text),
      Array.from({ length: 18 }, (_, n) => String(n)),
    );
    for (const one of all.slice(18))
      assert.equal(one.status === 'rejected' && (one.reason as AppError).code, 'overloaded');
  });
});
