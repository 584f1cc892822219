import { formatEuro, minusCents, sumCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { RowCheck } from './amount-column.ts';
import type { RowError } from './imports.ts';
import type { RowAmounts } from './row-amount.ts';

/** What a row adds to the sums of its file, beside its bookings. */
export interface RowFacts {
  /** Per amount column, with the file's sign. */
  amounts: Cents[];
  /** Per stated control total, with the file's sign. */
  controls: Cents[];
  /** Per named figure, expense positive; null where the row is not part of it. */
  figures: (Cents | null)[];
  /** Checks that do not hold and are only reported. */
  warnings: RowError[];
  /** Amounts that were rounded to the cent: by how many millionths of a euro each. */
  rounded: number[];
}

function checkFault(amounts: RowAmounts, check: RowCheck, object: () => string): RowError | undefined {
  const columns = [...check.sum, check.equals];
  const sum = sumCents(check.sum.map((column) => amounts.ofRow(column)));
  const stated = amounts.ofRow(check.equals);
  const unread = amounts.cells.errors.some((error) => columns.includes(error.column));
  if (sum === stated || unread || amounts.quiet) return undefined;
  const parts = check.sum.map((column) => formatEuro(amounts.ofRow(column))).join(' + ');
  const words = `${object()}: ${check.name} geht nicht auf: ${parts} = ${formatEuro(sum)} €, in der Datei steht ${formatEuro(stated)} €, Unterschied ${formatEuro(minusCents(stated, sum))} €.`;
  return amounts.cells.told(check.equals, words);
}

/** Reads the checks, control totals and figures of a row; a check whose violation is an error is a fault of the row. */
export function observe(amounts: RowAmounts, object: () => string): RowFacts {
  const { profile, amounts: all } = amounts.reader;
  const warnings: RowError[] = [];
  for (const check of profile.rowChecks ?? []) {
    const fault = checkFault(amounts, check, object);
    if (fault && check.severity === 'error') amounts.cells.errors.push(fault);
    else if (fault) warnings.push(fault);
  }
  return {
    amounts: all.map((amount) => amounts.netOfRow(amount)),
    controls: (profile.controls ?? []).map((control) => amounts.ofRow(control.column)),
    figures: (profile.figures ?? []).map((figure) => {
      const amount = all.find((one) => one.column === (figure.column ?? all[0]?.column));
      return amount && amounts.hold(figure.where) ? amounts.of(amount) : null;
    }),
    warnings: [...warnings, ...amounts.cells.warnings],
    rounded: amounts.rounded,
  };
}
