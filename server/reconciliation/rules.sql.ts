import { sql } from 'kysely';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { faultsOfRule } from '#shared/reconciliation/rule.ts';
import type { Rule, RuleCondition, RuleTarget } from '#shared/reconciliation/rule.ts';
import type { RuleWording } from '#shared/reconciliation/rules.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

/** The newest version of a rule with who wrote it. */
export interface StoredRule extends Rule {
  active: boolean;
  reason: string;
  author: string;
  at: Instant;
  origin: Origin;
}

function ruleRows(read: Queries) {
  return read
    .selectFrom('mapping_rule as r')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'r.author_id')
    .select([
      'r.id',
      'r.code',
      'r.version',
      'r.priority',
      'r.conditions',
      'r.target',
      'r.active',
      'r.reason',
      'r.origin',
      'h.at',
      sql<string>`coalesce(u.name, h.actor)`.as('author'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof ruleRows>['execute']>>[number];

const fromRow = (row: Row): StoredRule => ({
  ...row,
  active: row.active === 1,
  conditions: JSON.parse(row.conditions) as RuleCondition[],
  target: JSON.parse(row.target) as RuleTarget,
});

/** Every rule in its newest version, also those that are switched off. */
export async function listRules(read: Queries): Promise<StoredRule[]> {
  const rows = await ruleRows(read)
    .where((eb) =>
      eb(
        'r.version',
        '=',
        eb
          .selectFrom('mapping_rule as n')
          .whereRef('n.code', '=', 'r.code')
          .select((one) => one.fn.max('n.version').as('newest')),
      ),
    )
    .execute();
  return inNaturalOrder(
    rows,
    (row) => row.code,
    (row) => row.priority,
  ).map(fromRow);
}

/** The rules that count now. */
export async function activeRules(read: Queries): Promise<StoredRule[]> {
  return (await listRules(read)).filter((rule) => rule.active);
}

/** Versions by their id: what a posting was put somewhere by, whatever the rule says today. */
export async function ruleVersions(read: Queries, ids: readonly number[]): Promise<Map<number, StoredRule>> {
  if (ids.length === 0) return new Map();
  const rows = await ruleRows(read).where('r.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

export async function findRule(read: Queries, code: string): Promise<StoredRule | undefined> {
  const row = await ruleRows(read)
    .where('r.code', '=', code)
    .orderBy('r.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** What rules brought about: postings put by any version of a rule, and those that somebody moved again after that. */
export async function ruleRecords(read: Queries): Promise<Map<string, { taken: number; corrected: number }>> {
  const rows = await read
    .selectFrom('rule_record as s')
    .innerJoin('mapping_rule as r', 'r.id', 's.rule_id')
    .groupBy('r.code')
    .select([
      'r.code',
      sql<number>`cast(sum(s.taken) as bigint)`.as('taken'),
      sql<number>`cast(sum(s.corrected) as bigint)`.as('corrected'),
    ])
    .execute();
  return new Map(rows.map(({ code, taken, corrected }) => [code, { taken, corrected }]));
}

/** Throws `rule-violated` with every fault of the wording, and for a target that never was. */
export async function requireWording(read: Queries, wording: RuleWording): Promise<void> {
  const errors = faultsOfRule(wording.conditions);
  const { target } = wording;
  if (target.kind !== 'exclude') {
    const known =
      target.kind === 'line'
        ? await read
            .selectFrom('budget_line')
            .where((eb) => hasCode(eb.ref('number'), target.number))
            .select('id')
            .limit(1)
            .execute()
        : await read
            .selectFrom('project')
            .where((eb) => hasCode(eb.ref('number'), target.number))
            .where('id', 'not in', goneRecords('projects'))
            .select('id')
            .execute();
    if (known.length === 0)
      errors.push({
        path: 'target.number',
        message: `${target.kind === 'line' ? 'Eine Zeile' : 'Ein Projekt'} ${target.number} gibt es in keinem Jahr.`,
      });
    if (target.milestoneId !== null) {
      const milestone = await read
        .selectFrom('milestone')
        .where('id', '=', target.milestoneId)
        .select('id')
        .executeTakeFirst();
      if (!milestone)
        errors.push({ path: 'target.milestoneId', message: 'Diesen Meilenstein gibt es nicht.' });
    }
  }
  const [first] = errors;
  if (first) throw new AppError('rule-violated', `${first.message} Es wurde nichts gespeichert.`, { errors });
}

export interface NewVersion extends RuleWording {
  code: string;
  version: number;
  active: boolean;
  reason: string;
  authorId: number | null;
  origin: Origin;
}

/** Writes a version of a rule; earlier ones stay. */
export async function addRuleVersion(tx: Tx, rule: NewVersion): Promise<void> {
  await tx.query
    .insertInto('mapping_rule')
    .values({
      code: rule.code,
      version: rule.version,
      priority: rule.priority,
      conditions: JSON.stringify(rule.conditions),
      target: JSON.stringify(rule.target),
      reason: rule.reason,
      active: rule.active ? 1 : 0,
      author_id: rule.authorId,
      origin: rule.origin,
      recorded_seq: tx.seq,
    })
    .execute();
}

/** The version just written, whose history row does not stand yet. */
export async function writtenRule(
  read: Queries,
  code: string,
  at: StoredRule['at'],
  author: string,
): Promise<StoredRule> {
  const row = await read
    .selectFrom('mapping_rule')
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .selectAll()
    .limit(1)
    .executeTakeFirstOrThrow();
  const { id, version, priority, reason, origin } = row;
  return {
    ...{ id, code, version, priority, reason, origin, at, author },
    active: row.active === 1,
    conditions: JSON.parse(row.conditions) as StoredRule['conditions'],
    target: JSON.parse(row.target) as StoredRule['target'],
  };
}
