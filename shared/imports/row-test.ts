import * as z from 'zod';

/** A column as the profile calls it: its header, or its name in `namedColumns`. */
export const columnName = z.string().min(1, 'Bitte eine Spalte nennen: ihre Überschrift.');

const text = z.string().min(1, 'Bitte den Text nennen, mit dem verglichen wird.');
/** `not: true` turns a test round; `or: true` begins an alternative to the tests above it. */
const turns = { not: z.literal(true).optional(), or: z.literal(true).optional() };

/** What one cell of a row must be; all without regard to blanks around it. */
export const RowTest = z.discriminatedUnion('is', [
  z.strictObject({ column: columnName, is: z.literal('zero'), ...turns }),
  z.strictObject({ column: columnName, is: z.literal('empty'), ...turns }),
  z.strictObject({ column: columnName, is: z.literal('digits'), ...turns }),
  z.strictObject({ column: columnName, is: z.literal('equals'), value: text, ...turns }),
  z.strictObject({ column: columnName, is: z.literal('starts-with'), value: text, ...turns }),
  z.strictObject({ column: columnName, is: z.literal('ends-with'), value: text, ...turns }),
  z.strictObject({ column: columnName, is: z.literal('contains'), value: text, ...turns }),
  z.strictObject({
    column: columnName,
    is: z.literal('one-of'),
    values: z.array(text).min(1, 'Bitte mindestens einen Text nennen.'),
    ...turns,
  }),
]);
export type RowTest = z.infer<typeof RowTest>;
