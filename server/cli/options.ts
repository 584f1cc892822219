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

type Options = Readonly<Record<string, { type: 'string' | 'boolean' }>>;

/**
 * `--control-total -1.00` as people type it: a value that begins with a minus and a digit belongs to the option before
 * it, which the parser would take for an option of its own.
 */
export function withNegativeValues(args: readonly string[], options: Options): string[] {
  const taken: string[] = [];
  for (const arg of args) {
    const before = taken.at(-1) ?? '';
    const option = /^--([a-z-]+)$/u.exec(before)?.[1] ?? '';
    if (/^-\d/u.test(arg) && options[option]?.type === 'string') taken[taken.length - 1] = `${before}=${arg}`;
    else taken.push(arg);
  }
  return taken;
}

const FAULTS: Readonly<Record<string, (option: string) => string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (option) => `Die Option ${option} gibt es hier nicht.`,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (option) =>
    `Die Option ${option} braucht einen Wert, oder sie nimmt keinen.`,
};

/** What is wrong with the options, in German; the parser's own words are English. */
export function optionFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const option = /'(?:-\w, )?(-{1,2}[\w-]+)/u.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
  return FAULTS[code]?.(option) ?? 'Die Optionen lassen sich nicht lesen.';
}
