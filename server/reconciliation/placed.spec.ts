import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { toCents } from '#shared/money.ts';
import { vendorUseOf } from '#shared/reconciliation/suggestion.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import type { Database, Queries } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { addAccountMap, sample, testBy } from '../imports/test-imports.ts';
import { reassign } from './assign.sql.ts';
import { placedMatch } from './checks.sql.ts';
import { postingFacts } from './postings.sql.ts';
import { addRuleVersion, ruleRecords } from './rules.sql.ts';
import { suggestionFacts } from './suggestions.sql.ts';

/** The same answers as they were computed before anything was stored: by looking at every posting. */
async function countedAnew(read: Queries) {
  const uses = await sql<{ vendor: string; ledger: string; number: string; cents: number; postings: number }>`
    select vendor, ledger, number, cents, cast(sum(n) as bigint) as postings from (
      select p.vendor, l.ledger, l.number, p.cents, 1 as n from posting p join budget_line l on l.id = p.line_id
      union all
      select p.vendor, l.ledger, l.number, p.cents, a.postings
      from assignment a join posting p on p.id = a.posting_id join budget_line l on l.id = a.line_id
    ) as placed where vendor is not null group by vendor, ledger, number, cents`.execute(read);
  const records = await sql<{ code: string; taken: number; corrected: number }>`
    select r.code, cast(sum(p.taken) as bigint) as taken, cast(sum(p.corrected) as bigint) as corrected from (
      select rule_id, 1 as taken, case when exists (select 1 from assignment l where l.posting_id = a.posting_id
        and l.recorded_seq > a.recorded_seq) then 1 else 0 end as corrected
      from assignment a where rule_id is not null and postings = 1
      union all
      select rule_id, 1, case when exists (select 1 from assignment l where l.posting_id = p.id) then 1 else 0 end
      from posting p where rule_id is not null and line_id is not null
    ) as p join mapping_rule r on r.id = p.rule_id group by r.code`.execute(read);
  return { uses: uses.rows, records: records.rows };
}

async function addRules(db: Database): Promise<Map<string, number>> {
  await transact(db, testBy, async (tx) => {
    const common = { version: 1, priority: 1, active: true, reason: 'Test', authorId: null } as const;
    await addRuleVersion(tx, {
      ...{ ...common, origin: 'invented', code: 'R-1' },
      conditions: [{ field: 'text', test: 'contains', value: 'eakte' }],
      target: { kind: 'line', number: '105', milestoneId: null },
    });
    await addRuleVersion(tx, {
      ...{ ...common, origin: 'invented', code: 'R-2' },
      conditions: [{ field: 'vendor', test: 'is', value: 'K-2002' }],
      target: { kind: 'exclude', reason: 'Programmfremd' },
    });
    return { result: null, change: { action: 'test.rules', entity: 'rule', entityId: 'test' } };
  });
  const rows = await db.read.selectFrom('mapping_rule').select(['id', 'code']).execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

const move = (db: Database, changes: Parameters<typeof reassign>[1]) =>
  transact(db, testBy, async (tx) => ({
    result: await reassign(tx, changes),
    change: { action: 'test.assign', entity: 'reconciliation', entityId: 'test' },
  }));

/** An import that rules decided about, and postings moved since: by hand, by a rule, split, back and forth. */
async function movedLedger(db: Database): Promise<number[]> {
  await addAccountMap(db);
  const lines = await addTestBudget(db);
  const rules = await addRules(db);
  await applyImport(db, testBy, {
    ...{ profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') },
  });
  const rows = await db.read
    .selectFrom('posting')
    .where('vendor', 'is not', null)
    .orderBy('id')
    .select(['id', 'cents'])
    .execute();
  const [line, other] = [lines.get('105/2021') ?? 0, lines.get('103/2021') ?? 0];
  const ruleId = rules.get('R-1') ?? null;
  const toLine = (index: number, lineId: number, by: { ruleId?: number | null } = {}) => ({
    ...{
      postingId: rows[index]?.id ?? 0,
      method: by.ruleId ? ('rule' as const) : ('manual' as const),
      ...by,
    },
    to: [{ target: 'line' as const, lineId, cents: toCents(rows[index]?.cents ?? 0) }],
  });
  await move(db, [toLine(0, other)]);
  await move(db, [toLine(0, line, { ruleId }), toLine(1, other)]);
  await move(db, [toLine(0, other)]);
  return rows.map((row) => row.id);
}

forEachDatabase((open) => {
  test('What is kept of vendors and rules is what looking at every posting says', async () => {
    const db = await open();
    const ids = await movedLedger(db);
    const { uses, records } = await countedAnew(db.read);
    assert.deepEqual(
      await ruleRecords(db.read),
      new Map(records.map(({ code, taken, corrected }) => [code, { taken, corrected }])),
    );
    assert.ok(
      records.some((one) => one.corrected > 1),
      'the ledger holds corrections',
    );
    const facts = await postingFacts(db.read, ids);
    const rows = facts.map((one) => one.row).filter((row) => row.vendor !== '');
    const { vendors } = await suggestionFacts(db.read, rows);
    for (const { vendor, cents } of rows)
      for (const ledger of ['result', 'cash']) {
        const own = uses.filter((use) => use.vendor === vendor && use.ledger === ledger);
        const byNumber = Map.groupBy(own, (use) => use.number);
        const counts = [...byNumber].map(([number, group]) => ({
          number,
          postings: group.reduce((sum, use) => sum + use.postings, 0),
        }));
        const amounts = own.filter((use) => use.cents === cents);
        assertSameUse(vendors.get(`${vendor}|${ledger}`), vendorUseOf(counts));
        assertSameUse(
          vendors.get(`${vendor}|${ledger}|${cents}`),
          vendorUseOf(amounts.map(({ number, postings }) => ({ number, postings }))),
        );
      }
    assert.deepEqual((await placedMatch(db.read)).faults, []);
  });

  test('A count that was changed is found', async () => {
    const db = await open();
    await movedLedger(db);
    await transact(db, testBy, async (tx) => {
      await tx.query
        .updateTable('vendor_use')
        .set({ postings: sql<number>`postings + 1` })
        .where('number', '=', '103')
        .execute();
      await tx.query
        .updateTable('rule_record')
        .set({ corrected: sql<number>`corrected + 1` })
        .execute();
      return { result: null, change: { action: 'test.forge', entity: 'rule', entityId: 'test' } };
    });
    const { faults } = await placedMatch(db.read);
    assert.equal(faults.length, 2, faults.join('; '));
  });
});

type Use = ReturnType<typeof vendorUseOf>;

/** With a tie either number may be named: nothing is suggested then. */
function assertSameUse(found: Use, expected: Use): void {
  if (expected && expected.postings === expected.next)
    assert.deepEqual({ ...found, number: expected.number }, expected);
  else assert.deepEqual(found, expected);
}
