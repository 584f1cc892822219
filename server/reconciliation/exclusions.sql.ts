import type { Tx } from '../db/transact.ts';
import { reassign } from './assign.sql.ts';
import { ruleVersions } from './rules.sql.ts';

/** Moves what exclusion rules decided about at import from the basket to where it does not count, with their reason. */
export async function excludeByRule(tx: Tx, importId: number): Promise<number> {
  const rows = await tx.query
    .selectFrom('posting')
    .where('import_id', '=', importId)
    .where('rule_id', 'is not', null)
    .where('line_id', 'is', null)
    .select(['id', 'cents', 'rule_id as ruleId'])
    .execute();
  if (rows.length === 0) return 0;
  const rules = await ruleVersions(tx.query, [...new Set(rows.flatMap((row) => row.ruleId ?? []))]);
  return reassign(
    tx,
    rows.map(({ id, cents, ruleId }) => {
      const target = ruleId === null ? undefined : rules.get(ruleId)?.target;
      const reason = target?.kind === 'exclude' ? target.reason : '';
      return {
        postingId: id,
        to: [{ target: 'excluded', lineId: null, cents }],
        method: 'rule',
        ruleId,
        reason,
      };
    }),
  );
}
