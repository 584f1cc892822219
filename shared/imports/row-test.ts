import * as z from 'zod';

/** A column as the profile calls it: its header, or its name in `namedColumns`. */
export const columnName = z.string().min(1);

/** `not: true` turns a test round. */
const not = { not: z.literal(true).optional() };

/** What one cell of a row must be; all without regard to blanks around it. */
export const RowTest = z.discriminatedUnion('is', [
  z.strictObject({ column: columnName, is: z.literal('zero'), ...not }),
  z.strictObject({ column: columnName, is: z.literal('empty'), ...not }),
  z.strictObject({ column: columnName, is: z.literal('equals'), value: z.string().min(1), ...not }),
  z.strictObject({ column: columnName, is: z.literal('starts-with'), value: z.string().min(1), ...not }),
  z.strictObject({
    column: columnName,
    is: z.literal('one-of'),
    values: z.array(z.string().min(1)).min(1),
    ...not,
  }),
]);
export type RowTest = z.infer<typeof RowTest>;

/** Whether the text of a cell passes a test; what is zero is said by whoever can read amounts. */
export function textPasses(test: RowTest, cell: string, isZero: () => boolean): boolean {
  const text = cell.trim();
  const passes = (): boolean => {
    if (test.is === 'empty') return text === '';
    if (test.is === 'equals') return text === test.value;
    if (test.is === 'one-of') return test.values.includes(text);
    return test.is === 'starts-with' ? text.startsWith(test.value) : isZero();
  };
  return passes() !== (test.not ?? false);
}
