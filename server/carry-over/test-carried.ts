import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { submitted } from '../approvals/test-requests.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { settleOrders } from '../orders/release-orders.sql.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { verify } from '../verify/verify.ts';
import { importInvoices } from '../orders/test-invoices.ts';
import { approve, world } from '../orders/test-planning.ts';
import type { World } from '../orders/test-planning.ts';

/** F − I of line 105/2020: 500.000,00 − 131.250,00 carried already. */
export const WHOLE = 36_875_000;
export const END = toIsoDate('2021-12-31');

export interface Carried extends World {
  db: Database;
  from: number;
  to: number;
}

/** An order of 60.000,00 on 105/2020, 20.000,00 of it invoiced in 2020. */
export async function ordered(t: TestContext, db: Database): Promise<Carried> {
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

export const invoice = (db: Database, lineId: number, year: number, on: string, cents: number) =>
  transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => ({
    result: await importInvoices(tx, [
      { order: '4711', lineId, ledger: 'result', year, on: toIsoDate(on), cents: toCents(cents) },
    ]),
    change: { action: 'test', entity: 'import', entityId: 'test' },
  }));

export const asked = ({ from, to }: Carried, cents = WHOLE - 2_000_000) => ({
  kind: 'carry-over',
  reason: 'Jahresabschluss 2020',
  payload: { year: 2020, pairs: [{ lineId: from, targetLineId: to, cents, reason: 'laut Abschluss' }] },
});

export async function carry(given: Carried, cents?: number): Promise<number> {
  const request = await submitted(given.controller, asked(given, cents));
  const answer = await approve(given.second, request);
  assert.equal(answer.status, 200, await answer.clone().text());
  return request.id;
}

export async function twoControllers(db: Database) {
  const rows = await db.read
    .selectFrom('app_user')
    .where('login', 'in', ['controller', 'controller2'])
    .orderBy('login')
    .select('id')
    .execute();
  return { author: rows[0]?.id ?? 0, other: rows[1]?.id ?? 0 };
}

/** As a program wrote it that did not know of orders that go along. */
export async function carryWithoutOrders(given: Carried): Promise<void> {
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
export async function stand({ db, from, to }: Carried, asOf = END, knownSeq?: number): Promise<number[]> {
  const lines = await lineFigures(db.read, { asOf, knownSeq, lineIds: [from, to] });
  return [from, to].flatMap((id) => {
    const figures = lines.find((line) => line.id === id)?.figures;
    return [figures?.O ?? NaN, figures?.V ?? NaN];
  });
}

/** What the test budget itself brings does not count: invoices without the rows of a file, and one of a later day. */
const OF_THE_TEST_BUDGET = ['imports-tie-out', 'rows-plausible'];
export const failing = async (db: Database): Promise<string[]> =>
  (await verify(db)).checks
    .filter((check) => !check.ok && !OF_THE_TEST_BUDGET.includes(check.name))
    .map((check) => `${check.name}: ${check.detail}`);
