import { parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { asOfField } from '#shared/fields.ts';

/** The Stichtag of `--as-of`, German or ISO, between 1990 and 2100. Throws `invalid-parameter` otherwise. */
export function asOfOption(values: Record<string, string | boolean | undefined>): IsoDate {
  const asOf = asOfField.safeParse(parseDate(String(values['as-of'] ?? '')));
  if (asOf.success) return asOf.data;
  throw new AppError(
    'invalid-parameter',
    '--as-of braucht ein Datum zwischen 1990 und 2100, zum Beispiel 2021-06-30 oder 30.06.2021.',
  );
}
