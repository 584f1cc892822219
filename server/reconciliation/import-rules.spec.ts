import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCents } from '#shared/money.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { storedTotals } from '../ledger/checks.sql.ts';
import { assignmentsBalance, basketMatches } from './checks.sql.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { addAccountMap, sample, testBy } from '../imports/test-imports.ts';
import { currentParts } from './assign.sql.ts';
import { addRuleVersion } from './rules.sql.ts';
import type { NewVersion } from './rules.sql.ts';

const RULES: Pick<NewVersion, 'code' | 'conditions' | 'target'>[] = [
  {
    code: 'R-1',
    conditions: [{ field: 'text', test: 'contains', value: 'eakte' }],
    target: { kind: 'line', number: '105', milestoneId: null },
  },
  {
    code: 'R-2',
    conditions: [{ field: 'vendor', test: 'is', value: 'K-2002' }],
    target: { kind: 'exclude', reason: 'Programmfremd' },
  },
  {
    code: 'R-3',
    conditions: [{ field: 'costObject', test: 'is', value: '0815' }],
    target: { kind: 'line', number: '999', milestoneId: null },
  },
];

forEachDatabase((open) => {
  test('An import asks the rules where no line fits: lines, exclusion in the same change, and the rest in the basket', async () => {
    const db = await open();
    await addAccountMap(db);
    const lines = await addTestBudget(db);
    await transact(db, testBy, async (tx) => {
      for (const rule of RULES)
        await addRuleVersion(tx, {
          ...rule,
          ...{ version: 1, priority: 1, active: true, reason: 'Test', authorId: null, origin: 'invented' },
        });
      return { result: null, change: { action: 'test.rules', entity: 'rule', entityId: 'test' } };
    });
    const { import: row } = await applyImport(db, testBy, {
      ...{ profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') },
    });
    const postings = await db.read
      .selectFrom('posting')
      .where('import_id', '=', row.id)
      .orderBy('row_number')
      .select(['id', 'line_id', 'rule_id'])
      .execute();
    const places = await currentParts(
      db.read,
      postings.map((posting) => posting.id),
    );
    const line = lines.get('105/2021') ?? 0;
    const at = (index: number) => places.get(postings[index]?.id ?? 0)?.parts;
    assert.deepEqual(at(0), [{ target: 'line', lineId: line, cents: toCents(1_250_000) }]);
    assert.deepEqual(at(1), [{ target: 'line', lineId: line, cents: toCents(-150_000) }]);
    assert.deepEqual(at(2), [{ target: 'excluded', lineId: null, cents: toCents(8_100_000) }]);
    assert.deepEqual(at(3), [{ target: 'open', lineId: null, cents: toCents(5_800_050) }]);
    assert.equal(row.unassignedCents, 5_800_050);
    const excluded = await db.read.selectFrom('assignment').selectAll().execute();
    assert.deepEqual(
      excluded.map((one) => [one.method, one.reason, one.recorded_seq]),
      Array.from({ length: 2 }, () => ['rule', 'Programmfremd', excluded[0]?.recorded_seq]),
    );
    const found = [
      await storedTotals(db.read),
      await assignmentsBalance(db.read),
      await basketMatches(db.read),
    ];
    assert.deepEqual(
      found.flatMap((one) => one.faults),
      [],
    );
  });
});
