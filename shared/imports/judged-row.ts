import type { Cents } from '../money.ts';
import type { RowError } from './imports.ts';
import { differencesOf, severityOf } from './plausibility.ts';
import type { Difference, Implausible } from './differences.ts';
import { columnsOf } from './profile-columns.ts';
import type { ColumnField } from './profile-columns.ts';
import type { RowAmounts } from './row-amount.ts';
import type { Amount } from './row-reader.ts';
import type { SourceRow } from './source-row.ts';

/** A difference that the profile lets pass and a person is told about. */
export interface Told {
  difference: Difference;
  cents: Cents;
  error: RowError;
}

const DATED = ['fiscalYear', 'postedOn', 'period', 'documentOn'] as const;

/** The column a difference is shown at: where its field stands, or the year where the profile states the day. */
function columnOf({ reader }: RowAmounts, amount: Amount, field: Implausible['field']): string {
  const first = (name: ColumnField): string | undefined => columnsOf(reader.profile.columns, name)[0];
  const day = amount.postedOn === undefined ? first('postedOn') : undefined;
  const year = amount.fiscalYear === undefined ? first('fiscalYear') : undefined;
  return (field === 'postedOn' ? undefined : first(field)) ?? day ?? year ?? amount.column;
}

/**
 * Judges whether year, period and days of a booking fit together. What the profile refuses is a fault of the row, what
 * it only tells is returned. A cell that could not be read has its own fault and is not judged.
 */
export function judged(amounts: RowAmounts, amount: Amount, row: SourceRow): Told[] {
  const { cells, reader } = amounts;
  const { profile, today } = reader;
  const dated = DATED.flatMap((field) => columnsOf(profile.columns, field));
  if (cells.errors.some((error) => dated.includes(error.column))) return [];
  return differencesOf(row, profile.kind, today, profile.plausibility).flatMap((one): Told[] => {
    const severity = severityOf(profile.plausibility, one.difference);
    if (severity === 'allowed') return [];
    const column = columnOf(amounts, amount, one.field);
    if (severity === 'told')
      return [{ difference: one.difference, cents: row.cents, error: cells.told(column, one.message) }];
    cells.fault(column, one.message);
    return [];
  });
}
