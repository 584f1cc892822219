import type { Clock } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';

/** What a job gets: database handles of its own, the caller's instant, and a way to hand on bytes as they come. */
export interface JobContext {
  db: Database;
  /** Stands still at the instant the job was asked for. */
  clock: Clock;
  /** Hands bytes to the caller and settles when they were taken; rejects when nobody wants them any more. */
  emit: (chunk: Uint8Array) => Promise<void>;
}

/** Work that takes long and is done beside the event loop (decision 0017). Input and output are plain data. */
export interface Job<I, O> {
  /** Address of the module that declares it. */
  module: string;
  /** The name it is exported under. */
  name: string;
  /** Asked for so seldom that its thread ends with it and gives its memory back. */
  seldom: boolean;
  run: (context: JobContext, input: I) => Promise<O>;
}

/**
 * Declares a job, beside the feature's routes. The thread imports the module and finds the job by its name, so the
 * name must be the export's.
 *
 * @example
 * export const verifyJob = job(import.meta.url, 'verifyJob', ({ db }) => verify(db));
 */
export function job<I, O>(
  module: string,
  name: string,
  run: (context: JobContext, input: I) => Promise<O>,
  { seldom = false } = {},
): Job<I, O> {
  return { module, name, seldom, run };
}
