import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openCommitment } from '../budget/figures.ts';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { missingReleases, releasableParts, releasedShares } from './releases.ts';
import type { Invoice, OrderPart, Released } from './releases.ts';

const part = (
  id: number,
  dueYear: number,
  cents = 100,
  ledger: OrderPart['ledger'] = 'result',
): OrderPart => ({
  id,
  dueYear,
  ledger,
  cents: toCents(cents),
  carried: false,
});
const invoice = (
  postingId: number,
  fiscalYear: number,
  cents: number,
  more: Partial<Invoice> = {},
): Invoice => ({
  postingId,
  fiscalYear,
  ledger: 'result',
  cents: toCents(cents),
  on: toIsoDate(`${fiscalYear}-06-30`),
  ...more,
});

describe('which part of an order an invoice releases', () => {
  const parts = [part(20, 2020), part(21, 2021), part(23, 2023)];
  const CASES: [string, Invoice, number[]][] = [
    ['due in its own year, then what is due before, then what comes next', invoice(1, 2021, 5), [21, 20, 23]],
    ['the last one due before it first', invoice(1, 2022, 5), [21, 20, 23]],
    ['the next one first when it comes early', invoice(1, 2019, 5), [20, 21, 23]],
    ['none of another ledger', invoice(1, 2021, 5, { ledger: 'cash' }), []],
    ['none in cost accounting', invoice(1, 2021, 5, { ledger: 'costing' }), []],
  ];
  const idsOf = (own: readonly OrderPart[], one: Invoice) => releasableParts(own, one).map(({ id }) => id);
  for (const [name, one, expected] of CASES)
    test(`An invoice releases: ${name}`, () => assert.deepEqual(idsOf(parts, one), expected));

  test('An order without line is released by any invoice of the budget', () => {
    const anywhere = [part(1, 2021, 100, null)];
    assert.deepEqual(idsOf(anywhere, invoice(1, 2021, 5, { ledger: 'cash' })), [1]);
    assert.deepEqual(idsOf(anywhere, invoice(1, 2021, 5, { ledger: 'costing' })), []);
  });
});

describe('how much an invoice releases', () => {
  const shares = (parts: readonly OrderPart[], ...invoices: Invoice[]) =>
    releasedShares({ parts, invoices, carries: [] }).map((one) => [one.postingId, one.partId, one.cents]);
  const two = [part(1, 2021, 100), part(2, 2022, 50)];

  test('What exceeds the part of its year releases the next one', () =>
    assert.deepEqual(shares(two, invoice(7, 2021, 120)), [
      [7, 1, 100],
      [7, 2, 20],
    ]));
  test('What exceeds the order stays with it, and a credit note takes that back first', () => {
    assert.deepEqual(shares(two, invoice(7, 2021, 170), invoice(8, 2021, -20)), [
      [7, 1, 100],
      [7, 2, 70],
      [8, 2, -20],
    ]);
  });
  test('A credit note opens what its year has released', () =>
    assert.deepEqual(shares(two, invoice(7, 2021, 100), invoice(8, 2021, -30)), [
      [7, 1, 100],
      [8, 1, -30],
    ]));
  test('A credit note of a later year opens nothing of the year before', () =>
    assert.deepEqual(shares(two, invoice(7, 2021, 100), invoice(8, 2022, -30)), [[7, 1, 100]]));
  test('It takes back what its own year has released, and no more', () =>
    assert.deepEqual(shares(two, invoice(7, 2021, 100), invoice(8, 2022, 10), invoice(9, 2022, -30)), [
      [7, 1, 100],
      [8, 2, 10],
      [9, 2, -10],
    ]));
});

const missing = (parts: readonly OrderPart[], invoices: readonly Invoice[], released: readonly Released[]) =>
  missingReleases({ parts, invoices, carries: [] }, released);

const sumsByPart = (entries: readonly Released[]): Map<number, number> => {
  const sums = new Map<number, number>();
  for (const one of entries) sums.set(one.partId, (sums.get(one.partId) ?? 0) + one.cents);
  return sums;
};

/** In the words of a bookkeeper: each invoice wholly, a year never below zero, and order and invoice never both. */
function requireSound(
  parts: readonly OrderPart[],
  invoices: readonly Invoice[],
  entries: readonly Released[],
): void {
  const sum = (all: readonly { cents: number }[]): number => all.reduce((total, one) => total + one.cents, 0);
  const net = (all: readonly Invoice[]): number => Math.max(0, sum(all));
  for (const one of invoices) {
    const own = sum(entries.filter((entry) => entry.postingId === one.postingId));
    if (one.cents >= 0) assert.equal(own, one.cents);
    else assert.ok(own <= 0 && own >= one.cents);
  }
  const byYear = [...Map.groupBy(invoices, (one) => one.fiscalYear).values()];
  const released = byYear.reduce((total, ofYear) => total + net(ofYear), 0);
  assert.equal(sum(entries), released);
  const byPart = sumsByPart(entries);
  const open = parts.map(({ id, cents }) => toCents(Math.max(0, cents - (byPart.get(id) ?? 0))));
  assert.equal(
    open.reduce((total, cents) => total + cents, 0),
    Math.max(0, sum(parts) - released),
  );
}

describe('releases of an order', () => {
  test('A credit note binds again what it takes back', () => {
    const releases = missing([part(1, 2021)], [invoice(1, 2021, 100), invoice(2, 2021, -30)], []);
    assert.deepEqual(
      releases.map((one) => one.cents),
      [100, -30],
    );
  });

  test('An excluded invoice gives back what it released', () => {
    const before = missing([part(1, 2021)], [invoice(1, 2021, 100)], []);
    assert.deepEqual(
      missing([part(1, 2021)], [invoice(1, 2021, 0)], before).map((one) => one.cents),
      [-100],
    );
  });

  test('A part that is added later takes over the invoices of its year', () => {
    const old = [part(1, 2020)];
    const before = missing(old, [invoice(9, 2021, 70)], []);
    const after = missing([...old, part(2, 2021)], [invoice(9, 2021, 70)], before);
    assert.deepEqual(
      after.map((one) => [one.partId, one.cents]),
      [
        [1, -70],
        [2, 70],
      ],
    );
  });

  test('Whatever comes first: never more than came, no part overfilled beside an open one, and a second time nothing', () => {
    const years = fc.integer({ min: 2019, max: 2023 });
    const bill = fc.record({ year: years, cents: fc.integer({ min: -5_000, max: 9_000 }) });
    const orderPart = fc.record({ due: years, cents: fc.integer({ min: 0, max: 12_000 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(orderPart, { minLength: 1, maxLength: 4, selector: (one) => one.due }),
        fc.array(bill, { maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }),
        (ordered, bills, cuts) => {
          const parts = ordered.map((one, index) => part(index + 1, one.due, one.cents));
          const invoices = bills.map((one, index) => invoice(index + 1, one.year, one.cents));
          // Orders and invoices arrive in any number of steps: a prefix of both each time.
          const entries: Released[] = [];
          for (const cut of [...cuts, 99])
            entries.push(...missing(parts.slice(0, cut), invoices.slice(0, cut), entries));
          assert.deepEqual(missing(parts, invoices, entries), []);
          requireSound(parts, invoices, entries);
        },
      ),
    );
  });

  test('Order and invoice are never both counted: what is open and what is invoiced never exceed the larger of both', () => {
    const amount = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 9 }),
        (a, b, bills) => {
          const [ordered, cancelled] = [Math.max(a, b), Math.min(a, b)];
          const invoiced = bills.reduce((sum, cents) => sum + cents, 0);
          const open = openCommitment({
            ordered: toCents(ordered),
            cancelled: toCents(cancelled),
            released: toCents(invoiced),
          });
          assert.ok(open >= 0);
          assert.equal(open + invoiced, Math.max(ordered - cancelled, invoiced));
        },
      ),
    );
  });
});
