import type { Step } from './steps.ts';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** The escape sequences that colour a terminal. */
const COLOUR = /\u001B\[[0-9;]*[A-Za-z]/gu;

function last(text: string, pattern: RegExp): number {
  return Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
}

/**
 * Reads from a suite's own output how many tests passed, failed and were skipped.
 * A flaky journey passed only on a second try and counts as failed.
 */
export function countTests(kind: NonNullable<Step['counts']>, output: string): Count {
  const text = output.replace(COLOUR, '');
  switch (kind) {
    case 'node':
      return {
        passed: last(text, /^ℹ pass (\d+)$/gmu),
        failed: last(text, /^ℹ fail (\d+)$/gmu) + last(text, /^ℹ cancelled (\d+)$/gmu),
        skipped: last(text, /^ℹ skipped (\d+)$/gmu) + last(text, /^ℹ todo (\d+)$/gmu),
      };
    case 'karma':
      return {
        passed: last(text, /^client: .*?(\d+) passed/gmu),
        failed: last(text, /^client: .*?(\d+) failed/gmu),
        skipped: last(text, /^client: .*?(\d+) skipped/gmu),
      };
    case 'playwright':
      return {
        passed: last(text, /^ +(\d+) passed\b/gmu),
        failed: last(text, /^ +(\d+) failed\b/gmu) + last(text, /^ +(\d+) flaky\b/gmu),
        skipped: last(text, /^ +(\d+) skipped\b/gmu) + last(text, /^ +(\d+) did not run\b/gmu),
      };
  }
}

/** The sum of several runs in the words of Node's own reporter, for `countTests` to read. */
export function nodeSummary({ passed, failed, skipped }: Count): string {
  return `ℹ pass ${passed}\nℹ fail ${failed}\nℹ skipped ${skipped}`;
}

/** The sum over all suites. */
export function total(counts: Count[]): Count {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

export function sentence({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
