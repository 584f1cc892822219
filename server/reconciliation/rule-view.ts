import type { RuleView } from '#shared/reconciliation/rules.ts';
import type { StoredRule, ruleRecords } from './rules.sql.ts';

type Records = Awaited<ReturnType<typeof ruleRecords>>;

/** A rule with what it did so far. */
export function ruleView(rule: StoredRule, records: Records): RuleView {
  const { code, version, priority, target, active, reason, author, at, origin } = rule;
  return {
    ...{ code, version, priority, target, active, reason, author, at, origin },
    conditions: [...rule.conditions],
    ...(records.get(code) ?? { taken: 0, corrected: 0 }),
  };
}
