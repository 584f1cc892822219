import { monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { minusCents, toCents } from '#shared/money.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import { matchingRules, ruleIndex } from '#shared/reconciliation/rule.ts';
import type { LineName, PlaceView, PostingAssignment } from '#shared/reconciliation/reconciliation.ts';
import { suggestionFor } from '#shared/reconciliation/suggestion.ts';
import type { Suggestion } from '#shared/reconciliation/suggestion.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { openOfMonth } from './basket.sql.ts';
import { placeChanges } from './chain.sql.ts';
import type { PlaceChange } from './chain.sql.ts';
import { lineNames } from './lines.sql.ts';
import { postingFacts } from './postings.sql.ts';
import type { PostingFacts } from './postings.sql.ts';
import { ruleSeen } from './rule-seen.ts';
import { ruleRecords, activeRules, ruleVersions } from './rules.sql.ts';
import { suggestionFacts, suggestionView } from './suggestions.sql.ts';

type Names = ReadonlyMap<number, LineName>;
type Records = Awaited<ReturnType<typeof ruleRecords>>;

export function placeView(part: Part, names: Names): PlaceView {
  const line = part.lineId === null ? undefined : names.get(part.lineId);
  return { target: part.target, line: line ? { id: line.id, number: line.number, name: line.name } : null };
}

const METHOD_WORDS: Record<PlaceChange['method'], string> = {
  import: 'beim Einlesen',
  rule: 'durch eine Regel',
  suggestion: 'Vorschlag übernommen',
  manual: 'von Hand zugeordnet',
  split: 'von Hand aufgeteilt',
  exclude: 'ausgeschlossen',
  undo: 'zurückgenommen',
  conflict: 'nach einem Konflikt',
};

function stepWords(step: PlaceChange): string {
  if (step.method !== 'import') return METHOD_WORDS[step.method];
  if (step.ruleId !== null) return 'beim Einlesen durch eine Regel';
  return step.parts[0]?.target === 'line'
    ? 'beim Einlesen: Jahr, Haushalt, Objekt und Konto passen genau'
    : 'beim Einlesen: keine passende Zeile';
}

/** What line and basket say now and would say after; figures are those of the Stichtag. */
async function effectOf(read: Queries, found: PostingFacts, suggestion: Suggestion | null, asOf: IsoDate) {
  const line = suggestion?.line;
  if (!line) return null;
  const [figures] = await lineFigures(read, { asOf, lineIds: [line.id] });
  if (!figures) return null;
  const { cents } = found.view;
  const month = monthOf(found.view.postedOn);
  const open = await openOfMonth(read, found.row.ledger, month);
  const { I: actual, V: available } = figures.figures;
  return {
    asOf,
    line: { id: line.id, number: line.number, name: line.name },
    actual: { now: actual, then: toCents(actual + cents) },
    available: { now: available, then: minusCents(available, cents) },
    open: { month, now: open, then: minusCents(open, cents) },
  };
}

async function chainOf(
  read: Queries,
  found: PostingFacts,
  names: Names,
  changes: readonly PlaceChange[],
  records: Records,
  targets: Awaited<ReturnType<typeof suggestionFacts>>['targets'],
): Promise<PostingAssignment['chain']> {
  const versions = await ruleVersions(
    read,
    changes.flatMap((step) => step.ruleId ?? []),
  );
  return changes.map((step) => {
    const rule = step.ruleId === null ? undefined : versions.get(step.ruleId);
    return {
      ...{ seq: step.seq, at: step.at, by: step.by, method: step.method, reason: step.reason },
      words: stepWords(step),
      effectiveOn: step.effectiveOn,
      late: step.effectiveOn !== found.view.postedOn || found.view.sapPostedOn !== null,
      rule: rule ? ruleSeen(rule, found.row, targets, records) : null,
      milestone: step.milestone,
      parts: step.parts.map((part) => ({ ...placeView(part, names), cents: part.cents })),
    };
  });
}

/**
 * Why a posting is where it is, by whom and when; where it would go and why; and what that would do to the line.
 * Throws `not-found`.
 */
export async function postingAssignment(
  read: Queries,
  id: number,
  asOf: IsoDate,
): Promise<PostingAssignment> {
  const [found] = await postingFacts(read, [id]);
  if (!found) throw new AppError('not-found', 'Diese Buchung gibt es nicht.');
  const facts = await suggestionFacts(read, [found.row]);
  const open = found.place.parts.some((part) => part.target === 'open');
  const suggestion = open ? suggestionFor(found.row, facts) : null;
  const changes = await placeChanges(read, id);
  const ids = [...found.place.parts, ...changes.flatMap((step) => step.parts)].flatMap((p) => p.lineId ?? []);
  const names = await lineNames(read, [...new Set(ids)]);
  const records = await ruleRecords(read);
  const rules = await activeRules(read);
  const stored = new Map(rules.map((rule) => [rule.id, rule]));
  const seen = matchingRules(found.row, ruleIndex(rules)).flatMap((rule) => stored.get(rule.id) ?? []);
  const deciding = suggestion?.rule ?? null;
  const current = deciding ? undefined : changes.findLast((step) => step.ruleId !== null)?.ruleId;
  return {
    asOf,
    posting: { ...found.view, source: found.source, subBudget: found.subBudget },
    places: found.place.parts.map((part) => ({ ...placeView(part, names), cents: part.cents })),
    chain: await chainOf(read, found, names, changes, records, facts.targets),
    suggestion: suggestionView(suggestion),
    rule: seen
      .filter((rule) => rule.id === deciding?.id)
      .map((rule) => ruleSeen(rule, found.row, facts.targets, records))
      .reduce<PostingAssignment['rule']>((first, rule) => first ?? rule, null),
    alternatives: seen
      .filter((rule) => rule.id !== (deciding?.id ?? current))
      .map((rule) => ruleSeen(rule, found.row, facts.targets, records)),
    effect: await effectOf(read, found, suggestion, asOf),
  };
}
