import { Worker } from 'node:worker_threads';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { dropStaged } from '../db/staging.ts';
import type { Job } from './job.ts';
import { errorOf } from './messages.ts';
import type { Order, Report } from './messages.ts';

/** As many threads of a kind as a small machine has cores to spare for; more jobs wait their turn. */
const AT_ONCE = 2;
/** More jobs than this do not wait: each holds its input meanwhile. */
const MAX_WAITING = 16;
/** A thread starts in 0.3 s; it is kept for the next job, but not for ever. */
const KEPT_MS = 60_000;
/** 200,000 rows of an import with their plan fit; a job that needs more ends alone, not with the server. */
const HEAP_MB = 768;
/** What a job makes and drops is collected early: a stream of rows then needs little more than its rows. */
const YOUNG_MB = 4;

const BUSY = 'Es laufen gerade viele große Vorgänge. Es wurde nichts gespeichert.';
const GAVE_UP =
  'Der Vorgang wurde abgebrochen, weil er zu viel Speicher brauchte. Es wurde nichts gespeichert.';

/** Takes the bytes a job hands on; the job goes on when the promise settles and ends when it rejects. */
export type TakeChunk = (chunk: Uint8Array) => Promise<void>;

interface Thread {
  worker: Worker;
  retire: NodeJS.Timeout | undefined;
  gone: boolean;
}

/** Downloads have their own turn: whoever reads slowly holds up other downloads at most, never work (decision 0017). */
interface Lane {
  queue: (() => void)[];
  running: number;
}

/** Every thread there is, at work or not. */
const threads = new Set<Thread>();
const idle: Thread[] = [];
const lanes: Record<'work' | 'download', Lane> = {
  work: { queue: [], running: 0 },
  download: { queue: [], running: 0 },
};

function drop(thread: Thread): void {
  thread.gone = true;
  threads.delete(thread);
  clearTimeout(thread.retire);
  const at = idle.indexOf(thread);
  if (at !== -1) idle.splice(at, 1);
  void thread.worker.terminate();
}

function takeThread(): Thread {
  const kept = idle.pop();
  if (kept) {
    clearTimeout(kept.retire);
    kept.worker.ref();
    return kept;
  }
  const worker = new Worker(new URL('thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const thread: Thread = { worker, retire: undefined, gone: false };
  threads.add(thread);
  return thread;
}

function keep(thread: Thread): void {
  thread.worker.unref();
  thread.retire = setTimeout(() => {
    drop(thread);
  }, KEPT_MS).unref();
  idle.push(thread);
}

interface Listeners {
  takeChunk: TakeChunk | undefined;
  committed: (() => void) | undefined;
}

/** One job on one thread: settles with its output, or with the error it ended with. */
function follow(thread: Thread, order: Order, listeners: Listeners): Promise<unknown> {
  const { worker } = thread;
  let committed = false;
  return new Promise((done, reject) => {
    // Whatever went wrong after the commit, what was written stands.
    const fail = (error: Error): void => reject(committed ? new AppError('saved-unanswered') : error);
    const settle = (then: () => void): void => {
      worker.off('message', onReport).off('error', onError).off('exit', onExit);
      then();
    };
    const onReport = (report: Report): void => {
      if ('chunk' in report) {
        const taken = listeners.takeChunk?.(report.chunk) ?? Promise.resolve();
        taken.then(
          () => {
            worker.postMessage({ taken: true });
          },
          () => {
            worker.postMessage({ stop: true });
          },
        );
      } else if ('committed' in report) {
        committed = true;
        listeners.committed?.();
      } else if ('output' in report) settle(() => done(report.output));
      else settle(() => fail(errorOf(report.fault)));
    };
    const onError = (error: unknown): void => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const plain = error instanceof Error ? error : new Error(String(error));
      settle(() => fail(isMemory ? new AppError('overloaded', GAVE_UP) : plain));
      drop(thread);
    };
    const onExit = (): void => {
      settle(() => fail(new AppError('overloaded', GAVE_UP)));
      drop(thread);
    };
    worker.on('message', onReport).on('error', onError).on('exit', onExit);
    worker.postMessage(order);
  });
}

async function inTurn<T>(lane: Lane, db: Database, work: () => Promise<T>): Promise<T> {
  const isBusy = lane.running >= AT_ONCE;
  if (isBusy && lane.queue.length >= MAX_WAITING) throw new AppError('overloaded', BUSY);
  if (isBusy) await new Promise<void>((go) => lane.queue.push(go));
  else lane.running += 1;
  db.leaveCheckpoints(true);
  try {
    return await work();
  } finally {
    const next = lane.queue.shift();
    if (next) next();
    else lane.running -= 1;
    if (lanes.work.running + lanes.download.running === 0) db.leaveCheckpoints(false);
  }
}

/**
 * Runs a job in a thread of its own, so that the event loop goes on serving (promises.md P20). Input and output are
 * plain data; the job reads the clock's instant of now. Throws what the job threw (an `AppError` unchanged), or
 * `overloaded` when too many wait or the thread ran out of memory: then nothing of it was written.
 */
export async function runJob<I, O>(
  { module, name, seldom }: Job<I, O>,
  doors: { db: Database; clock: Clock },
  input: I,
  takeChunk?: TakeChunk,
): Promise<O> {
  const listeners: Listeners = { takeChunk, committed: () => doors.db.committed?.() };
  const order: Order = { module, name, databaseUrl: doors.db.url, now: doors.clock.now(), input };
  return inTurn(takeChunk ? lanes.download : lanes.work, doors.db, async () => {
    const thread = takeThread();
    try {
      // The job's own declaration types what comes back.
      return (await follow(thread, order, listeners)) as O;
    } finally {
      if (seldom) drop(thread);
      else if (!thread.gone) keep(thread);
    }
  });
}

/** Ends every thread, whatever it does: an open transaction is rolled back. For the end of the process. */
export async function stopJobs(): Promise<void> {
  await Promise.all([...threads].map((thread) => thread.worker.terminate()));
  dropStaged();
}
