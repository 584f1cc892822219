import type { VerifyResult } from '#shared/history/history.ts';
import { historyHead, keepLastVerify } from '../db/last-verify.ts';
import { job } from '../work/job.ts';
import { verify } from './verify.ts';

/**
 * Reads the whole database, which takes long once it holds a million postings, and keeps what it found for `/readyz`.
 * A result that cannot be kept is still told: that nothing can be written `/readyz` finds out itself.
 */
export const verifyJob = job(
  import.meta.url,
  'verifyJob',
  async ({ db, clock }): Promise<VerifyResult> => {
    const head = (await historyHead(db.read)) ?? { seq: 0, hash: '' };
    const result = await verify(db);
    const failed = result.checks.filter((check) => !check.ok).map((check) => check.label);
    try {
      await keepLastVerify(db, clock, { ok: result.ok, failed, ...head });
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
    return result;
  },
  { seldom: true },
);
