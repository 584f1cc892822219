import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { LaterYears } from '#shared/planning/later-years.ts';
import type { OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

interface World {
  db: Database;
  lineId: number;
  cashId: number;
  controller: TestFetch;
}

async function world(t: TestContext, db: Database): Promise<World> {
  await addTestUsers(db);
  const ids = await addTestBudget(db);
  const app = await startTestApp(db);
  t.after(() => app.close());
  const controller = await app.as('controller');
  return { db, controller, lineId: ids.get('105/2021') ?? 0, cashId: ids.get('201/2021') ?? 0 };
}

const change = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => ({
    result: await work(tx),
    change: { action: 'test', entity: 'order', entityId: 'test' },
  }));

const END = toIsoDate('2030-12-31');
const figure = async (db: Database, lineId: number, name: 'O' | 'I' | 'V', asOf = END): Promise<number> =>
  (await lineFigures(db.read, { asOf, lineIds: [lineId] }))[0]?.figures[name] ?? NaN;
const ORDER = {
  orderNumber: '4711',
  text: 'Netzgeräte',
  orderedOn: '2021-03-01',
  parts: [
    { dueYear: 2021, cents: 100_000 },
    { dueYear: 2022, cents: 40_000 },
  ],
};
forEachDatabase((open) => {
  test('An order by hand binds what is due in its year, later years are Vorbelastung', async (t) => {
    const { db, lineId, controller } = await world(t, await open());
    const before = await figure(db, lineId, 'O');
    const answer = await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId } });
    assert.equal(answer.status, 201, await answer.clone().text());
    const detail = (await answer.json()) as OrderDetail;
    assert.deepEqual(
      detail.order.parts.map((part) => [part.dueYear, part.openCents, part.preCommitment]),
      [
        [2021, 100_000, false],
        [2022, 40_000, true],
      ],
    );
    assert.equal((await figure(db, lineId, 'O')) - before, 100_000);
    assert.equal(answer.headers.get('etag'), `"${detail.order.version}"`);
    const page = (await (await controller(`/api/orders?line=${lineId}&asOf=2021-06-30`)).json()) as OrderList;
    const line = (await (
      await controller(`/api/budget/lines/${lineId}?asOf=2021-06-30`)
    ).json()) as BudgetLineDetail;
    assert.equal(page.sums.find((sum) => sum.dueYear === 2021)?.openCents, line.line.figures.O);
    const again = await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId } });
    assert.equal(((await again.json()) as Problem).code, 'conflict', 'the same number is not entered twice');
  });

  test('Every fault of a new order is named at once, and nothing is written', async (t) => {
    const { db, controller } = await world(t, await open());
    const income = await db.read
      .selectFrom('budget_line')
      .where('number', '=', '900')
      .select('id')
      .executeTakeFirstOrThrow();
    const json = {
      ...ORDER,
      lineId: income.id,
      orderedOn: '2022-02-01',
      parts: [
        { dueYear: 2020, cents: 1 },
        { dueYear: 2020, cents: 1 },
      ],
    };
    const answer = await controller('/api/orders', { method: 'POST', json });
    assert.equal(answer.status, 422);
    const { errors } = (await answer.json()) as Problem;
    assert.deepEqual(
      errors?.map((fault) => fault.path),
      ['lineId', 'orderedOn', 'parts.0.dueYear', 'parts.1.dueYear', 'parts.1.dueYear'],
    );
    const unknown = await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId: 99_999 } });
    assert.equal(unknown.status, 422);
    const found = await db.read
      .selectFrom('commitment')
      .where('order_number', '=', '4711')
      .select('id')
      .execute();
    assert.deepEqual(found, []);
  });

  test('Never more is cancelled than is open, and only by who saw the newest state', async (t) => {
    const { db, lineId, controller } = await world(t, await open());
    const made = (await (
      await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId } })
    ).json()) as OrderDetail;
    const { id, version } = made.order;
    const cancel = (cents: number, ifMatch?: number) =>
      controller(`/api/orders/${id}/entries`, {
        method: 'POST',
        json: { kind: 'cancelled', dueYear: 2021, cents, on: '2021-05-01', reason: 'Menge gekürzt' },
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    assert.equal((await cancel(1)).status, 428);
    const tooMuch = await cancel(100_001, version);
    assert.equal(tooMuch.status, 422);
    assert.match(((await tooMuch.json()) as Problem).errors?.[0]?.message ?? '', /1\.000,00 € offen/u);
    const [one, two] = await Promise.all([cancel(70_000, version), cancel(70_000, version)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 412]);
    const now = (await (await controller(`/api/orders/${id}`)).json()) as OrderDetail;
    assert.equal(now.order.parts[0]?.openCents, 30_000);
    assert.deepEqual(
      now.entries.map((one) => [one.kind, one.cents, one.note]),
      [
        ['ordered', 100_000, ''],
        ['ordered', 40_000, ''],
        ['cancelled', 70_000, 'Menge gekürzt'],
      ],
    );
    assert.equal(
      await figure(db, lineId, 'O', toIsoDate('2021-04-30')),
      24_231_050 + 100_000,
      'the past stays',
    );
  });

  test('More of an order opens a due year of its own', async (t) => {
    const { lineId, controller } = await world(t, await open());
    const made = (await (
      await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId } })
    ).json()) as OrderDetail;
    const json = { kind: 'ordered', dueYear: 2023, cents: 5_000, on: '2021-05-01', reason: 'Verlängerung' };
    const path = `/api/orders/${made.order.id}/entries`;
    const answer = await controller(path, { method: 'POST', json, ifMatch: made.order.version });
    const { order } = (await answer.json()) as OrderDetail;
    assert.deepEqual(
      order.parts.map((part) => [part.dueYear, part.openCents]),
      [
        [2021, 100_000],
        [2022, 40_000],
        [2023, 5_000],
      ],
    );
  });

  test('An investment ordered for a later year without authorisation is said to lack it', async (t) => {
    const { cashId, controller } = await world(t, await open());
    const made = (await (
      await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId: cashId } })
    ).json()) as OrderDetail;
    assert.match(made.notes.join(' '), /es fehlen 400,00 € \(§ 86 GemO\)/u);
    const later = (await (
      await controller('/api/later-years?year=2021&asOf=2021-06-30')
    ).json()) as LaterYears;
    assert.deepEqual(
      later.rows.map((row) => [row.line.number, row.dueYear, row.preCommitmentCents, row.freeCents]),
      [
        ['105', 2022, 3_000_000, null],
        ['201', 2022, 40_000, -40_000],
      ],
    );
  });

  test('A closed period takes no entry; an order of it counts from the next open one', async (t) => {
    const { db, lineId, controller } = await world(t, await open());
    await change(db, async (tx) => {
      await tx.query
        .insertInto('period')
        .values({ month: '2021-03', state: 'closed', request_id: null, recorded_seq: tx.seq })
        .execute();
    });
    const answer = await controller('/api/orders', { method: 'POST', json: { ...ORDER, lineId } });
    assert.equal(answer.status, 201, await answer.clone().text());
    const { order, entries, notes } = (await answer.json()) as OrderDetail;
    assert.deepEqual([order.orderedOn, entries[0]?.on], ['2021-03-01', '2021-04-01']);
    assert.match(notes.join(' '), /zählt ab 01\.04\.2021/u);
    const late = await controller(`/api/orders/${order.id}/entries`, {
      method: 'POST',
      json: { kind: 'cancelled', dueYear: 2021, cents: 1, on: '2021-03-31', reason: 'Fehler' },
      ifMatch: order.version,
    });
    assert.deepEqual([late.status, ((await late.json()) as Problem).code], [409, 'period-closed']);
  });

  test('No amount that is entered can take a page out of the range of whole cents', async (t) => {
    const { lineId, controller } = await world(t, await open());
    const order = (orderNumber: string, cents: number) =>
      controller('/api/orders', {
        method: 'POST',
        json: { ...ORDER, orderNumber, lineId, parts: [{ dueYear: 2021, cents }] },
      });
    const forecast = (cents: number) =>
      controller(`/api/budget/lines/${lineId}/forecasts`, {
        method: 'POST',
        json: { forecastOn: '2021-06-01', cents, note: 'zu viel' },
      });
    assert.equal((await order('1', 1_000_000_000_001)).status, 400);
    assert.equal((await forecast(1_000_000_000_001)).status, 400);
    assert.equal((await forecast(1_000_000_000_000)).status, 201);
    // Each passes by itself; a row of them would not add up any more.
    const statuses: number[] = [];
    for (let n = 0; n < 101; n += 1) statuses.push((await order(`g${n}`, 1_000_000_000_000)).status);
    assert.deepEqual([...new Set(statuses)], [201, 422]);
    for (const path of ['/api/budget?year=2021', '/api/overview', '/api/forecasts?year=2021'])
      assert.equal(
        (await controller(`${path}${path.includes('?') ? '&' : '?'}asOf=2021-12-31`)).status,
        200,
        path,
      );
  });
});
