import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { FIGURES } from '#shared/budget/terms.ts';
import type { Problem } from '#shared/errors.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { DEMO } from '../demo/test-demo.ts';
import { ask, nodeAt, walk } from './test-walk.ts';

const JUNE = 'asOf=2021-06-30';

async function budgetWorld(t: TestContext, db: Database) {
  await addTestUsers(db);
  const ids = await addTestBudget(db);
  const app = await startTestApp(db);
  t.after(() => app.close());
  return { ids, app, controller: await app.as('controller') };
}

forEachDatabase((open) => {
  test('Every figure of the budget page is worth its parts, down to the last entry', async (t) => {
    const { controller, ids } = await budgetWorld(t, await open());
    const page = await ask<BudgetPage>(controller, `/api/budget?${JUNE}`);
    for (const asOf of [JUNE, 'asOf=2021-06-17', 'asOf=2021-12-31']) {
      for (const { ledger, sums } of page.ledgers) {
        for (const { side } of sums)
          for (const figure of FIGURES)
            await walk(controller, `ledger:2021:${ledger}:${side}:${figure}`, asOf);
      }
    }
    const line = ids.get('105/2021');
    const available = await nodeAt(controller, `line:${line}:V`, JUNE);
    assert.equal(available.value, 19_652_128);
    assert.deepEqual(
      available.parts.map(({ sign, letter, value }) => [sign, letter, value]),
      [
        [1, 'F', 80_625_000],
        [-1, 'S', 7_200_000],
        [-1, 'O', 24_131_050],
        [-1, 'I', 29_641_822],
      ],
    );
    assert.equal(available.formula.letters, 'V = F − S − O − I');
  });

  test('A line ends in its movements with papers, its orders with entries and its postings with documents', async (t) => {
    const { controller, ids } = await budgetWorld(t, await open());
    const line = ids.get('105/2021');
    const carried = await nodeAt(controller, `line:${line}:E`, JUNE);
    assert.deepEqual(
      carried.parts.map(({ value, on, sources }) => [value, on, sources.map((one) => one.label)]),
      [
        [
          13_125_000,
          '2021-02-01',
          [carried.parts[0]?.sources[0]?.label, 'GRDrs 9012/2021', 'Gegenzeile 105'],
        ],
      ],
    );
    const orders = await nodeAt(controller, `line:${line}:O`, JUNE);
    assert.deepEqual(
      orders.parts.map(({ value, sources }) => [value, sources[0]?.label]),
      [[24_131_050, 'Bestellung 4500012873']],
    );
    const order = await nodeAt(controller, orders.parts[0]?.explain ?? '', JUNE);
    assert.deepEqual(
      order.parts.map(({ sign, label, value }) => [sign, label, value]),
      [
        [1, 'bestellt', 24_231_050],
        [-1, 'berechnet', 100_000],
      ],
    );
    const actuals = await nodeAt(controller, `line:${line}:I`, JUNE);
    assert.deepEqual(
      actuals.parts.map(({ label, value, note }) => [label, value, note]),
      [
        ['Januar 2021', 8_172_872, '1 Buchung'],
        ['März 2021', 21_790_050, '1 Buchung'],
        ['Juni 2021', -321_100, '1 Buchung'],
      ],
    );
    const january = await nodeAt(controller, `month:${line}:2021-01`, JUNE);
    const [posting] = january.parts;
    assert.equal(posting?.sources[0]?.label, 'Beleg 5100000000/001');
    const document = await nodeAt(controller, posting.explain ?? '', JUNE);
    assert.equal(document.value, 8_172_872);
    assert.match(document.note ?? '', /Konto 44290000, Objekt 0105/u);
  });

  test('What belongs to no line, what falls due later and what a traits sums are explained', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const unassigned = await walk(controller, 'unassigned:2021:result', JUNE);
    assert.equal(unassigned.get('unassigned:2021:result')?.value, 4_686_420);
    const later = await walk(controller, 'preCommitment:result:2021:2022', JUNE);
    assert.equal(later.get('preCommitment:result:2021:2022')?.value, 3_000_000);
    const sub = await walk(controller, 'subBudget:2021:result:expense:100:V', JUNE);
    assert.equal(sub.get('subBudget:2021:result:expense:100:V')?.value, 17_810_868);
    const kind = await nodeAt(controller, 'kind:2021:cash:expense:investment:A', JUNE);
    assert.equal(kind.value, 124_000_000);
  });

  test('The demo explains what the overview shows: envelopes, posts, unassigned', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('programmbuero');
    const overview = await ask<Overview>(controller, `/api/overview?${JUNE}`);
    const [first] = overview.envelopes;
    assert.ok(first);
    for (const figure of ['free', 'F', 'V', 'spendable', 'ceiling'])
      await walk(controller, `envelope:${first.id}:${figure}`, JUNE);
    assert.equal((await nodeAt(controller, `envelope:${first.id}:free`, JUNE)).value, first.V);
    assert.equal((await nodeAt(controller, `envelope:${first.id}:I`, JUNE)).value, first.I);
    const posts = await nodeAt(controller, 'positions:filled', JUNE);
    assert.deepEqual([posts.unit, posts.value], ['fte', overview.positions.filled]);
    for (const envelope of overview.envelopes.slice(1))
      assert.equal((await nodeAt(controller, `envelope:${envelope.id}:free`, JUNE)).value, envelope.V);
  });

  test('An address that names nothing is refused in words, an unknown figure is not found', async (t) => {
    const { controller, app } = await budgetWorld(t, await open());
    for (const [figure, status, code] of [
      ['line:0:V', 400, 'invalid-parameter'],
      ['__proto__:1', 400, 'invalid-parameter'],
      ['line:999999:V', 404, 'not-found'],
      ['envelope:77:free', 404, 'not-found'],
      ['order:5555', 404, 'not-found'],
      ['posting:5555', 404, 'not-found'],
      ['ledger:2033:cash:income:A', 404, 'not-found'],
    ] as const) {
      const response = await controller(`/api/explain?figure=${figure}`);
      assert.deepEqual([response.status, ((await response.json()) as Problem).code], [status, code], figure);
    }
    const lead = await app.as('project-lead');
    for (const path of ['explain', 'explain.xlsx'])
      assert.equal((await lead(`/api/${path}?figure=tieOut:2021:06:result:sap`)).status, 403, path);
    const council = await app.as('council');
    assert.equal((await council('/api/explain?figure=line:1:V')).status, 403);
  });
});
