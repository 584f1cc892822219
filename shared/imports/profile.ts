import * as z from 'zod';
import { AmountColumn, Direction, NamedFigure, RowCheck, StatedControl } from './amount-column.ts';
import { CellPart } from './cell-part.ts';
import { FILE_SHAPE, NumberFormat } from './file-shape.ts';
import { Plausibility } from './plausibility.ts';
import { Columns, Constants, PART_FIELDS, WORD_FIELDS } from './profile-columns.ts';
import { profileFaults } from './profile-faults.ts';
import { RowTest } from './row-test.ts';
import { DATE_FORMATS, EMPTY_AMOUNTS, MONEY_KINDS, POSTING_DAYS, SIGNS, UNITS } from './terms.ts';

/**
 * How one kind of file with amounts is read: everything a person would otherwise guess. Stored as JSON in
 * data/profiles and kept word for word with each import. Every switch is described with an example in
 * docs/eine-datei-einlesen.md.
 */
export const ImportProfile = z
  .strictObject({
    ...FILE_SHAPE,
    kind: z.enum(MONEY_KINDS),
    /** `items`: one row per document line; `totals`: one sum per object and account. */
    layout: z.enum(['items', 'totals']),
    columns: Columns,
    /** Our field → the part of its cell that is meant. */
    parts: z.partialRecord(z.enum(PART_FIELDS), CellPart).optional(),
    /**
     * Our field → the file's text → ours. A text that is not listed is a fault, except of amounts, years, periods and
     * dates, which are then read as always.
     */
    words: z.partialRecord(z.enum(WORD_FIELDS), z.record(z.string().min(1), z.string())).optional(),
    /** Several amounts in one row, each a booking of its own. */
    amounts: z.array(AmountColumn).min(1).optional(),
    /** All object columns together are the object, joined by this text; each must be filled. */
    objectJoin: z
      .string()
      .min(1)
      .max(3, 'Zwischen Teilen eines Objekts stehen höchstens 3 Zeichen.')
      .optional(),
    direction: Direction.optional(),
    constants: Constants,
    /** The posting day where no column and no constant says it: the end of the row's year or of its period. */
    postingDay: z.enum(POSTING_DAYS).optional(),
    number: NumberFormat,
    unit: z.enum(UNITS),
    sign: z.enum(SIGNS),
    emptyAmount: z.enum(EMPTY_AMOUNTS),
    dateFormat: z.enum(DATE_FORMATS),
    /** What is done where year, period and days of a row contradict each other; strict unless stated. */
    plausibility: Plausibility.optional(),
    /** The tests hold = the totals row: never taken over, its amount is the control total. */
    totalsRow: z.array(RowTest).min(1).nullable(),
    /** Whether an import needs a control total: from the totals row, stated here or entered by hand. */
    controlTotal: z.enum(['required', 'optional']),
    controls: z.array(StatedControl).min(1).optional(),
    rowChecks: z.array(RowCheck).min(1).optional(),
    figures: z.array(NamedFigure).min(1).optional(),
    /** Account frame whose map gives ledger and kind. */
    accountFrame: z
      .string()
      .regex(/^[A-Z0-9-]{2,20}$/u, 'Erwartet werden 2 bis 20 Großbuchstaben, Ziffern und Striche.'),
    /** How a posting finds its line: tried in this order, an ambiguous match finds none. */
    assignment: z.array(z.enum(['account', 'account-group'])),
  })
  .superRefine((profile, context) => {
    for (const { message, path } of profileFaults(profile))
      context.addIssue({ code: 'custom', message, path });
  });
export type ImportProfile = z.infer<typeof ImportProfile>;

/** Every column the profile reads, once each, in a fixed order: what the reader hands over per row. */
export function neededHeaders(profile: ImportProfile): string[] {
  const named = Object.values(profile.columns)
    .flat()
    .filter((column) => column !== undefined);
  const tests = [
    ...profile.leaveOut.flatMap((rule) => [rule.test, ...(rule.and ?? [])]),
    ...(profile.totalsRow ?? []),
    ...(profile.select ?? []),
    ...(profile.tableEnd ?? []),
    ...(profile.figures ?? []).flatMap((figure) => figure.where),
  ];
  return [
    ...new Set([
      ...named,
      ...(profile.amounts ?? []).flatMap(({ column, less }) =>
        less === undefined ? [column] : [column, less],
      ),
      ...(profile.direction ? [profile.direction.column] : []),
      ...tests.map((test) => test.column),
      ...(profile.controls ?? []).map((control) => control.column),
      ...(profile.rowChecks ?? []).flatMap((check) => [...check.sum, check.equals]),
    ]),
  ];
}

/** The columns that are read as amounts: a merged cell of theirs counts once. */
export function moneyColumns(profile: ImportProfile): string[] {
  const { amount, less } = profile.columns;
  const all = [
    amount,
    less,
    ...(profile.amounts ?? []).flatMap((one) => [one.column, one.less]),
    ...(profile.controls ?? []).map((control) => control.column),
    ...(profile.rowChecks ?? []).flatMap((check) => [...check.sum, check.equals]),
  ];
  return [...new Set(all.filter((column) => column !== undefined))];
}
