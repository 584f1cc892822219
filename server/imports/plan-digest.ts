import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Plan } from '#shared/imports/plan-tally.ts';
import type { ReadUpload } from './plan-import.ts';

/** One name for everything that would be written; the apply call repeats it (409 when it no longer fits). */
export async function planDigest(upload: ReadUpload, plan: Plan): Promise<string> {
  const { profile, fileSha256, contentSha256, enteredCents, rows } = upload;
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([
      profile,
      fileSha256,
      contentSha256,
      enteredCents,
      plan.counts,
      plan.addCents,
      plan.control,
    ]),
  );
  for (const entries of rows.planned('add', 'change')) {
    const writes = entries.map((a) => [
      a.outcome,
      a.keyed.key,
      a.occurrence,
      a.existingId,
      a.keyed.content,
      a.line?.id ?? a.lineNumber,
      a.countsOn,
      a.late,
      a.rule?.id,
    ]);
    hash.update(`\n${JSON.stringify(writes)}`);
    // Other requests are served between the batches.
    await nextTurn();
  }
  return hash.digest('hex');
}
