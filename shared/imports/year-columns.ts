import type { AmountColumn, NamedFigure, RowCheck } from './amount-column.ts';
import type { ImportProfile } from './profile.ts';
import type { RowTest } from './row-test.ts';
import { YEAR_PLACE } from './year-place.ts';

type Rule = ImportProfile['leaveOut'][number];

/** Whether the profile reads columns that name their year, so that the file's headers must be known first. */
export function namesYears(profile: ImportProfile): boolean {
  return (profile.amounts ?? []).some((amount) => amount.column.includes(YEAR_PLACE));
}

/** Every year for which the file has the column, in its order. */
function yearsOf(column: string, headers: readonly string[]): string[] {
  const [before = '', after = ''] = column.split(YEAR_PLACE);
  const years = headers.flatMap((header) => {
    const text = header.trim().replace(/\s+/gu, ' ');
    const year = text.slice(before.length, text.length - after.length);
    return /^(?:19|20)\d{2}$/u.test(year) && `${before}${year}${after}` === text ? [year] : [];
  });
  return [...new Set(years)];
}

const filled = (text: string, year: string): string => text.replaceAll(YEAR_PLACE, year);

function amountIn(amount: AmountColumn, year: string): AmountColumn {
  const { column, name, less } = amount;
  return {
    ...amount,
    column: filled(column, year),
    ...(name === undefined
      ? {}
      : { name: name.includes(YEAR_PLACE) ? filled(name, year) : `${name} ${year}` }),
    ...(less === undefined ? {} : { less: filled(less, year) }),
    fiscalYear: Number(year),
  };
}

function checkIn(check: RowCheck, year: string): RowCheck {
  const sum = check.sum.map((column) => filled(column, year));
  return { ...check, name: filled(check.name, year), sum, equals: filled(check.equals, year) };
}

function ruleIn(rule: Rule, year: string): Rule {
  const at = (test: RowTest): RowTest => ({ ...test, column: filled(test.column, year) });
  return { ...rule, test: at(rule.test), ...(rule.and ? { and: rule.and.map(at) } : {}) };
}

/**
 * The profile for one file whose columns name their year: each such amount once per year of the file, and with it what
 * speaks of the same columns (rules, checks, figures). A column that no header fits stays, so that reading names it.
 */
export function withYearColumns(profile: ImportProfile, headers: readonly string[]): ImportProfile {
  if (!namesYears(profile)) return profile;
  const known = new Set<string>();
  const amounts = (profile.amounts ?? []).flatMap((amount) => {
    const years = amount.column.includes(YEAR_PLACE) ? yearsOf(amount.column, headers) : [];
    for (const year of years) known.add(year);
    return years.length === 0 ? [amount] : years.map((year) => amountIn(amount, year));
  });
  const perYear = <T>(
    parts: readonly T[],
    speaks: (part: T) => boolean,
    at: (part: T, year: string) => T,
  ): T[] => parts.flatMap((part) => (speaks(part) ? [...known].map((year) => at(part, year)) : [part]));
  const leaveOut = perYear(
    profile.leaveOut,
    (rule) => [rule.test, ...(rule.and ?? [])].some((test) => test.column.includes(YEAR_PLACE)),
    ruleIn,
  );
  const rowChecks = perYear(
    profile.rowChecks ?? [],
    (check) => [...check.sum, check.equals].some((column) => column.includes(YEAR_PLACE)),
    checkIn,
  );
  const [only] = profile.amounts ?? [];
  const columnOf = (figure: NamedFigure): string => figure.column ?? only?.column ?? '';
  const figures = perYear(
    profile.figures ?? [],
    (figure) => columnOf(figure).includes(YEAR_PLACE),
    (figure, year) => ({
      ...figure,
      name: figure.name.includes(YEAR_PLACE) ? filled(figure.name, year) : `${figure.name} ${year}`,
      column: filled(columnOf(figure), year),
    }),
  );
  return {
    ...profile,
    amounts,
    leaveOut,
    ...(rowChecks.length > 0 ? { rowChecks } : {}),
    ...(figures.length > 0 ? { figures } : {}),
  };
}
