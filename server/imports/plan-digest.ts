import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Plan } from '#shared/imports/plan.ts';
import type { ReadUpload } from './plan-import.ts';

const ROWS_AT_ONCE = 2_000;

/** One name for everything that would be written; the apply call repeats it (409 when it no longer fits). */
export async function planDigest(upload: ReadUpload, plan: Plan): Promise<string> {
  const { profile, fileSha256, contentSha256, enteredCents } = upload;
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
  for (let at = 0; at < plan.adds.length; at += ROWS_AT_ONCE) {
    const writes = plan.adds
      .slice(at, at + ROWS_AT_ONCE)
      .map((a) => [
        a.keyed.key,
        a.occurrence,
        a.keyed.content,
        a.line?.id ?? a.lineNumber,
        a.countsOn,
        a.rule?.id,
      ]);
    hash.update(`\n${JSON.stringify(writes)}`);
    // Other requests are served between the batches.
    await nextTurn();
  }
  const changes = plan.changes.map((c) => [c.existingId, c.keyed.content, c.line?.id ?? null]);
  hash.update(`\n${JSON.stringify(changes)}`);
  return hash.digest('hex');
}
