import { parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { asOfField } from '#shared/fields.ts';

/** The Stichtag of `--as-of`, German or ISO, between 1990 and 2100. Throws `invalid-parameter` otherwise. */
export function asOfOption(values: Record<string, string | boolean | undefined>): IsoDate {
  return dateOption({ 'as-of': '', ...values }, 'as-of') as IsoDate;
}

/** A date option that may be absent; what is given must be a date as above. */
export function dateOption(
  values: Record<string, string | boolean | undefined>,
  name: string,
): IsoDate | undefined {
  if (values[name] === undefined) return undefined;
  const date = asOfField.safeParse(parseDate(String(values[name])));
  if (date.success) return date.data;
  throw new AppError(
    'invalid-parameter',
    `--${name} braucht ein Datum zwischen 1990 und 2100, zum Beispiel 2021-06-30 oder 30.06.2021.`,
  );
}
