import { sql } from 'kysely';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Rule, RuleCondition, RuleField } from '#shared/reconciliation/rule.ts';
import { mayBeCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/** Ids looked through in one statement: SQLite answers at once, and others are served in between. */
const WINDOW = 20_000;

const COLUMNS = {
  account: 'account',
  costObject: 'cost_object',
  vendor: 'vendor',
  text: 'text',
  subBudget: 'sub_budget',
  source: 'source',
  year: 'fiscal_year',
} as const satisfies Record<RuleField, keyof Tables['posting']>;

type Builder = ExpressionBuilder<Tables, 'posting'>;

/** At least what the condition lets through; `ruleMatches` decides. Other than ASCII letters fit anything here. */
function holdsIn(eb: Builder, { field, test, value }: RuleCondition): Expression<SqlBool> {
  const column = eb.ref(COLUMNS[field]);
  if (field === 'year') {
    const year = Number(value);
    return eb(eb.ref('fiscal_year'), test === 'from' ? '>=' : test === 'to' ? '<=' : '=', year);
  }
  if (test === 'is' || test === 'starts') return mayBeCode(column, value, test);
  const pattern = `%${value.toLowerCase().replace(/[%_\\]|[^\x20-\x7e]/gu, '%')}%`;
  return sql<SqlBool>`lower(${column}) like ${pattern}`;
}

/** Ids of postings that one of the wordings may match, in windows. */
export async function candidateIds(
  read: Queries,
  wordings: readonly Pick<Rule, 'conditions'>[],
): Promise<number[]> {
  const ids: number[] = [];
  if (wordings.length === 0) return ids;
  const last = await read
    .selectFrom('posting')
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirstOrThrow();
  for (let from = 0; from < (last.id ?? 0); from += WINDOW) {
    const rows = await read
      .selectFrom('posting')
      .where('id', '>', from)
      .where('id', '<=', from + WINDOW)
      .where((eb) => eb.or(wordings.map((one) => eb.and(one.conditions.map((c) => holdsIn(eb, c))))))
      .select('id')
      .orderBy('id')
      .execute();
    for (const row of rows) ids.push(row.id);
    await nextTurn();
  }
  return ids;
}

/** Ids of postings that a version of the rule put somewhere, at import or since. */
export async function placedIds(read: Queries, versions: readonly number[]): Promise<number[]> {
  if (versions.length === 0) return [];
  const imported = await read.selectFrom('posting').where('rule_id', 'in', versions).select('id').execute();
  const moved = await read
    .selectFrom('assignment')
    .where('rule_id', 'in', versions)
    .select('posting_id as id')
    .distinct()
    .execute();
  return [...imported, ...moved].map((row) => row.id);
}
