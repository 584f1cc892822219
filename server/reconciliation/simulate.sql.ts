import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { movesBetween, placeOf, sameParts } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import type { PostingPlace, Reassignment } from '#shared/reconciliation/reassignment.ts';
import { matchingRules, ruleIndex, ruleMatches } from '#shared/reconciliation/rule.ts';
import type { Rule, RuleIndex } from '#shared/reconciliation/rule.ts';
import type { AssignmentMethod } from '#shared/reconciliation/terms.ts';
import { resolveTarget } from '#shared/reconciliation/target.ts';
import type { TargetIndex } from '#shared/reconciliation/target.ts';
import type { Queries } from '../db/database.ts';
import { candidateIds, placedIds } from './candidates.sql.ts';
import { lineFacts } from './lines.sql.ts';
import { postingFacts } from './postings.sql.ts';
import type { PostingFacts } from './postings.sql.ts';
import { takenBackLocks } from './taken-back.sql.ts';

/** Which postings may not be moved for a reason of their own (e.g. reconciled), with that reason in words. */
export type Locks = (read: Queries, postingIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;

const NO_LOCKS: Locks = () => Promise.resolve(new Map());

/** A posting that would move, or would if nothing locked it. */
export interface PlannedMove {
  found: PostingFacts;
  to: Part[];
  rule: Rule | null;
  /** Empty = it can move. */
  locked: string;
}

export interface RulePlan {
  moves: PlannedMove[];
  locked: PlannedMove[];
  unchanged: number;
  sha256: string;
}

/** Rules without and with the change; `subject` is the code that is tried. */
export interface RuleChange {
  code: string;
  before: readonly Rule[];
  after: readonly Rule[];
}

const IDS_AT_ONCE = 500;
const FINAL: readonly AssignmentMethod[] = ['manual', 'split', 'exclude', 'suggestion', 'conflict'];

interface Owner {
  /** The version that put it where it is. */
  ruleId: number | null;
  /** Somebody decided it: no rule moves it. */
  byHand: boolean;
}

/** Who put postings where they are: the newest change since the import, else the import. */
async function ownersOf(read: Queries, ids: readonly number[]): Promise<Map<number, Owner>> {
  const owners = new Map<number, Owner>();
  const imported = await read
    .selectFrom('posting')
    .where('id', 'in', ids)
    .select(['id', 'rule_id as ruleId'])
    .execute();
  for (const { id, ruleId } of imported) owners.set(id, { ruleId, byHand: false });
  const changes = await read
    .selectFrom('assignment')
    .where('posting_id', 'in', ids)
    .orderBy('id')
    .select(['posting_id as id', 'rule_id as ruleId', 'method'])
    .execute();
  for (const { id, ruleId, method } of changes) owners.set(id, { ruleId, byHand: FINAL.includes(method) });
  return owners;
}

/** The first rule that matches and leads somewhere, with the place it leads to. */
function decided(
  found: PostingFacts,
  rules: RuleIndex,
  targets: TargetIndex,
): { rule: Rule; to: Part } | undefined {
  for (const rule of matchingRules(found.row, rules)) {
    const resolved = resolveTarget(rule.target, found.row, targets);
    const { cents } = found.place;
    if (resolved.kind === 'exclude') return { rule, to: { target: 'excluded', lineId: null, cents } };
    if (resolved.kind === 'line') return { rule, to: { target: 'line', lineId: resolved.line.id, cents } };
  }
  return undefined;
}

const isOpen = (place: PostingPlace): boolean =>
  place.parts.length === 1 && place.parts[0]?.target === 'open';

interface Asked {
  change: RuleChange;
  rules: RuleIndex;
  targets: TargetIndex;
  /** Every version of the rule that is tried. */
  versions: ReadonlySet<number>;
}

/** Where one posting would go; undefined = it stays, because the rule does not decide about it. */
function moveOf(found: PostingFacts, owner: Owner, asked: Asked): PlannedMove | undefined {
  const own = owner.ruleId !== null && asked.versions.has(owner.ruleId);
  const open = isOpen(found.place);
  const after = decided(found, asked.rules, asked.targets);
  const mine = after?.rule.code === asked.change.code;
  if (owner.byHand && !open) {
    if (!mine || sameParts([after.to], found.place.parts)) return undefined;
    return { found, to: [after.to], rule: after.rule, locked: 'von Hand zugeordnet' };
  }
  if (!own && !(open && mine)) return undefined;
  const to: Part = after?.to ?? { target: 'open', lineId: null, cents: found.place.cents };
  if (sameParts([to], found.place.parts)) return undefined;
  const closed = found.view.periodState === 'closed';
  const locked = closed ? `Periode ${monthOf(found.view.postedOn)} ist geschlossen` : '';
  return { found, to: [to], rule: after?.rule ?? null, locked };
}

function digestOf(moves: readonly PlannedMove[]): string {
  const hash = createHash('sha256');
  for (const { found, to } of moves)
    hash.update(`${found.view.id}|${found.place.changedSeq ?? ''}|${to.map(placeOf).join(',')}\n`);
  return hash.digest('hex');
}

/**
 * What a changed rule would move: open postings it decides about, and those an earlier version of it put somewhere.
 * What a person decided, what counts in a closed period and what was taken back stays, and so does what `locks` names;
 * all are listed with the reason. Changes nothing.
 */
export async function planRule(
  read: Queries,
  change: RuleChange,
  locks: Locks = NO_LOCKS,
): Promise<RulePlan> {
  const wordings = [...change.before, ...change.after].filter((rule) => rule.code === change.code);
  const stored = await read.selectFrom('mapping_rule').where('code', '=', change.code).select('id').execute();
  const versions = new Set(stored.map((row) => row.id));
  const placed = new Set(await placedIds(read, [...versions]));
  const ids = [...new Set([...(await candidateIds(read, wordings)), ...placed])].sort((x, y) => x - y);
  const years = await read.selectFrom('budget_line').select('year').distinct().execute();
  const { targets } = await lineFacts(
    read,
    years.map((row) => row.year),
  );
  const asked: Asked = {
    ...{ change, targets, rules: ruleIndex(change.after) },
    versions,
  };
  const planned: PlannedMove[] = [];
  let unchanged = 0;
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE);
    const owners = await ownersOf(read, some);
    const locked = new Map([...(await locks(read, some)), ...(await takenBackLocks(read, some))]);
    for (const found of await postingFacts(read, some)) {
      const owner = owners.get(found.view.id) ?? { ruleId: null, byHand: false };
      if (!placed.has(found.view.id) && !wordings.some((rule) => ruleMatches(found.row, rule))) continue;
      const move = moveOf(found, owner, asked);
      if (!move) unchanged += 1;
      else planned.push({ ...move, locked: locked.get(found.view.id) ?? move.locked });
    }
    await nextTurn();
  }
  const moves = planned.filter((move) => move.locked === '');
  return { moves, unchanged, locked: planned.filter((move) => move.locked !== ''), sha256: digestOf(moves) };
}

/** The moves as `reassign` takes them. */
export function reassignmentsOf(plan: RulePlan): Reassignment[] {
  return plan.moves.map(({ found, to, rule }) => ({
    postingId: found.view.id,
    to,
    method: 'rule',
    ruleId: rule?.id ?? null,
    milestoneId: rule && rule.target.kind !== 'exclude' ? rule.target.milestoneId : null,
    reason: rule?.target.kind === 'exclude' ? rule.target.reason : '',
  }));
}

/** A place in one year and ledger: the sums a page shows before and after. */
export interface PlaceSum {
  place: number;
  year: number;
  ledger: PostingPlace['ledger'];
  delta: number;
}

/** What the moves change per place, year and ledger, in cents. */
export function deltasOf(plan: RulePlan): PlaceSum[] {
  const sums = new Map<string, PlaceSum>();
  for (const { found, to } of plan.moves) {
    const { fiscalYear: year, ledger, parts } = found.place;
    for (const move of movesBetween(parts, to)) {
      const place = placeOf(move);
      const key = `${place}|${year}|${ledger}`;
      const before = sums.get(key)?.delta ?? 0;
      sums.set(key, { place, year, ledger, delta: toCents(before + move.cents) });
    }
  }
  return [...sums.values()].sort((a, b) => a.year - b.year || a.place - b.place);
}
