import { AppError } from '../errors.ts';
import { AmountTooLarge, MAX_ENTRY_CENTS, formatEuro, toCents } from '../money.ts';
import type { ParsedFile } from './parsed-file.ts';

/** Largest amount of one row. */
export const MAX_ROW_CENTS = MAX_ENTRY_CENTS;

/** Largest sum of a file's absolute amounts: 10^13 cents, so that the sums of a year over files stay exact cents. */
export const MAX_FILE_CENTS = toCents(10_000_000_000_000);

export const ROW_TOO_LARGE = `Der Betrag ist größer als ${formatEuro(MAX_ROW_CENTS)} €.`;

function tooLarge(fileName: string, what: string): AppError {
  return new AppError('rows-invalid', `${fileName}: ${what} Es wurde nichts gebucht.`);
}

/** Throws `rows-invalid` when the rows of a file are too large in sum, although each passes by itself. */
export function requireFileSum(file: ParsedFile, fileName: string): void {
  if (file.absoluteCents <= MAX_FILE_CENTS) return;
  const limit = `Die Beträge der Datei sind ohne Vorzeichen zusammen größer als ${formatEuro(MAX_FILE_CENTS)} €.`;
  throw tooLarge(fileName, limit);
}

/** Runs sums over a file; one that is too large to be exact cents is a fault of the file (`rows-invalid`), any other fault is ours. */
export function withinRange<T>(fileName: string, sums: () => T): T {
  try {
    return sums();
  } catch (error) {
    if (!(error instanceof AmountTooLarge)) throw error;
    throw tooLarge(fileName, 'Die Beträge der Datei und ihre Kontrollsumme liegen zu weit auseinander.');
  }
}
