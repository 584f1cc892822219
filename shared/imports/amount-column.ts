import * as z from 'zod';
import { LEDGERS, LINE_KINDS } from '../budget/terms.ts';
import { dateField, yearField } from '../fields.ts';
import { columnName, RowTest } from './row-test.ts';
import { EMPTY_AMOUNTS, SIGNS, UNITS } from './terms.ts';

/** What a row is booked as where the file has no account: these stand in for it. */
const meaning = {
  account: z.string().min(1).optional(),
  ledger: z.enum(LEDGERS).optional(),
  kind: z.enum(LINE_KINDS).optional(),
};

/**
 * One of several amounts in a row; each makes a booking of its own (columns per year, income and expense side by
 * side). What it does not say it takes from the profile. `{Jahr}` in the column's name stands for a year: every column
 * of the file that fits is read, for its year (year-columns.ts).
 */
export const AmountColumn = z.strictObject({
  column: columnName,
  /** What previews and control totals call it; its column unless stated. */
  name: z.string().min(1).optional(),
  /** A second column whose amount is subtracted (Soll and Haben side by side). */
  less: columnName.optional(),
  fiscalYear: yearField.optional(),
  postedOn: dateField.optional(),
  sign: z.enum(SIGNS).optional(),
  unit: z.enum(UNITS).optional(),
  emptyAmount: z.enum(EMPTY_AMOUNTS).optional(),
  ...meaning,
});
export type AmountColumn = z.infer<typeof AmountColumn>;

const words = z.array(z.string().min(1)).min(1, 'Bitte mindestens einen Text nennen.');

/** One side: its words as they stand in the cell, or what the cell begins with (a prefix, an account class). */
const Side = z.strictObject({ values: words.optional(), startsWith: words.optional(), ...meaning });
export type Side = z.infer<typeof Side>;

/**
 * A column says whether a row is income or expense; its amount counts in that direction. A word goes before a beginning,
 * a longer beginning before a shorter one.
 */
export const Direction = z
  .strictObject({
    column: columnName,
    income: Side,
    expense: Side,
    /** What a row is that neither side names; without it such a row is a fault. */
    otherwise: z.enum(['income', 'expense']).optional(),
  })
  .superRefine((direction, context) => {
    for (const side of ['income', 'expense'] as const) {
      const { values, startsWith } = direction[side];
      if (values || startsWith || direction.otherwise === side) continue;
      const message = 'Bitte Texte oder Anfänge nennen, oder diese Seite für alle übrigen Zeilen wählen.';
      context.addIssue({ code: 'custom', message, path: [side, 'values'] });
    }
  });
export type Direction = z.infer<typeof Direction>;

/** Which side a cell names; undefined where neither does. */
export function sideOf(direction: Direction, text: string): 'income' | 'expense' | undefined {
  const sides = ['income', 'expense'] as const;
  const named = sides.find((side) => direction[side].values?.includes(text));
  if (named) return named;
  const begins = sides.flatMap((side) =>
    (direction[side].startsWith ?? [])
      .filter((start) => text.startsWith(start))
      .map((start) => ({ side, length: start.length })),
  );
  return begins.sort((a, b) => b.length - a.length)[0]?.side ?? direction.otherwise;
}

/** In each row the amounts of `sum` must give the amount of `equals`, as they stand in the file. */
export const RowCheck = z.strictObject({
  name: z.string().min(1),
  sum: z.array(columnName).min(1),
  equals: columnName,
  /** `warning`: reported with line and both sums; `error`: the row is refused. */
  severity: z.enum(['warning', 'error']),
});
export type RowCheck = z.infer<typeof RowCheck>;

/** A sum the profile states for a column of its one file: plain euro with the file's signs, such as `-12.50`. */
export const StatedControl = z.strictObject({
  name: z.string().min(1),
  column: columnName,
  total: z
    .string()
    .regex(/^-?\d{1,13}\.\d{2}$/u, 'Erwartet wird eine Summe wie -1234.50, mit Punkt und zwei Stellen.'),
});
export type StatedControl = z.infer<typeof StatedControl>;

/** A named sum over part of the rows, shown beside the plan; expense positive like every stored amount. */
export const NamedFigure = z.strictObject({
  name: z.string().min(1),
  /** One of the amount columns; the only one unless stated. */
  column: columnName.optional(),
  where: z.array(RowTest).min(1),
});
export type NamedFigure = z.infer<typeof NamedFigure>;
