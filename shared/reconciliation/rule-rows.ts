import { conditionsText, targetText } from './rule.ts';
import type { RuleView } from './rules.ts';

/** A rule as a row of the list. */
export interface RuleRow {
  rule: RuleView;
  conditions: string;
  target: string;
}

/** In the order of the list (rank first); a search looks at everything that is shown of a rule. */
export function ruleRows(
  rules: readonly RuleView[],
  filter: { search: string; retired: boolean },
): RuleRow[] {
  const wanted = filter.search.trim().toLowerCase();
  return rules
    .filter((rule) => filter.retired || rule.active)
    .toSorted(
      (a, b) => Number(b.active) - Number(a.active) || a.priority - b.priority || (a.code < b.code ? -1 : 1),
    )
    .map((rule) => ({
      rule,
      conditions: conditionsText(rule.conditions),
      target: targetText(rule.target),
    }))
    .filter(({ rule, conditions, target }) =>
      [rule.code, conditions, target, rule.reason, rule.author].join(' ').toLowerCase().includes(wanted),
    );
}

/** How many rules there are and what they did so far. */
export function rulesSentence(rules: readonly RuleView[]): string {
  const active = rules.filter((rule) => rule.active).length;
  const taken = rules.reduce((sum, rule) => sum + rule.taken, 0);
  const corrected = rules.reduce((sum, rule) => sum + rule.corrected, 0);
  const count = active === 1 ? '1 Regel gilt' : `${active} Regeln gelten`;
  const retired = rules.length - active;
  return `${count}${retired === 0 ? '' : `, ${retired} abgeschaltet`}. Die erste zutreffende entscheidet: der Rang, dann die genauere Bedingung.${taken === 0 ? '' : ` Zugeordnet wurden mit ihnen ${taken} Buchungen, ${corrected} davon später anders.`}`;
}
