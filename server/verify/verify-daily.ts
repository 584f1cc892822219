import type { Logger } from 'pino';
import type { Clock } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { giveBackMemory } from '../work/give-back.ts';
import { runJob } from '../work/run-job.ts';
import { verifyJob } from './verify.jobs.ts';

const DAY_MS = 86_400_000;
/** When every thread was taken. */
const AGAIN_MS = 60_000;

/**
 * Checks everything now and once a day, beside the event loop; the result is what `/readyz` goes by. Returns whether
 * the first check is still under way; the server counts as started after it.
 */
export function verifyDaily(doors: { db: Database; clock: Clock }, log: Logger): () => boolean {
  const state = { first: true };
  const run = async (): Promise<void> => {
    try {
      const { ok, checks } = await runJob(verifyJob, doors, undefined);
      if (state.first) giveBackMemory();
      state.first = false;
      const failed = checks.filter((check) => !check.ok).map((check) => check.name);
      if (!ok) log.error({ failed }, 'verify found faults');
      setTimeout(() => void run(), DAY_MS).unref();
    } catch (error) {
      log.error({ err: error }, 'verify could not run');
      setTimeout(() => void run(), AGAIN_MS).unref();
    }
  };
  void run();
  return () => state.first;
}
