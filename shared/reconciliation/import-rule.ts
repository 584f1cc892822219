import type { SourceRow } from '../imports/source-row.ts';
import { matchingRules } from './rule.ts';
import type { Rule, RuleIndex } from './rule.ts';
import type { SuggestedLine } from './suggestion.ts';
import { resolveTarget } from './target.ts';
import type { TargetIndex } from './target.ts';

/** The rules in force and the lines they can lead to. */
export interface RuleFacts {
  rules: RuleIndex;
  targets: TargetIndex;
  byId: ReadonlyMap<number, SuggestedLine>;
}

/** What a rule decides about a row of a file: its line, or (null) that it is not ours. */
export interface RuleDecision {
  rule: Rule;
  line: SuggestedLine | null;
}

/** The first rule that matches a row and leads somewhere in its year and ledger; asked after the exact key. */
export function ruleDecision(row: SourceRow, source: string, facts: RuleFacts): RuleDecision | undefined {
  const asked = { ...row, costObject: row.object, text: row.text === '' ? row.name : row.text, source };
  for (const rule of matchingRules(asked, facts.rules)) {
    const resolved = resolveTarget(rule.target, asked, facts.targets);
    if (resolved.kind === 'exclude') return { rule, line: null };
    const line = resolved.kind === 'line' ? facts.byId.get(resolved.line.id) : undefined;
    if (line) return { rule, line };
  }
  return undefined;
}
