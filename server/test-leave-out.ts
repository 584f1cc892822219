import type { TestContext } from 'node:test';

/**
 * The only way to leave a test out: what it needs is not on this machine. The run prints `why` beside its name and
 * counts it as skipped.
 */
export function leaveOut(t: TestContext, why: string): void {
  if (why.trim() === '') throw new Error('A test that is left out says why.');
  t.skip(why);
}
