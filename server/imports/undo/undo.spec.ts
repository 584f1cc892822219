import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '#shared/calendar.ts';
import { UndoAccount } from '#shared/imports/undo.ts';
import { toCents } from '#shared/money.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import type { Database } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { reassign } from '../../reconciliation/assign.sql.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { planImport } from '../money/plan-import.ts';
import { APPROPRIATIONS, basketNow, LINE_ITEMS, placesNow, startCorrections } from '../test-corrections.ts';
import { testBy, writtenState } from '../test-imports.ts';
import { fileOf } from '../money/test-line-items.ts';

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

async function postingId(db: Database, rowKey: string): Promise<number> {
  const row = await db.read
    .selectFrom('posting')
    .where('row_key', '=', rowKey)
    .orderBy('id', 'desc')
    .select('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

forEachDatabase((open) => {
  test('An import taken back counts nowhere, and its file can be read in again', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const before = await placesNow(db);
    const first = await applyImport(db, testBy, LINE_ITEMS);
    const [once, basket] = [await placesNow(db), await basketNow(db)];
    await bothWant('undo-import', { importId: first.import.id });
    assert.deepEqual(await placesNow(db), before);
    assert.deepEqual(await basketNow(db), []);
    const account = await lastAccount(db);
    assert.deepEqual([account.reversed, account.left], [{ rows: 4, cents: 15_000_050 }, []]);
    await green(db);
    const again = await applyImport(db, testBy, LINE_ITEMS);
    assert.equal(again.first, true);
    assert.notEqual(again.import.id, first.import.id);
    assert.deepEqual(await placesNow(db), once);
    assert.deepEqual(await basketNow(db), basket);
    await green(db);
    assert.equal((await applyImport(db, testBy, LINE_ITEMS)).import.id, again.import.id);
  });

  test('A reversal follows its posting to where it is now, part by part, and binds orders again', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const { line, other } = await twoLines(db);
    await order(db, line, 2_000_000);
    const { import: row } = await applyImport(db, testBy, LINE_ITEMS);
    const id = await postingId(db, '1000|2021|1900000001|1');
    await transact(db, testBy, async (tx) => {
      const to = [
        { target: 'line' as const, lineId: line, cents: toCents(1_000_000) },
        { target: 'line' as const, lineId: other, cents: toCents(200_000) },
        { target: 'open' as const, lineId: null, cents: toCents(50_000) },
      ];
      await reassign(tx, [{ postingId: id, to, method: 'split' }]);
      return { result: undefined, change: { action: 'test', entity: 'posting', entityId: id } };
    });
    const bound = await released(db);
    assert.notEqual(bound, 0);
    await bothWant('undo-import', { importId: row.id });
    assert.deepEqual(await placesNow(db), {});
    assert.deepEqual(await basketNow(db), []);
    assert.equal(await released(db), 0);
    const account = await lastAccount(db);
    assert.equal(account.moved, 1);
    assert.equal(account.releases.cents, bound);
    await green(db);
  });

  test('Appropriations taken back come again on the same lines', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const { import: row } = await applyImport(db, testBy, APPROPRIATIONS);
    const state = await writtenState(db);
    await bothWant('undo-import', { importId: row.id });
    assert.equal((await writtenState(db)).movementCents, 0);
    await green(db);
    const again = await applyImport(db, testBy, APPROPRIATIONS);
    assert.equal(again.import.added, row.added);
    const after = await writtenState(db);
    assert.deepEqual([after.lines, after.movementCents], [state.lines, state.movementCents]);
    await green(db);
  });

  test('Nobody takes an import back alone, and nothing twice', async () => {
    const db = await open();
    const { bothWant, first } = await startCorrections(db);
    const { import: row } = await applyImport(db, first, LINE_ITEMS);
    await bothWant('undo-import', { importId: row.id });
    await assert.rejects(bothWant('undo-import', { importId: row.id }), { code: 'rule-violated' });
    await assert.rejects(bothWant('undo-import', { importId: 4711 }), { code: 'not-found' });
  });

  test('Law: import, undo, import again gives the totals of one import', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    let document = 5_000_000;
    const amounts = fc.array(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(amounts, async (list) => {
        const before = await placesNow(db);
        const input = { ...LINE_ITEMS, bytes: fileOf(list, (document += 100)) };
        const { import: row } = await applyImport(db, testBy, input);
        const once = await placesNow(db);
        await bothWant('undo-import', { importId: row.id });
        assert.deepEqual(await placesNow(db), before);
        assert.equal((await planImport(db.read, input)).add, list.length);
        await applyImport(db, testBy, input);
        assert.deepEqual(await placesNow(db), once);
        await green(db);
      }),
      { numRuns: 6 },
    );
  });
});

async function twoLines(db: Database): Promise<{ line: number; other: number }> {
  const rows = await db.read
    .selectFrom('budget_line')
    .where('ledger', '=', 'result')
    .orderBy('id')
    .select('id')
    .execute();
  return { line: rows[0]?.id ?? 0, other: rows[1]?.id ?? 0 };
}

async function order(db: Database, lineId: number, cents: number): Promise<void> {
  await transact(db, testBy, async (tx) => {
    const { id } = await tx.query
      .insertInto('commitment')
      .values({
        order_number: '4500001',
        line_id: lineId,
        text: 'Probe',
        ordered_on: toIsoDate('2021-01-02'),
        due_year: 2021,
        origin: 'live',
        recorded_seq: tx.seq,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.query
      .insertInto('commitment_entry')
      .values({
        commitment_id: id,
        kind: 'ordered',
        cents: toCents(cents),
        effective_on: toIsoDate('2021-01-02'),
        posting_id: null,
        origin: 'live',
        recorded_seq: tx.seq,
      })
      .execute();
    return { result: undefined, change: { action: 'test', entity: 'commitment', entityId: id } };
  });
}

async function released(db: Database): Promise<number> {
  const rows = await db.read
    .selectFrom('commitment_entry')
    .where('kind', '=', 'released')
    .select('cents')
    .execute();
  return rows.reduce((sum, row) => sum + row.cents, 0);
}
