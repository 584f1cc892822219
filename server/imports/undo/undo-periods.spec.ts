import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndoAccount } from '#shared/imports/undo.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import type { Database } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { LINE_ITEMS, startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';

async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}

async function lastAccount(db: Database): Promise<UndoAccount> {
  const row = await db.read
    .selectFrom('import_undo')
    .select('account')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return UndoAccount.parse(JSON.parse(row.account));
}

async function setPeriod(db: Database, month: string, state: 'held' | 'closed'): Promise<void> {
  await transact(db, testBy, async (tx) => {
    await tx.query
      .insertInto('period')
      .values({ month, state, request_id: null, recorded_seq: tx.seq })
      .execute();
    return { result: undefined, change: { action: 'test', entity: 'period', entityId: month } };
  });
}

forEachDatabase((open) => {
  /** An import of March and April, and its months. */
  async function ofTwoMonths(db: Database): Promise<{ id: number; months: string[] }> {
    const { import: row } = await applyImport(db, testBy, LINE_ITEMS);
    const days = await db.read.selectFrom('posting').select('posted_on').orderBy('posted_on').execute();
    const months = [...new Set(days.map((day) => day.posted_on.slice(0, 7)))];
    assert.equal(months.length, 2);
    return { id: row.id, months };
  }

  /** Every row of the import is in exactly one of the account's sums. */
  function requireComplete({ reversed, later, left }: UndoAccount): void {
    const all = [reversed, ...later, ...left];
    assert.equal(
      all.reduce((sum, one) => sum + one.cents, 0),
      15_000_050,
    );
    assert.equal(
      all.reduce((sum, one) => sum + one.rows, 0),
      4,
    );
  }

  test('Rows of closed months are taken back after the closed books, with SAP’s date as a mark', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const { id, months } = await ofTwoMonths(db);
    await setPeriod(db, months[1] ?? '', 'closed');
    await bothWant('undo-import', { importId: id });
    const account = await lastAccount(db);
    assert.deepEqual(
      account.later.map((later) => later.month),
      months,
    );
    assert.deepEqual([account.reversed.rows, account.left], [0, []]);
    requireComplete(account);
    const late = await db.read
      .selectFrom('posting')
      .where('source', '=', 'UNDO')
      .where('sap_posted_on', 'is not', null)
      .select(['posted_on', 'sap_posted_on'])
      .execute();
    assert.equal(late.length, 4);
    assert.ok(late.every((one) => one.sap_posted_on !== null && one.posted_on > one.sap_posted_on));
    await green(db);
    await assert.rejects(bothWant('undo-import', { importId: id }), { code: 'rule-violated' });
  });

  test('Rows of a held month stay, and the account says why', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const { id, months } = await ofTwoMonths(db);
    await setPeriod(db, months[1] ?? '', 'held');
    await bothWant('undo-import', { importId: id });
    const account = await lastAccount(db);
    assert.deepEqual(
      account.left.map((left) => left.reason),
      ['held'],
    );
    assert.ok(account.reversed.rows > 0);
    requireComplete(account);
    await green(db);
  });
});
