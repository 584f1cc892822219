import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { BudgetLineDetail, BudgetPage, BudgetSteps } from '#shared/budget/budget.ts';
import type { Problem } from '#shared/errors.ts';
import { sumCents } from '#shared/money.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { addTestBudget } from './test-budget.ts';
import type { PostingSeed } from './test-budget-data.ts';
import { addPostings } from './test-postings.ts';

interface World {
  db: Database;
  ids: ReadonlyMap<string, number>;
  controller: TestFetch;
}

async function budgetWorld(t: TestContext, db: Database): Promise<World> {
  await addTestUsers(db);
  const ids = await addTestBudget(db);
  const app = await startTestApp(db);
  t.after(() => app.close());
  return { db, ids, controller: await app.as('controller') };
}

async function get<T>(fetch: TestFetch, path: string): Promise<T> {
  const response = await fetch(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as T;
}

forEachDatabase((open) => {
  test('Shows a year with its two ledgers apart, groups and sums to the cent', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const page = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30');
    assert.equal(page.year, 2021);
    assert.deepEqual(page.years, [2020, 2021]);
    const [result, cash] = page.ledgers;
    assert.deepEqual(
      result?.groups.map((group) => [group.code, group.lines.map((line) => line.number)]),
      [
        ['100-A', ['103', '105']],
        ['630-A', ['131']],
        [null, ['900']],
      ],
    );
    const line = result.groups[0]?.lines[1];
    assert.deepEqual(line?.figures, {
      ...{ A: 72_000_000, N: 0, E: 13_125_000, B: 0, Z: 0, U: -4_500_000, F: 80_625_000 },
      ...{ S: 7_200_000, O: 24_131_050, I: 29_641_822, V: 19_652_128 },
    });
    assert.equal(result.groups[0]?.lines[0]?.figures.V, -1_841_260, 'line 103 is overdrawn');
    assert.equal(result.groups[0].figures.V, 17_810_868);
    assert.equal(result.groups[0].excessNeedCents, 0, 'its group is not');
    assert.deepEqual(
      [result, cash].map((one) =>
        one?.sums.map(({ side, figures }) => [side, figures.F, figures.I, figures.V]),
      ),
      [
        [
          ['expense', 209_625_000, 86_832_082, 48_810_868],
          ['income', -1_000_000, -400_000, -600_000],
        ],
        [['expense', 124_000_000, 60_437_792, 63_562_208]],
      ],
    );
    assert.deepEqual([result.unassignedCents, result.unassignedPostings], [4_686_420, 1]);
    assert.deepEqual(page.preCommitments, [
      { ledger: 'result', year: 2021, dueYear: 2022, cents: 3_000_000 },
    ]);
    assert.deepEqual(page.coverEdges, [{ from: '100-A', to: '630-A' }]);
  });

  test('Shows cost accounting outside the budget only where there is something', async (t) => {
    const { db, ids, controller } = await budgetWorld(t, await open());
    const path = '/api/budget?asOf=2021-06-30';
    const before = await get<BudgetPage>(controller, path);
    assert.deepEqual(
      before.ledgers.map((one) => one.ledger),
      ['result', 'cash'],
    );
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
      await addPostings(tx, ids, [[null, 2021, 'costing', '2021-03-15', 12]], 1000);
      return { result: null, change: { action: 'test', entity: 'import', entityId: 2 } };
    });
    const after = await get<BudgetPage>(controller, path);
    assert.deepEqual(after.ledgers.slice(0, 2), before.ledgers, 'it changes no figure of the budget');
    assert.deepEqual([after.ledgers[2]?.ledger, after.ledgers[2]?.unassignedCents], ['costing', 1200]);
    assert.ok(after.checks.every((check) => check.ok));
  });

  test('Shows in a later year what earlier orders bind already', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const page = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30&year=2022');
    assert.deepEqual(page.preCommitments, [
      { ledger: 'result', year: 2021, dueYear: 2022, cents: 3_000_000 },
    ]);
    const other = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30&subBudget=630');
    assert.deepEqual(other.preCommitments, []);
  });

  test('Computes its checks and says what they found', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const { checks } = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30');
    assert.deepEqual(
      checks.map((check) => check.ok),
      [true, true, true, true],
    );
    assert.equal(checks[2]?.detail, 'aus 2020: 131.250,00 = in 2021: 131.250,00');
    assert.match(checks[3]?.detail ?? '', /^EH 864\.320,82 = 911\.185,02 − 46\.864,20 − 0,00 · FH/u);
  });

  test('Counts what took effect up to the as-of date, in the middle of a month too', async (t) => {
    const { controller, ids } = await budgetWorld(t, await open());
    const detail = async (asOf: string): Promise<BudgetLineDetail> =>
      get(controller, `/api/budget/lines/${ids.get('105/2021')}?asOf=${asOf}`);
    const middle = (await detail('2021-06-14')).line.figures;
    assert.deepEqual([middle.I, middle.S, middle.O], [29_962_922, 7_200_000, 24_231_050]);
    const day = (await detail('2021-06-15')).line.figures;
    assert.equal(day.I, 29_641_822, 'the credit note of the day reduces it');
    const later = (await detail('2021-07-31')).line.figures;
    assert.deepEqual([later.N, later.I, later.O], [99_900, 29_646_822, 24_126_050]);
  });

  test('Takes a line down to parts that sum to its figures', async (t) => {
    const { controller, ids } = await budgetWorld(t, await open());
    const detail = await get<BudgetLineDetail>(
      controller,
      `/api/budget/lines/${ids.get('105/2021')}?asOf=2021-06-30`,
    );
    const { figures } = detail.line;
    const sum = (kind: string) =>
      sumCents(detail.movements.filter((one) => one.kind === kind).map((one) => one.cents));
    for (const kind of ['A', 'N', 'E', 'B', 'Z', 'U', 'S'] as const) assert.equal(sum(kind), figures[kind]);
    const counted = detail.commitments.filter((order) => !order.preCommitment);
    assert.equal(sumCents(counted.map((order) => order.openCents)), figures.O);
    assert.deepEqual(
      detail.commitments.filter((order) => order.preCommitment).map((order) => order.openCents),
      [3_000_000],
      'due in 2022: Vorbelastung',
    );
    assert.equal(sumCents(detail.postings.map((posting) => posting.cents)), figures.I);
    assert.equal(detail.groupAvailableCents, 17_810_868);
    const carried = detail.movements.find((movement) => movement.kind === 'E');
    assert.equal(carried?.paper?.label, 'GRDrs 9012/2021');
    assert.equal(carried.counterLine?.id, ids.get('105/2020'));
  });

  test('Pages postings by a hundred, each page ending in a true sum', async (t) => {
    const { db, ids, controller } = await budgetWorld(t, await open());
    const many = Array.from({ length: 220 }, (_, i): PostingSeed => ['131', 2021, 'result', '2021-03-15', i]);
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
      await addPostings(tx, ids, many, 1000);
      return { result: null, change: { action: 'test', entity: 'import', entityId: 2 } };
    });
    const page = (n: number) =>
      get<BudgetLineDetail>(controller, `/api/budget/lines/${ids.get('131/2021')}?asOf=2021-06-30&page=${n}`);
    const pages = [await page(1), await page(2), await page(3)];
    assert.deepEqual(
      pages.map((one) => [one.postings.length, one.postingsTotal]),
      [
        [100, 220],
        [100, 220],
        [20, 220],
      ],
    );
    let carried = 0;
    for (const one of pages) {
      assert.equal(one.postingsCarriedCents, carried);
      carried += sumCents(one.postings.map((posting) => posting.cents));
    }
    assert.equal(carried, pages[0]?.line.figures.I);
    assert.deepEqual((await page(4)).postings, []);
  });

  test('Shows the steps of a group with the papers behind them', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const steps = await get<BudgetSteps>(
      controller,
      '/api/budget/steps?asOf=2021-06-30&year=2021&ledger=result&group=100-A',
    );
    assert.deepEqual(
      steps.steps.map((step) => [step.kind, step.cents, step.sources.length]),
      [
        ['A', 158_000_000, 1],
        ['N', 12_000_000, 1],
        ['E', 13_125_000, 1],
        ['B', 0, 0],
        ['Z', 0, 0],
        ['U', -4_500_000, 1],
      ],
    );
    for (const step of steps.steps)
      assert.equal(sumCents(step.sources.map((source) => source.cents)), step.cents);
    const [source] = steps.steps[0]?.sources ?? [];
    assert.deepEqual(source?.lines, ['103', '105']);
    assert.deepEqual(source.decided, { body: 'Gemeinderat', on: '2019-12-20' });
    assert.deepEqual(steps.steps[5]?.sources[0]?.counterLines, ['131']);
    assert.equal(steps.steps[5].sources[0].paper, null);
  });

  test('Shows one sub-budget, and the need of a group over all its lines', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const page = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30&subBudget=630');
    const lines = page.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));
    assert.deepEqual(
      lines.map((line) => line.number),
      ['131'],
    );
    assert.equal(page.subBudgets.length, 2);
  });

  test('Refuses an unknown line, group, parameter and date', async (t) => {
    const { controller } = await budgetWorld(t, await open());
    const expected: [string, number, string][] = [
      ['/api/budget/lines/999999', 404, 'not-found'],
      ['/api/budget/lines/abc', 404, 'not-found'],
      ['/api/budget/steps?year=2021&ledger=result&group=X', 404, 'not-found'],
      ['/api/budget/steps?year=2021&ledger=both', 400, 'invalid-parameter'],
      ['/api/budget?asOf=2021-02-30', 400, 'invalid-parameter'],
      ['/api/budget?sort=__proto__', 400, 'invalid-parameter'],
      ['/api/budget/lines/1?page=0', 400, 'invalid-parameter'],
    ];
    for (const [path, status, code] of expected) {
      const response = await controller(path);
      assert.equal(response.status, status, path);
      assert.equal(((await response.json()) as Problem).code, code, path);
    }
  });

  test('An empty database answers with an empty year', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const page = await get<BudgetPage>(await app.as('auditor'), '/api/budget?asOf=2021-06-30');
    assert.deepEqual([page.year, page.years, page.ledgers.map((l) => l.groups)], [2021, [], [[], []]]);
    assert.ok(page.checks.every((check) => check.ok));
  });
});
