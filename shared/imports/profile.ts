import * as z from 'zod';
import { AmountColumn, Direction, NamedFigure, RowCheck, StatedControl } from './amount-column.ts';
import { FILE_SHAPE, NumberFormat } from './file-shape.ts';
import { Columns, Constants } from './profile-columns.ts';
import { profileFaults } from './profile-faults.ts';
import { RowTest } from './row-test.ts';
import { DATE_FORMATS, EMPTY_AMOUNTS, MONEY_KINDS, SIGNS, UNITS } from './terms.ts';

/**
 * How one kind of file with amounts is read: everything a person would otherwise guess. Stored as JSON in
 * data/profiles and kept word for word with each import.
 */
export const ImportProfile = z
  .strictObject({
    ...FILE_SHAPE,
    kind: z.enum(MONEY_KINDS),
    /** `items`: one row per document line; `totals`: one sum per object and account. */
    layout: z.enum(['items', 'totals']),
    columns: Columns,
    /** Several amounts in one row, each a booking of its own. */
    amounts: z.array(AmountColumn).min(1).optional(),
    /** All object columns together are the object, joined by this text; each must be filled. */
    objectJoin: z.string().min(1).max(3).optional(),
    direction: Direction.optional(),
    constants: Constants,
    number: NumberFormat,
    unit: z.enum(UNITS),
    sign: z.enum(SIGNS),
    emptyAmount: z.enum(EMPTY_AMOUNTS),
    dateFormat: z.enum(DATE_FORMATS),
    /** All tests hold = the totals row: never taken over, its amount is the control total. */
    totalsRow: z.array(RowTest).min(1).nullable(),
    /** Whether an import needs a control total: from the totals row, stated here or entered by hand. */
    controlTotal: z.enum(['required', 'optional']),
    controls: z.array(StatedControl).min(1).optional(),
    rowChecks: z.array(RowCheck).min(1).optional(),
    figures: z.array(NamedFigure).min(1).optional(),
    /** Account frame whose map gives ledger and kind. */
    accountFrame: z.string().regex(/^[A-Z0-9-]{2,20}$/u),
    /** How a posting finds its line: tried in this order, an ambiguous match finds none. */
    assignment: z.array(z.enum(['account', 'account-group'])),
  })
  .superRefine((profile, context) => {
    for (const message of profileFaults(profile)) context.addIssue({ code: 'custom', message });
  });
export type ImportProfile = z.infer<typeof ImportProfile>;

/** Every column the profile reads, once each, in a fixed order: what the reader hands over per row. */
export function neededHeaders(profile: ImportProfile): string[] {
  const named = Object.values(profile.columns)
    .flat()
    .filter((column) => column !== undefined);
  const tests = [
    ...profile.leaveOut.map((rule) => rule.test),
    ...(profile.totalsRow ?? []),
    ...(profile.select ?? []),
    ...(profile.figures ?? []).flatMap((figure) => figure.where),
  ];
  return [
    ...new Set([
      ...named,
      ...(profile.amounts ?? []).map((amount) => amount.column),
      ...(profile.direction ? [profile.direction.column] : []),
      ...tests.map((test) => test.column),
      ...(profile.controls ?? []).map((control) => control.column),
      ...(profile.rowChecks ?? []).flatMap((check) => [...check.sum, check.equals]),
    ]),
  ];
}
