import type { RowTest } from './row-test.ts';

const COMPARED = {
  equals: (cell: string, value: string) => cell === value,
  'starts-with': (cell: string, value: string) => cell.startsWith(value),
  'ends-with': (cell: string, value: string) => cell.endsWith(value),
  contains: (cell: string, value: string) => cell.includes(value),
} as const;

/** Whether the text of a cell passes a test; what is zero is said by whoever can read amounts. */
export function textPasses(test: RowTest, cell: string, isZero: () => boolean): boolean {
  const trimmed = cell.trim();
  const passes = (): boolean => {
    if (test.is === 'zero') return isZero();
    if (test.is === 'empty') return trimmed === '';
    if (test.is === 'digits') return /^\d+$/u.test(trimmed);
    if (test.is === 'one-of') return test.values.includes(trimmed);
    return COMPARED[test.is](trimmed, test.value);
  };
  return passes() !== (test.not ?? false);
}

/**
 * Whether a list of tests holds: all of them, or, where some begin an alternative (`or`), all tests of one alternative.
 * `a, b, or c, d` = (a and b) or (c and d).
 */
export function allHold(tests: readonly RowTest[], passes: (test: RowTest) => boolean): boolean {
  let holds = true;
  for (const [at, test] of tests.entries()) {
    if (test.or && at > 0) {
      if (holds) return true;
      holds = true;
    }
    holds &&= passes(test);
  }
  return holds;
}

/** A test that no missing cell passes: in a row that ends too early only such tests say something. */
export function needsText(test: RowTest): boolean {
  return test.is !== 'empty' && test.is !== 'zero' && !test.not;
}
