import * as z from 'zod';
import { centsField } from '../fields.ts';
import type { FiscalYear } from '../calendar.ts';
import { moneyRules } from './money/money-kinds.ts';
import type { MoneyKind } from './money/money-kinds.ts';

/** What a request of the kind `import` asks for: an uploaded file of appropriations, kept until it is decided. */
export const ImportRequest = z.strictObject({
  uploadId: z.string().min(1).max(60),
  profile: z.string().min(1).max(100),
  fileName: z.string().max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  controlTotalCents: centsField.nullable(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/**
 * The first appropriations of a year are loaded at once: their control total is the proof. Whoever adds to a year that
 * has some, from whatever source, changes the budget, and a second person decides. Answers with the years that have
 * some (0024).
 */
export function yearsForTwo(
  kind: MoneyKind,
  added: readonly FiscalYear[],
  filled: ReadonlySet<FiscalYear>,
): FiscalYear[] {
  if (moneyRules(kind).nature !== 'budget') return [];
  return [...new Set(added)].filter((year) => filled.has(year)).sort();
}

/** Why a file waits for a second person. */
export function waitsBecause(years: readonly FiscalYear[]): string {
  return `${years.join(', ')}: Hier stehen schon Ansätze. Weitere, gleich aus welcher Quelle, brauchen die Freigabe einer zweiten Person.`;
}
