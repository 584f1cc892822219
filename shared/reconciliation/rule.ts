import { codeKey } from '../codes.ts';
import type { FieldError } from '../errors.ts';
import type { Ledger } from '../budget/terms.ts';
import { pushAll } from '../largest.ts';

/** What of a posting a rule may look at. */
export const RULE_FIELDS = [
  'account',
  'costObject',
  'vendor',
  'text',
  'subBudget',
  'source',
  'year',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];
export const RULE_FIELD_WORDS: Record<RuleField, string> = {
  account: 'Konto',
  costObject: 'Objekt',
  vendor: 'Kreditor',
  text: 'Text',
  subBudget: 'Teilhaushalt',
  source: 'Quelle',
  year: 'Jahr',
};

export const RULE_TESTS = ['is', 'starts', 'contains', 'from', 'to'] as const;
export type RuleTest = (typeof RULE_TESTS)[number];
export const RULE_TEST_WORDS: Record<RuleTest, string> = {
  is: 'ist',
  starts: 'beginnt mit',
  contains: 'enthält',
  from: 'ab',
  to: 'bis',
};

/** Which tests make sense for which field: codes are compared whole or by their beginning, words by what they hold. */
export const TESTS_OF: Record<RuleField, readonly RuleTest[]> = {
  account: ['is', 'starts'],
  costObject: ['is', 'starts'],
  vendor: ['is', 'contains'],
  text: ['contains'],
  subBudget: ['is'],
  source: ['is'],
  year: ['is', 'from', 'to'],
};

export interface RuleCondition {
  field: RuleField;
  test: RuleTest;
  value: string;
}

/**
 * Where the postings of a rule belong: a line by its number, in the posting's own year and ledger; the line of a
 * project; or nowhere, because they are not ours. A milestone can be named beside a line or project.
 */
export type RuleTarget =
  | { kind: 'line'; number: string; milestoneId: number | null }
  | { kind: 'project'; number: string; milestoneId: number | null }
  | { kind: 'exclude'; reason: string };

/** One version of a rule; the newest of a code counts, an inactive one matches nothing. */
export interface Rule {
  id: number;
  code: string;
  version: number;
  /** 1 comes first. */
  priority: number;
  /** All must hold. */
  conditions: readonly RuleCondition[];
  target: RuleTarget;
}

/** What rules know of a posting. Empty text = the file says nothing. */
export interface RuleRow {
  account: string;
  costObject: string;
  vendor: string;
  text: string;
  subBudget: string;
  source: string;
  fiscalYear: number;
  ledger: Ledger;
}

export interface ConditionOutcome {
  condition: RuleCondition;
  /** What the posting says. */
  actual: string;
  met: boolean;
}

function actualOf(row: RuleRow, field: RuleField): string {
  return field === 'year' ? String(row.fiscalYear) : row[field];
}

/** `actual` and `value` as keys where the field is a code: zeros in front, case and unseen signs say nothing. */
function holds(actual: string, { test, value }: RuleCondition): boolean {
  switch (test) {
    case 'is':
      return codeKey(actual) === codeKey(value);
    case 'starts':
      return codeKey(actual).startsWith(codeKey(value));
    case 'contains':
      return actual.toLowerCase().includes(value.toLowerCase());
    // Years have four digits, so that text compares as number.
    case 'from':
      return actual >= value;
    case 'to':
      return actual <= value;
  }
}

/** Every condition with what the posting says and whether it holds. */
export function conditionOutcomes(row: RuleRow, rule: Pick<Rule, 'conditions'>): ConditionOutcome[] {
  return rule.conditions.map((condition) => {
    const actual = actualOf(row, condition.field);
    return { condition, actual, met: holds(actual, condition) };
  });
}

export function ruleMatches(row: RuleRow, rule: Pick<Rule, 'conditions'>): boolean {
  return rule.conditions.every((condition) => holds(actualOf(row, condition.field), condition));
}

/** Exact codes say more than beginnings, beginnings more than words, longer values more than shorter ones. */
const WEIGHTS: Record<RuleTest, number> = { is: 1_000, starts: 500, contains: 200, from: 1, to: 1 };

export function specificity(rule: Pick<Rule, 'conditions'>): number {
  return rule.conditions.reduce(
    (sum, { field, test, value }) =>
      sum + WEIGHTS[test] + (field === 'year' ? 0 : Math.min(codeKey(value).length, 99)),
    0,
  );
}

/** The order rules are asked in: priority, then the more specific one, then the code, so that it is never chance. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  return [...rules].sort(
    (a, b) =>
      a.priority - b.priority ||
      specificity(b) - specificity(a) ||
      (a.code < b.code ? -1 : Number(a.code > b.code)),
  );
}

/** Rules findable by the beginning of an object or account, so that thousands of them cost a row nothing. */
export interface RuleIndex {
  /** By field and beginning: places in `rules`. */
  anchored: ReadonlyMap<string, readonly number[]>;
  /** Lengths of beginnings that occur, per field. */
  lengths: Readonly<Record<'account' | 'costObject', readonly number[]>>;
  /** Places of rules without a code to find them by. */
  others: readonly number[];
  /** In the order they are asked. */
  rules: readonly Rule[];
}

type Anchor = 'costObject' | 'account';

function anchorOf(rule: Rule): { field: Anchor; value: string } | undefined {
  for (const field of ['costObject', 'account'] as const) {
    const found = rule.conditions.find((c) => c.field === field && (c.test === 'is' || c.test === 'starts'));
    if (found) return { field, value: found.value };
  }
  return undefined;
}

export function ruleIndex(rules: readonly Rule[]): RuleIndex {
  const ordered = inOrder(rules);
  const anchored = new Map<string, number[]>();
  const lengths: Record<Anchor, Set<number>> = { account: new Set(), costObject: new Set() };
  const others: number[] = [];
  for (const [place, rule] of ordered.entries()) {
    const anchor = anchorOf(rule);
    if (!anchor) {
      others.push(place);
      continue;
    }
    const value = codeKey(anchor.value);
    const key = `${anchor.field}|${value}`;
    anchored.set(key, [...(anchored.get(key) ?? []), place]);
    lengths[anchor.field].add(value.length);
  }
  const listed = { account: [...lengths.account], costObject: [...lengths.costObject] };
  return { anchored, lengths: listed, others, rules: ordered };
}

/** All rules that match, the deciding one first. */
export function matchingRules(row: RuleRow, index: RuleIndex): Rule[] {
  const places = [...index.others];
  for (const field of ['costObject', 'account'] as const) {
    const code = codeKey(row[field]);
    for (const length of index.lengths[field]) {
      if (code.length < length) continue;
      const found = index.anchored.get(`${field}|${code.slice(0, length)}`);
      if (found) pushAll(places, found);
    }
  }
  return places
    .sort((a, b) => a - b)
    .flatMap((place) => index.rules[place] ?? [])
    .filter((rule) => ruleMatches(row, rule));
}

/** Everything that is wrong with a rule's wording; paths as in the request. */
export function faultsOfRule(conditions: readonly RuleCondition[]): FieldError[] {
  const errors: FieldError[] = [];
  if (conditions.length === 0)
    errors.push({ path: 'conditions', message: 'Eine Regel braucht mindestens eine Bedingung.' });
  const seen = new Set<string>();
  conditions.forEach(({ field, test, value }, index) => {
    const path = `conditions.${index}`;
    const name = RULE_FIELD_WORDS[field];
    if (!TESTS_OF[field].includes(test))
      errors.push({ path, message: `„${name} ${RULE_TEST_WORDS[test]}“ gibt es nicht.` });
    if (value.trim() === '') errors.push({ path, message: `Für „${name}“ fehlt der Wert.` });
    if (field === 'year' && !/^\d{4}$/u.test(value))
      errors.push({ path, message: 'Ein Jahr hat vier Ziffern.' });
    if (seen.has(`${field}|${test}`))
      errors.push({
        path,
        message: `„${name} ${RULE_TEST_WORDS[test]}“ steht zweimal da; beide zusammen trifft nie zu.`,
      });
    seen.add(`${field}|${test}`);
  });
  return errors;
}

/** `Objekt ist 100074100931 und Konto beginnt mit 440` */
export function conditionsText(conditions: readonly RuleCondition[]): string {
  return conditions
    .map(({ field, test, value }) => `${RULE_FIELD_WORDS[field]} ${RULE_TEST_WORDS[test]} ${value}`)
    .join(' und ');
}

export function targetText(target: RuleTarget): string {
  if (target.kind === 'exclude') return `ausschließen: ${target.reason}`;
  return target.kind === 'line' ? `Zeile ${target.number}` : `Zeile des Projekts ${target.number}`;
}
