import { parentPort } from 'node:worker_threads';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { untilCommitted } from '../db/until-committed.ts';
import type { Job } from './job.ts';
import { faultOf } from './messages.ts';
import type { Order, Reply, Report } from './messages.ts';

/**
 * The thread in which jobs run, one at a time (run-job.ts). Each job opens the database by its address and closes it
 * again: no handle outlives the work it was opened for.
 */
const port = parentPort;
if (!port) throw new Error('thread.ts runs as a worker thread');

/** Set while the caller has not yet taken the last bytes. */
let waiting: { go: () => void; stop: (reason: Error) => void } | undefined;
let stopped = false;

function say(report: Report, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(report, transfer);
}

function emit(chunk: Uint8Array): Promise<void> {
  if (stopped) return Promise.reject(new Error('the caller wants no more'));
  return new Promise((go, stop) => {
    waiting = { go, stop };
    // Copied, so that what is handed over belongs to nobody else.
    const own = Uint8Array.from(chunk);
    say({ chunk: own }, [own.buffer]);
  });
}

/** What was done stays done when only tidying up fails: it is said on the error stream, not to the caller. */
async function closed(db: Database): Promise<void> {
  try {
    await db.checkpoint();
    await db.close();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

async function carryOut(order: Order): Promise<unknown> {
  const module = (await import(order.module)) as Record<string, Job<unknown, unknown> | undefined>;
  const found = module[order.name];
  if (!found) throw new Error(`${order.module} exports no job ${order.name}`);
  const db = await openDatabase(order.databaseUrl);
  const deed = untilCommitted(db, () => say({ committed: true }));
  try {
    return await found.run({ db: deed, clock: { now: () => order.now }, emit }, order.input);
  } finally {
    // What this job wrote is taken over here, not by the next commit on the event loop.
    await closed(db);
  }
}

port.on('message', (message: Order | Reply) => {
  if ('taken' in message) waiting?.go();
  else if ('stop' in message) {
    stopped = true;
    waiting?.stop(new Error('the caller wants no more'));
  } else {
    stopped = false;
    carryOut(message).then(
      (output) => say({ output }),
      (error: unknown) => say({ fault: faultOf(error) }),
    );
  }
});
