import type { RuleSeen } from '#shared/reconciliation/reconciliation.ts';
import {
  RULE_FIELD_WORDS,
  RULE_TEST_WORDS,
  conditionOutcomes,
  conditionsText,
  targetText,
} from '#shared/reconciliation/rule.ts';
import type { RuleRow } from '#shared/reconciliation/rule.ts';
import { resolveTarget } from '#shared/reconciliation/target.ts';
import type { TargetIndex } from '#shared/reconciliation/target.ts';
import type * as z from 'zod';
import type { StoredRule } from './rules.sql.ts';

type Records = ReadonlyMap<string, { taken: number; corrected: number }>;

/** A rule as one posting sees it: its conditions with what the posting says, its record, and what hinders it. */
export function ruleSeen(
  rule: StoredRule,
  row: RuleRow,
  targets: TargetIndex,
  records: Records,
): z.infer<typeof RuleSeen> {
  const resolved = resolveTarget(rule.target, row, targets);
  return {
    ...{
      code: rule.code,
      version: rule.version,
      since: rule.at,
      author: rule.author,
      priority: rule.priority,
    },
    conditions: conditionsText(rule.conditions),
    target: targetText(rule.target),
    outcomes: conditionOutcomes(row, rule).map(({ condition: { field, test, value }, actual, met }) => ({
      text: `${RULE_FIELD_WORDS[field]} ${RULE_TEST_WORDS[test]} ${value}`,
      ...{ actual, met },
    })),
    ...(records.get(rule.code) ?? { taken: 0, corrected: 0 }),
    hindrance: resolved.kind === 'none' ? resolved.why : '',
  };
}
