import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { ConflictList } from '#shared/imports/conflict.ts';
import { toCents } from '#shared/money.ts';
import { submitRequest } from '../../requests/submit.sql.ts';
import { decideRequest } from '../../requests/decide.sql.ts';
import { handlerOf } from '../../request-kinds.ts';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { startTestApp } from '../../http/test-app.ts';
import { reassign } from '../../reconciliation/assign.sql.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { listConflicts } from './conflict-list.sql.ts';
import { keepConflict } from './keep-conflict.sql.ts';
import { planImport } from '../money/plan-import.ts';
import { APPROPRIATIONS, changed, LINE_ITEMS, placesNow, startCorrections } from '../test-corrections.ts';
import { testBy, writtenState } from '../test-imports.ts';

const DEARER = {
  ...LINE_ITEMS,
  fileName: 'ist-berichtigt.csv',
  bytes: changed(LINE_ITEMS.bytes, ['12.500,00', '12.501,00'], ['150.000,50', '150.001,50']),
};

async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}

/** Appropriations, the file, and the same file with one amount a euro higher. */
async function startConflict(db: Database) {
  const people = await startCorrections(db);
  await applyImport(db, testBy, APPROPRIATIONS);
  await applyImport(db, testBy, LINE_ITEMS);
  const before = await placesNow(db);
  const { import: second } = await applyImport(db, testBy, DEARER);
  const [conflict] = await listConflicts(db.read);
  assert.ok(conflict);
  return { ...people, before, second, conflict };
}

function total(places: Record<string, number>): number {
  return Object.values(places).reduce((sum, cents) => sum + cents, 0);
}

forEachDatabase((open) => {
  test('A changed row shows both values and waits; until it is decided nothing moves', async () => {
    const db = await open();
    const { before, conflict } = await startConflict(db);
    assert.deepEqual(await placesNow(db), before);
    assert.deepEqual(
      [conflict.state, conflict.before.cents, conflict.after.cents, conflict.differenceCents, conflict.line],
      ['open', 1_250_000, 1_250_100, 100, 2],
    );
    assert.equal(conflict.budgetLine, '7.100110.001/440');
  });

  test('Taken over by two people: reversal and new posting, the old one stays as it was', async () => {
    const db = await open();
    const { bothWant, before, conflict } = await startConflict(db);
    const old = await db.read.selectFrom('posting').selectAll().orderBy('id').execute();
    const requestId = await bothWant('conflict', { conflictIds: [conflict.id] }, 'SAP hat berichtigt');
    assert.deepEqual(
      await db.read.selectFrom('posting').selectAll().where('id', '<=', old.length).orderBy('id').execute(),
      old,
    );
    const [reversal, fresh] = await db.read
      .selectFrom('posting')
      .where('id', '>', old.length)
      .orderBy('id')
      .select(['source', 'reverses_id', 'cents', 'occurrence', 'line_id'])
      .execute();
    const line = old.find((row) => row.id === conflict.postingId)?.line_id;
    assert.deepEqual(reversal, {
      source: 'UNDO',
      reverses_id: conflict.postingId,
      cents: -1_250_000,
      occurrence: 1,
      line_id: line,
    });
    assert.deepEqual(fresh, {
      source: 'SAP-100',
      reverses_id: null,
      cents: 1_250_100,
      occurrence: 2,
      line_id: line,
    });
    assert.equal(total(await placesNow(db)), total(before) + 100);
    const [decided] = await listConflicts(db.read);
    assert.deepEqual([decided?.state, decided?.requestId], ['taken', requestId]);
    await green(db);
    const again = await planImport(db.read, {
      ...DEARER,
      profile: 'sap-ist',
      bytes: changed(DEARER.bytes, ['Lizenzen eAkte;', 'Lizenz eAkte;']),
    });
    assert.deepEqual([again.same, again.change, again.add], [4, 0, 0], 'the new row is what stands now');
    await assert.rejects(bothWant('conflict', { conflictIds: [conflict.id] }), { code: 'rule-violated' });
  });

  test('What was assigned by hand stays where it was put', async () => {
    const db = await open();
    const { bothWant, conflict } = await startConflict(db);
    const lines = await db.read
      .selectFrom('budget_line')
      .where('cost_object', '=', 'FB1007')
      .select('id')
      .execute();
    const lineId = lines[0]?.id ?? 0;
    await transact(db, testBy, async (tx) => {
      const to = [{ target: 'line' as const, lineId, cents: toCents(1_250_000) }];
      await reassign(tx, [{ postingId: conflict.postingId, to, method: 'manual' }]);
      return {
        result: undefined,
        change: { action: 'test', entity: 'posting', entityId: conflict.postingId },
      };
    });
    await bothWant('conflict', { conflictIds: [conflict.id] });
    assert.equal((await placesNow(db))[`${lineId} result 2021`], 1_250_100);
    await green(db);
  });

  test('Kept with a reason: nothing moves, and it cannot be taken over any more', async () => {
    const db = await open();
    const { bothWant, before, first, conflict } = await startConflict(db);
    await keepConflict(db, first, conflict.id, 'In SAP wieder zurückgesetzt');
    assert.deepEqual(await placesNow(db), before);
    const [kept] = await listConflicts(db.read);
    assert.deepEqual([kept?.state, kept?.note], ['kept', 'In SAP wieder zurückgesetzt']);
    await assert.rejects(bothWant('conflict', { conflictIds: [conflict.id] }), { code: 'rule-violated' });
    await assert.rejects(keepConflict(db, first, conflict.id, 'noch einmal'), { code: 'conflict' });
    await green(db);
  });

  test('Who asked does not approve; while a request is open the row is not kept', async () => {
    const db = await open();
    const { first, conflict } = await startConflict(db);
    const payload = { conflictIds: [conflict.id] };
    const { id, version } = await submitRequest(db, first, handlerOf, {
      kind: 'conflict',
      payload,
      reason: 'SAP',
    });
    const state = await writtenState(db);
    await assert.rejects(
      decideRequest(db, first, handlerOf, { id, version, decision: 'approved', note: '' }),
      {
        code: 'four-eyes',
      },
    );
    await assert.rejects(keepConflict(db, first, conflict.id, 'doch nicht'), { code: 'conflict' });
    assert.deepEqual(await writtenState(db), state);
    assert.equal((await listConflicts(db.read))[0]?.state, 'requested');
  });

  test('An import whose rows only wait has nothing to take back, and what two people took over stays', async () => {
    const db = await open();
    const { bothWant, before, conflict, second } = await startConflict(db);
    await assert.rejects(bothWant('undo-import', { importId: second.id }), { code: 'rule-violated' });
    await bothWant('conflict', { conflictIds: [conflict.id] });
    await assert.rejects(bothWant('undo-import', { importId: second.id }), { code: 'rule-violated' });
    assert.equal(total(await placesNow(db)), total(before) + 100);
    await bothWant('undo-import', { importId: 2 });
    assert.equal(total(await placesNow(db)), 1_250_100, 'three rows went, the one taken over stays');
    await green(db);
  });

  test('The list and keeping over HTTP: reasons are asked for, unknown ids are not found', async () => {
    const db = await open();
    const { conflict } = await startConflict(db);
    const app = await startTestApp(db, { clock: testBy.clock });
    const controller = await app.as('controller');
    const list = (await (await controller('/api/import-conflicts')).json()) as ConflictList;
    assert.deepEqual([list.open, list.conflicts[0]?.id], [1, conflict.id]);
    const keep = (id: number, json: unknown) =>
      controller(`/api/import-conflicts/${id}/keep`, { method: 'POST', json });
    const refused = await keep(conflict.id, { reason: ' ' });
    assert.equal(refused.status, 400);
    assert.match(
      ((await refused.json()) as Problem).errors?.[0]?.message ?? '',
      /warum die alte Buchung bleibt/u,
    );
    assert.equal((await keep(4711, { reason: 'x' })).status, 404);
    assert.equal((await keep(conflict.id, { reason: 'SAP war falsch' })).status, 200);
    assert.equal((await keep(conflict.id, { reason: 'SAP war falsch' })).status, 409);
    await app.close();
  });
});
