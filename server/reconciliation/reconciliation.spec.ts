import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { BasketPage, ChangeResult, PostingAssignment } from '#shared/reconciliation/reconciliation.ts';
import type { RuleView, Simulation } from '#shared/reconciliation/rules.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { storedTotals } from '../ledger/checks.sql.ts';
import { assignmentsBalance, basketMatches } from './checks.sql.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

async function start(open: OpenTestDatabase) {
  const db = await open();
  await addTestUsers(db);
  const lines = await addTestBudget(db);
  const app = await startTestApp(db);
  const controller = await app.as('controller');
  const get = async <T>(path: string): Promise<T> => (await (await controller(path)).json()) as T;
  const send = (path: string, json: unknown) => controller(path, { method: 'POST', json });
  const basket = () => get<BasketPage>('/api/reconciliation/basket?year=2021');
  const line = (key: string): number => lines.get(key) ?? 0;
  const assign = (put: unknown, ...ids: number[]) =>
    send('/api/reconciliation/assign', {
      items: ids.map((postingId) => ({ postingId, expectedSeq: null, put })),
    });
  return { db, app, controller, get, send, basket, line, assign };
}

async function faults(db: Database): Promise<string[]> {
  const found = [
    await storedTotals(db.read),
    await assignmentsBalance(db.read),
    await basketMatches(db.read),
  ];
  return found.flatMap((one) => one.faults);
}

const RULE = {
  ...{ code: 'R-201', priority: 10, reason: 'Technik der Standorte' },
  conditions: [
    { field: 'account', test: 'starts', value: '442' },
    { field: 'year', test: 'is', value: '2021' },
  ],
  target: { kind: 'line', number: '201' },
};

forEachDatabase((open) => {
  test('The basket shows what is open per ledger, each posting with the first pass that finds a line', async () => {
    const { app, basket, send } = await start(open);
    const before = await basket();
    assert.deepEqual(
      before.totals.map((total) => [total.ledger, total.postings, total.cents]),
      [
        ['result', 1, 4_686_420],
        ['cash', 1, 5_818_040],
      ],
    );
    assert.deepEqual(
      before.postings.map(({ ledger, suggestion }) => [ledger, suggestion?.pass, suggestion?.line?.number]),
      [
        ['result', 'order', '105'],
        ['cash', undefined, undefined],
      ],
    );
    assert.equal((await send('/api/rules', RULE)).status, 201);
    const [, cash] = (await basket()).postings;
    assert.deepEqual(
      [cash?.suggestion?.pass, cash?.suggestion?.confidence, cash?.suggestion?.rule?.code],
      ['rule', 'sure', 'R-201'],
    );
    await app.close();
  });

  test('A suggestion is taken, the posting leaves the basket, and undo puts it back', async () => {
    const { db, app, basket, send, assign, line, get } = await start(open);
    const [result] = (await basket()).postings;
    const id = result?.id ?? 0;
    const put = { kind: 'suggestion', pass: 'order', lineId: line('105/2021') };
    const taken = await assign(put, id);
    assert.equal(taken.status, 200);
    const after = await basket();
    assert.deepEqual(
      after.postings.map((posting) => posting.ledger),
      ['cash'],
    );
    assert.equal(after.lastChange?.postings, 1);
    const seq = after.lastChange.seq;
    const why = await get<PostingAssignment>(`/api/postings/${id}/assignment?asOf=2021-06-30`);
    assert.deepEqual(
      why.chain.map((step) => [step.method, step.by]),
      [
        ['import', 'test'],
        ['suggestion', 'Test controller'],
      ],
    );
    const undone = (await (await send('/api/reconciliation/undo', { seq })).json()) as ChangeResult;
    assert.equal(undone.postings, 1);
    assert.deepEqual((await basket()).totals[0], { ledger: 'result', postings: 1, cents: 4_686_420 });
    assert.equal((await send('/api/reconciliation/undo', { seq })).status, 409);
    assert.deepEqual(await faults(db), []);
    await app.close();
  });

  test('A split leaves one row, and its rest stays in the basket', async () => {
    const { db, app, basket, assign, line, get } = await start(open);
    const id = (await basket()).postings[0]?.id ?? 0;
    const parts = [
      { lineId: line('105/2021'), share: 3_333 },
      { lineId: line('131/2021'), share: 3_333 },
      { lineId: null, share: 3_334 },
    ];
    assert.equal((await assign({ kind: 'shares', parts }, id)).status, 200);
    const [open1] = (await basket()).postings;
    // 4686420 × 33,34 % = 1562452,428; 33,33 % = 1561983,786: the two cents left go to the largest remainders.
    assert.deepEqual([open1?.cents, open1?.totalCents], [1_562_452, 4_686_420]);
    const { places } = await get<PostingAssignment>(`/api/postings/${id}/assignment`);
    assert.deepEqual(places.map((part) => part.cents).sort(), [1_561_984, 1_561_984, 1_562_452]);
    assert.deepEqual(await faults(db), []);
    await app.close();
  });

  test('What was moved since it was read is refused with 412, and nothing of the request is written', async () => {
    const { db, app, basket, assign, line } = await start(open);
    const [a, b] = (await basket()).postings.map((posting) => posting.id);
    assert.equal((await assign({ kind: 'exclude', reason: 'Programmfremd' }, a ?? 0)).status, 200);
    const late = await assign({ kind: 'exclude', reason: 'Programmfremd' }, b ?? 0, a ?? 0);
    assert.equal(late.status, 412);
    assert.deepEqual(
      ((await late.json()) as Problem).errors?.map((one) => one.path),
      ['items.1'],
    );
    const wrong = await assign({ kind: 'line', lineId: line('105/2021') }, b ?? 0);
    assert.equal(wrong.status, 422);
    assert.equal((await basket()).postings.length, 1);
    assert.deepEqual(await faults(db), []);
    await app.close();
  });

  test('A rule is simulated, written, applied to exactly what was shown, and explains its postings', async () => {
    const { db, app, basket, send, get } = await start(open);
    const { code, reason: _reason, ...wording } = RULE;
    const tried = (await (await send('/api/rules/simulate', { code: null, wording })).json()) as Simulation;
    assert.deepEqual([tried.moves, tried.movedCents, tried.locked], [1, 5_818_040, 0]);
    assert.deepEqual(
      tried.sums.map((sum) => [sum.line?.number ?? sum.target, sum.before, sum.after]),
      [
        ['open', 5_818_040, 0],
        ['201', 60_437_792, 66_255_832],
      ],
    );
    await send('/api/rules', RULE);
    assert.equal((await send(`/api/rules/${code}/apply`, { sha256: 'a'.repeat(64) })).status, 409);
    const applied = await send(`/api/rules/${code}/apply`, { sha256: tried.sha256 });
    assert.equal(applied.status, 200);
    const after = await basket();
    assert.deepEqual([after.postings.length, after.lastChange?.postings], [1, 1]);
    const moved = await db.read.selectFrom('assignment').select('posting_id').executeTakeFirstOrThrow();
    const why = await get<PostingAssignment>(`/api/postings/${moved.posting_id}/assignment`);
    assert.deepEqual(
      why.chain.at(-1)?.rule?.outcomes.map((one) => one.met),
      [true, true],
    );
    assert.deepEqual([why.chain.at(-1)?.rule?.taken, why.chain.at(-1)?.rule?.corrected], [1, 0]);
    assert.deepEqual(await faults(db), []);
    await app.close();
  });

  test('A rule that is switched off gives back what it moved, but nothing of a closed period', async () => {
    const { db, app, controller, send } = await start(open);
    await send('/api/rules', RULE);
    const now = (await (
      await send('/api/rules/simulate', { code: 'R-201', wording: null })
    ).json()) as Simulation;
    await send('/api/rules/R-201/apply', { sha256: now.sha256 });
    const change = { ...RULE, active: false, code: undefined };
    const patch = (ifMatch: number) =>
      controller('/api/rules/R-201', { method: 'PATCH', json: change, ifMatch });
    assert.equal((await patch(2)).status, 412);
    assert.equal((await patch(1)).status, 200);
    const off = { code: 'R-201', wording: null, active: false };
    const without = (await (await send('/api/rules/simulate', off)).json()) as Simulation;
    assert.deepEqual([without.moves, without.moveList[0]?.to.target], [1, 'open']);
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
      await tx.query
        .insertInto('period')
        .values({ month: '2021-02', state: 'closed', request_id: null, recorded_seq: tx.seq })
        .execute();
      return { result: null, change: { action: 'test.close', entity: 'period', entityId: '2021-02' } };
    });
    const closed = (await (await send('/api/rules/simulate', off)).json()) as Simulation;
    assert.deepEqual(
      [closed.moves, closed.locked, closed.lockedList[0]?.why],
      [0, 1, 'Periode 2021-02 ist geschlossen'],
    );
    await app.close();
  });

  test('A rule that cannot be is refused with every fault', async () => {
    const { app, send, get } = await start(open);
    const wrong = {
      ...RULE,
      conditions: [{ field: 'year', test: 'from', value: '21' }],
      target: { kind: 'line', number: '999' },
    };
    const refused = await send('/api/rules', wrong);
    assert.equal(refused.status, 422);
    assert.deepEqual(
      ((await refused.json()) as Problem).errors?.map((one) => one.path),
      ['conditions.0', 'target.number'],
    );
    await send('/api/rules', RULE);
    assert.equal((await send('/api/rules', RULE)).status, 409);
    const { rules } = await get<{ rules: RuleView[] }>('/api/rules');
    assert.deepEqual(
      rules.map((rule) => [rule.code, rule.version, rule.active]),
      [['R-201', 1, true]],
    );
    await app.close();
  });
});
