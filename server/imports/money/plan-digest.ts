import { createHash } from 'node:crypto';
import type { Plan } from '#shared/imports/plan-tally.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { ReadUpload } from './plan-import.ts';

/**
 * One name for everything that would be written; the apply call repeats it (409 when it no longer fits). Takes the
 * entries as they are planned, key by key, in whatever windows.
 */
export class PlanDigest {
  readonly #hash = createHash('sha256');

  add(entries: readonly PlannedEntry[]): void {
    const writes = entries.flatMap(({ keyed, outcome, ...entry }) =>
      outcome === 'add' || outcome === 'change'
        ? [
            `\n${outcome}|${keyed.key}|${entry.occurrence}|${entry.existingId}|${keyed.content}|${
              entry.line?.id ?? `n${entry.lineNumber ?? ''}`
            }|${entry.countsOn}|${entry.late}|${entry.rule?.id ?? ''}`,
          ]
        : [],
    );
    this.#hash.update(writes.join(''));
  }

  /** Called once, when every entry was added. */
  name(upload: ReadUpload, { counts, addCents, control }: Plan): string {
    const { profile, fileSha256, contentSha256, enteredCents } = upload;
    const whole = [profile, fileSha256, contentSha256, enteredCents, counts, addCents, control];
    return this.#hash.update(`\n${JSON.stringify(whole)}`).digest('hex');
  }
}
