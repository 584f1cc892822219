import * as z from 'zod';
import type { IsoDate } from '../calendar.ts';
import type { DatedRow, Difference, Implausible } from './differences.ts';
import { moneyRules } from './money/money-kinds.ts';
import type { MoneyKind } from './money/money-kinds.ts';

/** What is done about it: the row is an error, it is taken and told, or it is what this source always has. */
export const SEVERITIES = ['refused', 'told', 'allowed'] as const;
export type Severity = (typeof SEVERITIES)[number];

const severity = z.enum(SEVERITIES).optional();
/** The switch of a profile; what it does not say is strict (`severityOf`). */
export const Plausibility = z.strictObject({
  year: severity,
  period: severity,
  future: severity,
  effect: severity,
  document: severity,
  /** How many months of the following year the closing periods 13 to 16 may carry; 6 unless stated. */
  closingMonths: z.int().min(0).max(24).optional(),
});
export type Plausibility = z.infer<typeof Plausibility>;

const STRICT: Record<Difference, Severity> = {
  year: 'refused',
  period: 'refused',
  future: 'refused',
  effect: 'told',
  document: 'told',
};

/** What a profile says about a difference, or the strict default where it says nothing. */
export function severityOf(rule: Plausibility | undefined, difference: Difference): Severity {
  return rule?.[difference] ?? STRICT[difference];
}

/**
 * Everything in a row that does not fit together, whatever the profile does about it. `today` is the business date of
 * the reading; null where none is known, then no day lies in the future. A booking belongs to the budget year whose
 * economic cause it has (§ 36(6) GemHVO: number, day and account name one entry); a closed year takes only what its
 * accounts need, within the time § 95b(1) GemO gives for them.
 */
export function differencesOf(
  row: DatedRow,
  kind: MoneyKind,
  today: IsoDate | null,
  rule?: Plausibility,
): Implausible[] {
  return moneyRules(kind).differences(row, today, rule?.closingMonths);
}
