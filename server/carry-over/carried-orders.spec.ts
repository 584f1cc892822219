import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestPreview } from '#shared/approvals/requests.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import type { OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { WHOLE, END, ordered, invoice, asked, carry, stand, failing } from './test-carried.ts';
import { get } from '../orders/test-planning.ts';

forEachDatabase((open) => {
  test('Orders go along with the money: verfügbar of the new year holds nothing that was ordered', async (t) => {
    const given = await ordered(t, await open());
    const [, , boundBefore = 0, freeBefore = 0] = await stand(given);
    const preview = (await (
      await given.controller('/api/requests/preview', {
        method: 'POST',
        json: { ...asked(given), reason: undefined },
      })
    ).json()) as RequestPreview;
    assert.deepEqual(
      preview.effect.lines.map(({ year, before, after }) => [year, after.O - before.O, after.V - before.V]),
      [
        [2020, -4_000_000, -WHOLE + 2_000_000 + 4_000_000],
        [2021, 4_000_000, WHOLE - 2_000_000 - 4_000_000],
      ],
    );
    assert.match(preview.effect.notes.join(' '), /Eine offene Bestellung geht mit, zusammen 40\.000,00 €/u);
    await carry(given);
    assert.deepEqual(await stand(given), [
      0,
      0,
      boundBefore + 4_000_000,
      freeBefore + WHOLE - 2_000_000 - 4_000_000,
    ]);
    const page = await get<CarryOverPage>(given.controller, '/api/carry-over?year=2020&asOf=2021-12-31');
    assert.deepEqual(
      page.rows.map((row) => [row.number, row.capCents, row.openOrderCents, row.carriedOrderCents]),
      [['105', 0, 0, 4_000_000]],
    );
    assert.deepEqual(await failing(given.db), []);
  });

  test('On the day before, and as known before, everything is as it was', async (t) => {
    const given = await ordered(t, await open());
    const before = await stand(given, toIsoDate('2020-12-30'));
    const { seq } = await given.db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const known = await stand(given);
    await carry(given);
    assert.deepEqual(await stand(given, toIsoDate('2020-12-30')), before);
    assert.deepEqual(await stand(given, END, seq), known);
  });

  test('An invoice of the new year releases there; one of the old year releases there, and less went along', async (t) => {
    const given = await ordered(t, await open());
    await invoice(given.db, given.to, 2021, '2021-01-20', 500_000);
    const [, , boundBefore = 0] = await stand(given);
    await carry(given);
    assert.deepEqual(
      (await stand(given)).filter((_, index) => index % 2 === 0),
      [0, boundBefore + 3_500_000],
    );
    await invoice(given.db, given.to, 2021, '2021-02-10', 1_000_000);
    await invoice(given.db, given.from, 2020, '2020-12-28', 700_000);
    const [o2020, v2020, o2021] = await stand(given);
    assert.deepEqual([o2020, v2020, o2021], [0, -700_000, boundBefore + 1_800_000]);
    assert.deepEqual(await failing(given.db), []);
  });

  test('Where the money ends the order is cut: the oldest goes first, the rest stays in the old year', async (t) => {
    const given = await ordered(t, await open());
    const json = {
      ...{ orderNumber: '4700', text: 'Schulung', orderedOn: '2020-09-01', lineId: given.from },
      parts: [{ dueYear: 2020, cents: 12_000_000 }],
    };
    assert.equal((await given.controller('/api/orders', { method: 'POST', json })).status, 201);
    const [, , boundBefore = 0] = await stand(given);
    await carry(given, 1_500_000);
    const page = await get<OrderList>(given.controller, '/api/orders?year=2020&asOf=2021-12-31&open=1');
    assert.deepEqual(
      page.orders.map((order) => [order.orderNumber, order.parts.map((part) => part.openCents)]),
      [['4711', [1_375_000]]],
    );
    const [o2020, , o2021] = await stand(given);
    // 131.250,00 were carried before without orders: they take along what they reach.
    assert.deepEqual([o2020, o2021], [1_375_000, boundBefore + 14_625_000]);
    assert.deepEqual(await failing(given.db), []);
  });

  test('An order that is changed later is changed where its open part went', async (t) => {
    const given = await ordered(t, await open());
    const [, , boundBefore = 0] = await stand(given);
    await carry(given);
    const list = await get<OrderList>(given.controller, '/api/orders?year=2020&asOf=2021-12-31&search=4711');
    const order = list.orders[0];
    assert.ok(order);
    assert.deepEqual(
      order.parts.map((part) => [part.orderedCents, part.cancelledCents, part.carriedCents, part.openCents]),
      [[6_000_000, 0, -4_000_000, 0]],
    );
    const change = { kind: 'ordered', dueYear: 2020, cents: 300_000, on: '2020-12-15', reason: 'Nachtrag' };
    const answer = await given.controller(`/api/orders/${order.id}/entries`, {
      method: 'POST',
      json: change,
      ifMatch: order.version,
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    const detail = (await answer.json()) as OrderDetail;
    assert.ok(detail.entries.some((entry) => entry.kind === 'carried-out' && entry.cents === 300_000));
    const [o2020, , o2021] = await stand(given);
    assert.deepEqual([o2020, o2021], [0, boundBefore + 4_300_000]);
    assert.deepEqual(await failing(given.db), []);
  });
});
