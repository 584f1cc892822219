import { threadId } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import { transact } from '../db/transact.ts';
import { job } from './job.ts';

/** Jobs that only the tests of running jobs know. */
export const echoJob = job(import.meta.url, 'echoJob', ({ db, clock }, input: { text: string }) =>
  Promise.resolve({ text: input.text, now: clock.now(), engine: db.engine }),
);

export const refusingJob = job(import.meta.url, 'refusingJob', (_context, input: { detail: string }) =>
  Promise.reject(
    new AppError('control-total-mismatch', input.detail, {
      errors: [{ path: 'controlTotal', message: 'zwei Summen' }],
      current: { cents: 5 },
      title: 'Ein eigener Titel',
    }),
  ),
);

export const failingJob = job(import.meta.url, 'failingJob', (_context, input: { code: string }) =>
  Promise.reject(Object.assign(new Error('the disk is full'), { code: input.code })),
);

/** Which thread it runs in. */
export const threadJob = job(import.meta.url, 'threadJob', () => Promise.resolve(threadId));

export const seldomJob = job(import.meta.url, 'seldomJob', () => Promise.resolve(threadId), { seldom: true });

/** Takes more memory than a thread may have. */
export const greedyJob = job(import.meta.url, 'greedyJob', () => {
  const kept: unknown[] = [];
  for (let n = 0; ; n += 1) kept.push(new Array(2_000_000).fill(n));
});

export const countingJob = job(
  import.meta.url,
  'countingJob',
  async ({ emit }, input: { chunks: number }) => {
    for (let n = 0; n < input.chunks; n += 1) await emit(Uint8Array.of(n));
    return input.chunks;
  },
);

export const busyJob = job(import.meta.url, 'busyJob', (_context, input: { rounds: number }) => {
  let sum = 0;
  for (let n = 0; n < input.rounds; n += 1) sum = (sum * 31 + n) % 1_000_003;
  return Promise.resolve(sum);
});

export const writingJob = job(
  import.meta.url,
  'writingJob',
  async ({ db, clock }, input: { fail: boolean }) =>
    transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
      await tx.query.insertInto('meta').values({ key: 'job', value: 'done' }).execute();
      if (input.fail) throw new AppError('rule-violated', 'so nicht');
      return { result: tx.seq, change: { action: 'test', entity: 'meta', entityId: 'job' } };
    }),
);

/** Holds its thread until the shared number is no longer 0. */
export const waitingJob = job(
  import.meta.url,
  'waitingJob',
  (_context, input: { held: SharedArrayBuffer }) => {
    Atomics.wait(new Int32Array(input.held), 0, 0);
    return Promise.resolve(null);
  },
);

/** Commits, and then fails in one of the ways in which a thread can. */
export const lateFaultJob = job(
  import.meta.url,
  'lateFaultJob',
  async ({ db, clock }, { key, how }: { key: string; how: 'throw' | 'exit' }) => {
    await transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
      await tx.query.insertInto('meta').values({ key, value: how }).execute();
      return { result: null, change: { action: 'test', entity: 'meta', entityId: key } };
    });
    if (how === 'exit') process.exit(1);
    throw new Error('too late');
  },
);
