import { actuals } from './actuals.ts';
import { appropriations } from './appropriations.ts';
import { commitments } from './commitments.ts';
import type { MoneyRules } from './money-rules.ts';

/** Kinds whose rows carry an amount per object and account; one module says all about a kind, one line here adds it. */
export const MONEY_RULES = { appropriations, actuals, commitments } as const satisfies Record<
  string,
  MoneyRules
>;

export type MoneyKind = keyof typeof MONEY_RULES;

/** In the order in which they are offered. */
export const MONEY_KINDS = Object.keys(MONEY_RULES) as readonly string[] as readonly [
  MoneyKind,
  ...MoneyKind[],
];

export function isMoneyKind(kind: string): kind is MoneyKind {
  return Object.hasOwn(MONEY_RULES, kind);
}

/** Everything that differs between kinds of amounts. */
export function moneyRules(kind: MoneyKind): MoneyRules {
  return MONEY_RULES[kind];
}
