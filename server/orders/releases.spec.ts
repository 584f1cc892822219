import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '#shared/calendar.ts';
import { sumCents, toCents } from '#shared/money.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { preCommitments } from '../ledger/pre-commitments.sql.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { reassign } from '../reconciliation/assign.sql.ts';
import { excludeInvoice, importInvoices } from './test-invoices.ts';
import type { TestInvoice } from './test-invoices.ts';
import { ordersSettled } from './checks.sql.ts';
import { recordOrders } from './write-orders.sql.ts';
import type { OrderEntryInput } from './write-orders.sql.ts';

async function world(db: Database): Promise<{ db: Database; lineId: number; cashId: number }> {
  const ids = await addTestBudget(db);
  return { db, lineId: ids.get('105/2021') ?? 0, cashId: ids.get('201/2021') ?? 0 };
}

const change = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => ({
    result: await work(tx),
    change: { action: 'test', entity: 'order', entityId: 'test' },
  }));

const END = toIsoDate('2030-12-31');
const figure = async (db: Database, lineId: number, name: 'O' | 'I' | 'V', asOf = END): Promise<number> =>
  (await lineFigures(db.read, { asOf, lineIds: [lineId] }))[0]?.figures[name] ?? NaN;
const dueIn2022 = async (db: Database): Promise<number> =>
  sumCents(
    (await preCommitments(db.read, { asOf: END }))
      .filter((one) => one.dueYear === 2022)
      .map((one) => one.cents),
  );
/** The test budget's own postings name an order without releasing it: what is new must add no fault to that. */
const unsettled = async (db: Database): Promise<string[]> => (await ordersSettled(db.read)).faults;

const entry = (more: Partial<OrderEntryInput>): OrderEntryInput => ({
  ...{
    orderNumber: '9',
    lineId: null,
    text: 'Bestellung',
    orderedOn: toIsoDate('2021-01-05'),
    dueYear: 2021,
  },
  ...{ kind: 'ordered', cents: toCents(100), on: toIsoDate('2021-01-05') },
  ...more,
});
const invoice = (lineId: number, more: Partial<TestInvoice> = {}): TestInvoice => ({
  ...{ order: '9', lineId, ledger: 'result', year: 2021, on: toIsoDate('2021-04-10'), cents: toCents(60) },
  ...more,
});
const sumOf = (bills: readonly { invoice: TestInvoice }[]): number =>
  bills.reduce((sum, bill) => sum + bill.invoice.cents, 0);
const IMPORT = { origin: 'invented', importId: null } as const;

forEachDatabase((open) => {
  test('An order that comes after its invoices is released by them at once', async () => {
    const { db, lineId } = await world(await open());
    const unsettledBefore = await unsettled(db);
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => importInvoices(tx, [invoice(lineId)]));
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    assert.equal((await figure(db, lineId, 'O')) - before, 40);
    assert.deepEqual(await unsettled(db), unsettledBefore);
  });

  test('An invoice above its order leaves nothing open and never less than nothing', async () => {
    const { db, lineId } = await world(await open());
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    await change(db, (tx) => importInvoices(tx, [invoice(lineId, { cents: toCents(160) })]));
    assert.equal(await figure(db, lineId, 'O'), before);
    await change(db, (tx) => importInvoices(tx, [invoice(lineId, { cents: toCents(-70) })]));
    assert.equal((await figure(db, lineId, 'O')) - before, 10, 'the credit note binds again');
  });

  test('A credit note of the next year opens no order of the year before', async () => {
    const { db, lineId } = await world(await open());
    const unsettledBefore = await unsettled(db);
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    const whole = invoice(lineId, { cents: toCents(100) });
    const credit = invoice(lineId, { year: 2022, on: toIsoDate('2022-02-01'), cents: toCents(-30) });
    await change(db, (tx) => importInvoices(tx, [whole, credit]));
    assert.equal(await figure(db, lineId, 'O'), before);
    assert.deepEqual(await unsettled(db), unsettledBefore);
  });

  test('An invoice above what is due in its year releases what is due in the next', async () => {
    const { db, lineId } = await world(await open());
    const unsettledBefore = await unsettled(db);
    const before = await dueIn2022(db);
    const parts = [entry({ lineId }), entry({ lineId, dueYear: 2022, cents: toCents(50) })];
    await change(db, (tx) => recordOrders(tx, parts, IMPORT));
    await change(db, (tx) => importInvoices(tx, [invoice(lineId, { cents: toCents(120) })]));
    assert.equal((await dueIn2022(db)) - before, 30);
    assert.deepEqual(await unsettled(db), unsettledBefore);
  });

  test('An excluded or reversed invoice gives the order back what it released', async () => {
    const { db, lineId } = await world(await open());
    const unsettledBefore = await unsettled(db);
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    const [first] = await change(db, (tx) => importInvoices(tx, [invoice(lineId)]));
    await change(db, (tx) => excludeInvoice(tx, first ?? 0, invoice(lineId)));
    assert.equal((await figure(db, lineId, 'O')) - before, 100);
    await change(db, (tx) => importInvoices(tx, [invoice(lineId, { cents: toCents(30) })]));
    await change(db, (tx) => importInvoices(tx, [invoice(lineId, { cents: toCents(-30) })]));
    assert.equal((await figure(db, lineId, 'O')) - before, 100);
    assert.deepEqual(await unsettled(db), unsettledBefore);
  });

  test('An invoice that is left out on the page Abgleich binds its order again, and releases it when it comes back', async () => {
    const { db, lineId } = await world(await open());
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    const [postingId = 0] = await change(db, (tx) => importInvoices(tx, [invoice(lineId)]));
    const cents = toCents(60);
    const out = {
      postingId,
      to: [{ target: 'excluded' as const, lineId: null, cents }],
      method: 'exclude' as const,
    };
    await change(db, (tx) => reassign(tx, [{ ...out, reason: 'nicht unser' }]));
    assert.equal((await figure(db, lineId, 'O')) - before, 100);
    const back = { postingId, to: [{ target: 'line' as const, lineId, cents }], method: 'manual' as const };
    await change(db, (tx) => reassign(tx, [{ ...back, reason: 'doch unser' }]));
    assert.equal((await figure(db, lineId, 'O')) - before, 40);
  });

  test('A payment in the cash budget does not release an order of the result budget again', async () => {
    const { db, lineId, cashId } = await world(await open());
    const before = await figure(db, lineId, 'O');
    await change(db, (tx) => recordOrders(tx, [entry({ lineId })], IMPORT));
    await change(db, (tx) => importInvoices(tx, [invoice(lineId), invoice(cashId, { ledger: 'cash' })]));
    assert.equal((await figure(db, lineId, 'O')) - before, 40);
  });

  test('Orders and invoices in any order: O and I are those of a model, and nothing counts twice', async () => {
    const { db, lineId } = await world(await open());
    const unsettledBefore = await unsettled(db);
    const base = { O: await figure(db, lineId, 'O'), I: await figure(db, lineId, 'I') };
    let run = 0;
    const step = fc.oneof(
      fc.record({
        do: fc.constant('order' as const),
        due: fc.constantFrom(2021, 2022),
        cents: fc.integer({ min: 1, max: 900 }),
      }),
      fc.record({
        do: fc.constant('invoice' as const),
        year: fc.constantFrom(2021, 2022),
        cents: fc.integer({ min: -300, max: 900 }),
      }),
      fc.record({ do: fc.constant('exclude' as const), nth: fc.nat(5) }),
    );
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    let kept = { O: 0, I: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        run += 1;
        const order = `P-${run}`;
        const ordered = new Map<number, number>();
        const bills: { id: number; invoice: TestInvoice; out: boolean }[] = [];
        for (const one of list) {
          if (one.do === 'order') {
            ordered.set(one.due, (ordered.get(one.due) ?? 0) + one.cents);
            const row = entry({ orderNumber: order, lineId, dueYear: one.due, cents: toCents(one.cents) });
            await change(db, (tx) => recordOrders(tx, [row], IMPORT));
          } else if (one.do === 'invoice') {
            const bill = invoice(lineId, { order, year: one.year, cents: toCents(one.cents) });
            const [id] = await change(db, (tx) => importInvoices(tx, [bill]));
            bills.push({ id: id ?? 0, invoice: bill, out: false });
          } else {
            const bill = bills.filter((b) => !b.out)[one.nth];
            if (!bill) continue;
            bill.out = true;
            await change(db, (tx) => excludeInvoice(tx, bill.id, bill.invoice));
          }
        }
        const counted = bills.filter((bill) => !bill.out);
        // A year releases what it came to: its own part first, the rest the other year's.
        const cameTo = (year: number): number =>
          Math.max(0, sumOf(counted.filter((bill) => bill.invoice.year === year)));
        const [due21, due22] = [ordered.get(2021) ?? 0, ordered.get(2022) ?? 0];
        const own21 = Math.min(cameTo(2021), due21);
        const own22 = Math.min(cameTo(2022), Math.max(0, due22 - (cameTo(2021) - own21)));
        const released = own21 + (cameTo(2022) - own22);
        // Due in 2022 is Vorbelastung of a line of 2021: not in O.
        kept = {
          O: kept.O + Math.max(0, due21 - released),
          I: kept.I + sumOf(counted),
        };
        assert.equal((await figure(db, lineId, 'O')) - base.O, kept.O);
        assert.equal((await figure(db, lineId, 'I')) - base.I, kept.I);
      }),
      { numRuns: 15, endOnFailure: true },
    );
    assert.deepEqual(await unsettled(db), unsettledBefore);
  });
});
