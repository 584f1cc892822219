import type { RuleFacts } from '#shared/reconciliation/import-rule.ts';
import { ruleIndex } from '#shared/reconciliation/rule.ts';
import type { Queries } from '../db/database.ts';
import { lineFacts } from './lines.sql.ts';
import { activeRules } from './rules.sql.ts';

/** The rules in force and the lines of these years they can lead to; undefined = there is no rule. */
export async function ruleFacts(read: Queries, years: readonly number[]): Promise<RuleFacts | undefined> {
  const rules = await activeRules(read);
  if (rules.length === 0) return undefined;
  const { targets, byId } = await lineFacts(read, years);
  // Stored facts of a rule (author, reason) stay behind: a plan travels between threads.
  const asked = rules.map(({ id, code, version, priority, conditions, target }) => ({
    ...{ id, code, version, priority, conditions, target },
  }));
  return { rules: ruleIndex(asked), targets, byId };
}
