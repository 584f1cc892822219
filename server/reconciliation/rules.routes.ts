import { AppError } from '#shared/errors.ts';
import {
  ApplyRule,
  ChangeRule,
  CreateRule,
  RuleList,
  RuleParams,
  RuleView,
  SimulateRule,
  Simulation,
} from '#shared/reconciliation/rules.ts';
import { ChangeResult } from '#shared/reconciliation/reconciliation.ts';
import type { Rule } from '#shared/reconciliation/rule.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { route } from '../http/route.ts';
import { reconciledPostings, reconciledReason } from '../periods/reconciled.sql.ts';
import type { RouteDefinition } from '../http/route.ts';
import { reassign } from './assign.sql.ts';
import {
  activeRules,
  addRuleVersion,
  findRule,
  listRules,
  requireWording,
  ruleRecords,
  writtenRule,
} from './rules.sql.ts';
import type { StoredRule } from './rules.sql.ts';
import { simulationView } from './simulation-view.ts';
import { planRule, reassignmentsOf } from './simulate.sql.ts';
import type { Locks, RuleChange } from './simulate.sql.ts';
import { rulesFile } from './rule-file.ts';
import { ruleView } from './rule-view.ts';

async function existing(read: Queries, code: string): Promise<StoredRule> {
  const rule = await findRule(read, code);
  if (!rule) throw new AppError('not-found', `Eine Regel ${code} gibt es nicht.`);
  return rule;
}

/** What is tied out with SAP stays where it is: no rule moves it. */
const reconciledLocks: Locks = async (read, ids) => {
  const found = await reconciledPostings(read, ids);
  return new Map([...found].map(([id, reconciled]) => [id, reconciledReason(reconciled)]));
};

/** The code of a rule that is tried before it has one; it cannot be given to a real one. */
const UNNAMED = '(neu)';

async function changeOf(read: Queries, tried: SimulateRule): Promise<RuleChange> {
  const code = tried.code ?? UNNAMED;
  const before = await activeRules(read);
  const stored = tried.code === null ? undefined : await findRule(read, code);
  if (!stored && !tried.wording) throw new AppError('not-found', `Eine Regel ${code} gibt es nicht.`);
  if (tried.wording) await requireWording(read, tried.wording);
  const others = before.filter((rule) => rule.code !== code);
  const wording: Omit<Rule, 'id' | 'code' | 'version'> | null = tried.wording ?? stored ?? null;
  if (!tried.active || !wording) return { code, before, after: others };
  const { priority, conditions, target } = wording;
  return {
    code,
    before,
    after: [...others, { id: stored?.id ?? 0, code, version: 0, priority, conditions, target }],
  };
}

export const ruleRoutes: RouteDefinition[] = [
  rulesFile.route,
  route({
    method: 'get',
    path: '/api/rules',
    action: 'reconciliation:read',
    summary: 'Zuordnungsregeln mit ihrer Bilanz',
    answer: RuleList,
    handle: async ({ db }) => {
      const records = await ruleRecords(db.read);
      return { rules: (await listRules(db.read)).map((rule) => ruleView(rule, records)) };
    },
  }),
  route({
    method: 'post',
    path: '/api/rules',
    action: 'reconciliation:rules',
    summary: 'Eine neue Zuordnungsregel; sie gilt ab der nächsten Einlesung und als Vorschlag',
    body: CreateRule,
    answer: RuleView,
    status: 201,
    etag: (rule) => rule.version,
    handle: ({ db, by, actor, body }) =>
      transact(db, by, async (tx) => {
        if (await findRule(tx.query, body.code))
          throw new AppError(
            'conflict',
            `Eine Regel ${body.code} gibt es schon. Es wurde nichts gespeichert.`,
          );
        await requireWording(tx.query, body);
        const rule = { ...body, version: 1, active: true, authorId: actor.id, origin: 'live' as const };
        await addRuleVersion(tx, rule);
        const result = ruleView(await writtenRule(tx.query, body.code, tx.at, actor.login), new Map());
        return {
          result,
          change: { action: 'rules.create', entity: 'rule', entityId: body.code, after: body },
        };
      }),
  }),
  route({
    method: 'patch',
    path: '/api/rules/:code',
    action: 'reconciliation:rules',
    summary: 'Eine neue Fassung einer Regel; active=false schaltet sie ab',
    params: RuleParams,
    body: ChangeRule,
    ifMatch: true,
    answer: RuleView,
    etag: (rule) => rule.version,
    handle: ({ db, by, actor, params, body, ifMatch }) =>
      transact(db, by, async (tx) => {
        const before = await existing(tx.query, params.code);
        if (before.version !== ifMatch)
          throw new AppError(
            'stale',
            `Es gilt inzwischen Fassung ${before.version}. Es wurde nichts gespeichert.`,
            {
              current: ruleView(before, new Map()),
            },
          );
        await requireWording(tx.query, body);
        const version = before.version + 1;
        await addRuleVersion(tx, { ...body, code: params.code, version, authorId: actor.id, origin: 'live' });
        const result = ruleView(await writtenRule(tx.query, params.code, tx.at, actor.login), new Map());
        const { conditions, target, priority, active } = before;
        return {
          result,
          change: {
            ...{ action: 'rules.change', entity: 'rule', entityId: params.code, reason: body.reason },
            ...{ before: { conditions, target, priority, active }, after: body },
          },
        };
      }),
  }),
  route({
    method: 'post',
    path: '/api/rules/simulate',
    action: 'reconciliation:read',
    summary: 'Was eine neue oder geänderte Regel verschieben würde; es wird nichts geändert',
    body: SimulateRule,
    answer: Simulation,
    handle: ({ db, body }) =>
      db.snapshot(async (read) =>
        simulationView(read, await planRule(read, await changeOf(read, body), reconciledLocks)),
      ),
  }),
  route({
    method: 'post',
    path: '/api/rules/:code/apply',
    action: 'reconciliation:assign',
    summary: 'Eine Regel auf vorhandene Buchungen anwenden: genau die gezeigten, oder keine',
    params: RuleParams,
    body: ApplyRule,
    answer: ChangeResult,
    handle: ({ db, by, params, body }) =>
      transact(db, by, async (tx) => {
        const { code } = params;
        const rule = await existing(tx.query, code);
        const rules = await activeRules(tx.query);
        const plan = await planRule(
          tx.query,
          { code, before: [...rules, rule], after: rules },
          reconciledLocks,
        );
        if (plan.sha256 !== body.sha256)
          throw new AppError(
            'plan-outdated',
            'Bitte die Wirkung der Regel neu ansehen. Es wurde nichts zugeordnet.',
          );
        const postings = await reassign(tx, reassignmentsOf(plan));
        return {
          result: { seq: tx.seq, postings },
          change: {
            ...{ action: 'reconciliation.apply-rule', entity: 'reconciliation', entityId: tx.seq },
            after: { code, version: rule.version, postings },
          },
        };
      }),
  }),
];
