import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { RequestDetail, RequestPreview } from '#shared/approvals/requests.ts';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import type { OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { submitted } from '../approvals/test-requests.ts';
import { lineFigures } from '../budget/figures.sql.ts';
import { settleOrders } from '../budget/release-orders.sql.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { verify } from '../history/verify.ts';
import { importInvoices } from './test-invoices.ts';
import { approve, get, world } from './test-planning.ts';
import type { World } from './test-planning.ts';

/** F − I of line 105/2020: 500.000,00 − 131.250,00 carried already. */
const WHOLE = 36_875_000;
const END = toIsoDate('2021-12-31');

interface Carried extends World {
  db: Database;
  from: number;
  to: number;
}

/** An order of 60.000,00 on 105/2020, 20.000,00 of it invoiced in 2020. */
async function ordered(t: TestContext, db: Database): Promise<Carried> {
  const given = await world(t, db);
  const [from, to] = [await given.test.line('105', 2020), await given.test.line('105')];
  const order = { orderNumber: '4711', text: 'Lizenzen', orderedOn: '2020-10-01', lineId: from };
  const json = { ...order, parts: [{ dueYear: 2020, cents: 6_000_000 }] };
  assert.equal((await given.controller('/api/orders', { method: 'POST', json })).status, 201);
  await invoice(db, from, 2020, '2020-11-20', 2_000_000);
  await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => ({
    // The test budget's basket names an order, which its invoice releases.
    result: await settleOrders(tx, ['4500012790'], 'invented'),
    change: { action: 'test', entity: 'order', entityId: 'test' },
  }));
  return { ...given, db, from, to };
}

const invoice = (db: Database, lineId: number, year: number, on: string, cents: number) =>
  transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => ({
    result: await importInvoices(tx, [
      { order: '4711', lineId, ledger: 'result', year, on: toIsoDate(on), cents: toCents(cents) },
    ]),
    change: { action: 'test', entity: 'import', entityId: 'test' },
  }));

const asked = ({ from, to }: Carried, cents = WHOLE - 2_000_000) => ({
  kind: 'carry-over',
  reason: 'Jahresabschluss 2020',
  payload: { year: 2020, pairs: [{ lineId: from, targetLineId: to, cents, reason: 'laut Abschluss' }] },
});

async function carry(given: Carried, cents?: number): Promise<number> {
  const request = await submitted(given.controller, asked(given, cents));
  const answer = await approve(given.second, request);
  assert.equal(answer.status, 200, await answer.clone().text());
  return request.id;
}

async function twoControllers(db: Database) {
  const rows = await db.read
    .selectFrom('app_user')
    .where('login', 'in', ['controller', 'controller2'])
    .orderBy('login')
    .select('id')
    .execute();
  return { author: rows[0]?.id ?? 0, other: rows[1]?.id ?? 0 };
}

/** As a program wrote it that did not know of orders that go along. */
async function carryWithoutOrders(given: Carried): Promise<void> {
  const { db, from, to } = given;
  const { id } = await submitted(given.controller, asked(given));
  const { author, other } = await twoControllers(db);
  await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
    const decided = { request_id: id, requested_by: author, decided_by: other, recorded_seq: tx.seq };
    await tx.query
      .insertInto('approval')
      .values({ ...decided, revision: 1, decision: 'approved', note: '' })
      .execute();
    await tx.query
      .updateTable('request')
      .set({ state: 'approved', version: 2 })
      .where('id', '=', id)
      .execute();
    const shared = {
      ...{
        kind: 'E' as const,
        effective_on: toIsoDate('2020-12-31'),
        reason: 'Abschluss',
        pair_key: 'E-2021-alt',
      },
      ...{ council_paper_id: null, import_id: null, row_key: null, occurrence: null, reverses_id: null },
      ...{ origin: 'live' as const, request_id: id, recorded_seq: tx.seq },
    };
    const cents = WHOLE - 2_000_000;
    await tx.query
      .insertInto('movement')
      .values([
        { ...shared, line_id: from, counter_line_id: to, cents: toCents(-cents) },
        { ...shared, line_id: to, counter_line_id: from, cents: toCents(cents) },
      ])
      .execute();
    return { result: undefined, change: { action: 'test', entity: 'movement', entityId: 'test' } };
  });
}

/** O and V of both lines on a day. */
async function stand({ db, from, to }: Carried, asOf = END, knownSeq?: number): Promise<number[]> {
  const lines = await lineFigures(db.read, { asOf, knownSeq, lineIds: [from, to] });
  return [from, to].flatMap((id) => {
    const figures = lines.find((line) => line.id === id)?.figures;
    return [figures?.O ?? NaN, figures?.V ?? NaN];
  });
}

/** The invoices of this file come without the rows of a file, which is all that may not add up. */
const failing = async (db: Database): Promise<string[]> =>
  (await verify(db)).checks
    .filter((check) => !check.ok && check.name !== 'imports-tie-out')
    .map((check) => `${check.name}: ${check.detail}`);

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
    const [order] = list.orders;
    assert.deepEqual(
      order?.parts.map((part) => [part.orderedCents, part.cancelledCents, part.carriedCents, part.openCents]),
      [[6_000_000, 0, -4_000_000, 0]],
    );
    const change = { kind: 'ordered', dueYear: 2020, cents: 300_000, on: '2020-12-15', reason: 'Nachtrag' };
    const answer = await given.controller(`/api/orders/${order?.id ?? 0}/entries`, {
      method: 'POST',
      json: change,
      ifMatch: order?.version ?? 0,
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    const detail = (await answer.json()) as OrderDetail;
    assert.ok(detail.entries.some((entry) => entry.kind === 'carried-out' && entry.cents === 300_000));
    const [o2020, , o2021] = await stand(given);
    assert.deepEqual([o2020, o2021], [0, boundBefore + 4_300_000]);
    assert.deepEqual(await failing(given.db), []);
  });

  test('A carry-over is taken back by two people: money and orders are where they were, both facts stay', async (t) => {
    const given = await ordered(t, await open());
    const before = await stand(given);
    const requestId = await carry(given);
    const rows = await given.db.read
      .selectFrom('movement')
      .where('request_id', '=', requestId)
      .select('id')
      .execute();
    const back = {
      kind: 'carry-over',
      reason: 'falsche Zeile',
      payload: { what: 'back', movementIds: rows.slice(0, 1).map((row) => row.id) },
    };
    const { kind, payload } = back;
    const preview = await given.controller('/api/requests/preview', {
      method: 'POST',
      json: { kind, payload },
    });
    const { title, effect } = (await preview.json()) as RequestPreview;
    assert.match(title, /^Rücknahme: Ermächtigungsübertragung, Zeile 105, 2021, 348\.750,00 €$/u);
    assert.match(effect.notes.join(' '), /Eine mitgenommene Bestellung kommt zurück/u);
    assert.deepEqual(
      effect.lines.map(({ year, before: was, after }) => [year, after.E - was.E, after.O - was.O]),
      [
        [2020, WHOLE - 2_000_000, 4_000_000],
        [2021, 2_000_000 - WHOLE, -4_000_000],
      ],
    );
    const request = await submitted(given.controller, back);
    assert.equal((await approve(given.controller, request)).status, 403, 'not by who asked');
    assert.equal((await approve(given.second, request)).status, 200);
    assert.deepEqual(await stand(given), before);
    const kept = await given.db.read
      .selectFrom('movement')
      .where('kind', '=', 'E')
      .where('request_id', 'in', [requestId, request.id])
      .select('id')
      .execute();
    assert.equal(kept.length, 4, 'what was booked and what took it back');
    const again = await given.controller('/api/requests', { method: 'POST', json: back });
    assert.equal(again.status, 422);
    assert.match(await again.text(), /schon zurückgenommen/u);
    assert.deepEqual(await failing(given.db), []);
    await carry(given);
    assert.equal((await stand(given))[0], 0, 'carried anew, orders and all');
    assert.deepEqual(await failing(given.db), []);
  });

  test('What was given and is used meanwhile is not taken back, and the refusal says what is short', async (t) => {
    const given = await ordered(t, await open());
    const requestId = await carry(given);
    const group = await get<BudgetLineDetail>(
      given.controller,
      `/api/budget/lines/${given.to}?asOf=2021-12-31`,
    );
    const json = {
      ...{ orderNumber: '4799', text: 'Gerät', orderedOn: '2021-04-01', lineId: given.to },
      parts: [{ dueYear: 2021, cents: group.groupAvailableCents }],
    };
    assert.equal((await given.controller('/api/orders', { method: 'POST', json })).status, 201);
    const { id } = await given.db.read
      .selectFrom('movement')
      .where('request_id', '=', requestId)
      .select('id')
      .executeTakeFirstOrThrow();
    const back = { kind: 'carry-over', reason: 'zurück', payload: { what: 'back', movementIds: [id] } };
    const refused = await given.controller('/api/requests', { method: 'POST', json: back });
    assert.equal(refused.status, 422);
    assert.match(
      await refused.text(),
      /Deckungskreis 100-A, 2021: am \d\d\.\d\d\.2021 fehlten nach der Rücknahme/u,
    );
  });

  test('Orders that were left behind are found by name and amount, and follow by a request', async (t) => {
    const given = await ordered(t, await open());
    const before = await stand(given);
    await carryWithoutOrders(given);
    const found = await failing(given.db);
    assert.match(
      found.join(),
      /^orders-followed: Bestellung 4711 blieb mit 40\.000,00 € auf Zeile 105, 2020, obwohl ihr Geld nach 2021 übertragen ist/u,
    );
    const follow = { kind: 'carry-over', reason: 'nachziehen', payload: { what: 'follow', year: 2020 } };
    const request = await submitted(given.controller, follow);
    const detail = await get<RequestDetail>(given.second, `/api/requests/${request.id}`);
    assert.match(
      detail.request.title,
      /^Aufträge nachziehen 2020 nach 2021: eine Bestellung, 40\.000,00 €$/u,
    );
    assert.equal((await approve(given.second, request)).status, 200);
    const [o2020, v2020, o2021 = 0] = await stand(given);
    assert.deepEqual([o2020, v2020, o2021 - (before[2] ?? 0)], [0, 0, 4_000_000]);
    assert.deepEqual(await failing(given.db), []);
    const again = await given.controller('/api/requests', { method: 'POST', json: follow });
    assert.equal(again.status, 422);
  });

  test('Every fault of a way back is named at its place', async (t) => {
    const given = await ordered(t, await open());
    const ask = async (payload: unknown) => {
      const answer = await given.controller('/api/requests/preview', {
        method: 'POST',
        json: { kind: 'carry-over', payload },
      });
      const { errors = [] } = (await answer.json()) as Problem;
      return [answer.status, ...errors.map((error) => error.path)];
    };
    assert.deepEqual(await ask({ what: 'back', movementIds: [] }), [400, 'payload.movementIds']);
    assert.deepEqual(await ask({ what: 'back', movementIds: [987_654] }), [422, 'payload.movementIds.0']);
    assert.deepEqual(await ask({ what: 'back', movementIds: [1], more: 1 }), [400, 'payload.more']);
    const transfer = await given.db.read
      .selectFrom('movement')
      .where('kind', '=', 'A')
      .select('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    assert.deepEqual(await ask({ what: 'back', movementIds: [transfer.id] }), [422, 'payload.movementIds.0']);
    assert.deepEqual(await ask({ what: 'follow', year: 2021 }), [422, 'payload.lineIds']);
  });
});
