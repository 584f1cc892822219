import { test } from '@playwright/test';

/** The only way to leave a journey out: what it needs is not on this machine. The run prints why and counts it as skipped. */
export function leaveOut(missing: boolean, why: string): void {
  if (missing) process.stdout.write(`Left out: ${why}\n`);
  test.skip(missing, why);
}
