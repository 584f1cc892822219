import { lineFor } from '../imports/assignment.ts';
import type { LineBrief, LineIndex } from '../imports/assignment.ts';
import type { ImportProfile } from '../imports/profile.ts';
import { formatEuro } from '../money.ts';
import type { Cents } from '../money.ts';
import { conditionsText, matchingRules } from './rule.ts';
import type { Rule, RuleIndex, RuleRow } from './rule.ts';
import { resolveTarget } from './target.ts';
import type { TargetIndex, TargetLine } from './target.ts';

/** How a suggestion is found, in falling confidence: the first pass that finds one decides. */
export const PASSES = ['exact-key', 'rule', 'order', 'vendor-amount', 'vendor'] as const;
export type Pass = (typeof PASSES)[number];
export const PASS_WORDS: Record<Pass, string> = {
  'exact-key': 'Schlüssel passt genau',
  rule: 'Regel',
  order: 'Bestellung',
  'vendor-amount': 'Kreditor und Betrag',
  vendor: 'Kreditor',
};

export const CONFIDENCES = ['sure', 'likely', 'weak'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  sure: 'sicher',
  likely: 'wahrscheinlich',
  weak: 'nur ein Hinweis',
};
/** Only what is sure is taken in one go; everything else is looked at by a person. */
export const CONFIDENCE_OF: Record<Pass, Confidence> = {
  'exact-key': 'sure',
  rule: 'sure',
  order: 'likely',
  'vendor-amount': 'likely',
  vendor: 'weak',
};

/** A line as it is suggested: found by key, named on screen. */
export type SuggestedLine = LineBrief & TargetLine & { name: string };

export interface Suggestion {
  pass: Pass;
  confidence: Confidence;
  /** Why, in one sentence. */
  explanation: string;
  /** null = it is not ours, with the reason. */
  line: SuggestedLine | null;
  excludeReason: string | null;
  rule: Rule | null;
  milestoneId: number | null;
}

/** A posting as the passes look at it. */
export interface OpenRow extends RuleRow {
  orderNumber: string | null;
  cents: Cents;
  /** The ways of assignment of the profile that read it. */
  ways: ImportProfile['assignment'];
}

/** Where postings of a vendor were put most often, beside how often on the next number and on all together. */
export interface VendorUse {
  number: string;
  postings: number;
  next: number;
  all: number;
}

export interface SuggestionFacts {
  lines: LineIndex;
  targets: TargetIndex;
  byId: ReadonlyMap<number, SuggestedLine>;
  rules: RuleIndex;
  /** Numbers of the lines an order is bound on, by order number. */
  orders: ReadonlyMap<string, readonly string[]>;
  /** By `vendor|ledger` and by `vendor|ledger|cents`. */
  vendors: ReadonlyMap<string, VendorUse>;
}

type Found = Omit<Suggestion, 'pass' | 'confidence'>;

function toLine(line: SuggestedLine | undefined, explanation: string): Found | null {
  return line ? { line, explanation, excludeReason: null, rule: null, milestoneId: null } : null;
}

/** The line of that number in the posting's own year and ledger. */
function lineOfNumber(row: OpenRow, number: string, facts: SuggestionFacts): SuggestedLine | undefined {
  const found = resolveTarget({ kind: 'line', number, milestoneId: null }, row, facts.targets);
  return found.kind === 'line' ? facts.byId.get(found.line.id) : undefined;
}

function byExactKey(row: OpenRow, facts: SuggestionFacts): Found | null {
  const line = lineFor({ ...row, object: row.costObject }, facts.lines, row.ways);
  return toLine(
    line && facts.byId.get(line.id),
    `Jahr, Haushalt, Objekt ${row.costObject} und Konto ${row.account} gehören zu genau einer Zeile.`,
  );
}

function byRule(row: OpenRow, facts: SuggestionFacts): Found | null {
  for (const rule of matchingRules(row, facts.rules)) {
    const found = resolveTarget(rule.target, row, facts.targets);
    const explanation = `Regel ${rule.code}: ${conditionsText(rule.conditions)}.`;
    if (found.kind === 'exclude')
      return { line: null, excludeReason: found.reason, explanation, rule, milestoneId: null };
    if (found.kind === 'none' || rule.target.kind === 'exclude') continue;
    const line = toLine(facts.byId.get(found.line.id), explanation);
    if (line) return { ...line, rule, milestoneId: rule.target.milestoneId };
  }
  return null;
}

function byOrder(row: OpenRow, facts: SuggestionFacts): Found | null {
  if (row.orderNumber === null) return null;
  const [number, ...more] = facts.orders.get(row.orderNumber) ?? [];
  if (number === undefined || more.length > 0) return null;
  return toLine(
    lineOfNumber(row, number, facts),
    `Bestellung ${row.orderNumber} ist auf Zeile ${number} gebunden.`,
  );
}

/** Of how often each number was used: the one most postings are on. Undefined = none is on any. */
export function vendorUseOf(counts: readonly { number: string; postings: number }[]): VendorUse | undefined {
  const [most, next] = counts.toSorted((a, b) => b.postings - a.postings);
  if (!most || most.postings <= 0) return undefined;
  const all = counts.reduce((sum, one) => sum + Math.max(0, one.postings), 0);
  return { ...most, next: Math.max(0, next?.postings ?? 0), all };
}

function byVendor(row: OpenRow, facts: SuggestionFacts, withAmount: boolean): Found | null {
  if (row.vendor === '') return null;
  const key = `${row.vendor}|${row.ledger}${withAmount ? `|${row.cents}` : ''}`;
  const most = facts.vendors.get(key);
  // With a tie none, because it would be a guess.
  if (!most || most.postings === most.next) return null;
  const what = withAmount ? ` über ${formatEuro(row.cents)} €` : '';
  return toLine(
    lineOfNumber(row, most.number, facts),
    `${most.postings} von ${most.all} zugeordneten Buchungen von Kreditor ${row.vendor}${what} ${most.postings === 1 ? 'steht' : 'stehen'} auf Zeile ${most.number}.`,
  );
}

const FINDERS: Record<Pass, (row: OpenRow, facts: SuggestionFacts) => Found | null> = {
  'exact-key': byExactKey,
  rule: byRule,
  order: byOrder,
  'vendor-amount': (row, facts) => byVendor(row, facts, true),
  vendor: (row, facts) => byVendor(row, facts, false),
};

/** Where an open posting probably belongs, by the first pass that finds something; null = nothing fits. */
export function suggestionFor(row: OpenRow, facts: SuggestionFacts): Suggestion | null {
  for (const pass of PASSES) {
    const found = FINDERS[pass](row, facts);
    if (found) return { ...found, pass, confidence: CONFIDENCE_OF[pass] };
  }
  return null;
}
