import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openCommitment } from '../budget/figures.ts';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { missingReleases, releasedPart } from './releases.ts';
import type { Invoice, OrderPartKey, Released } from './releases.ts';

const part = (id: number, dueYear: number, ledger: OrderPartKey['ledger'] = 'result'): OrderPartKey => ({
  id,
  dueYear,
  ledger,
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
  const CASES: [string, Invoice, number | undefined][] = [
    ['due in its own year', invoice(1, 2021, 5), 21],
    ['the last one due before it', invoice(1, 2022, 5), 21],
    ['the next one when it comes early', invoice(1, 2019, 5), 20],
    ['none of another ledger', invoice(1, 2021, 5, { ledger: 'cash' }), undefined],
    ['none in cost accounting', invoice(1, 2021, 5, { ledger: 'costing' }), undefined],
  ];
  for (const [name, one, expected] of CASES)
    test(`An invoice releases: ${name}`, () => assert.equal(releasedPart(parts, one)?.id, expected));

  test('An order without line is released by any invoice of the budget', () => {
    assert.equal(releasedPart([part(1, 2021, null)], invoice(1, 2021, 5, { ledger: 'cash' }))?.id, 1);
    assert.equal(releasedPart([part(1, 2021, null)], invoice(1, 2021, 5, { ledger: 'costing' })), undefined);
  });
});

const sumsByPart = (entries: readonly Released[]): Map<number, number> => {
  const sums = new Map<number, number>();
  for (const one of entries) sums.set(one.partId, (sums.get(one.partId) ?? 0) + one.cents);
  return sums;
};

describe('releases of an order', () => {
  test('A credit note binds again what it takes back', () => {
    const releases = missingReleases([part(1, 2021)], [invoice(1, 2021, 100), invoice(2, 2021, -30)], []);
    assert.deepEqual(
      releases.map((one) => one.cents),
      [100, -30],
    );
  });

  test('An excluded invoice gives back what it released', () => {
    const before = missingReleases([part(1, 2021)], [invoice(1, 2021, 100)], []);
    assert.deepEqual(
      missingReleases([part(1, 2021)], [invoice(1, 2021, 0)], before).map((one) => one.cents),
      [-100],
    );
  });

  test('A part that is added later takes over the invoices of its year', () => {
    const old = [part(1, 2020)];
    const before = missingReleases(old, [invoice(9, 2021, 70)], []);
    const after = missingReleases([...old, part(2, 2021)], [invoice(9, 2021, 70)], before);
    assert.deepEqual(
      after.map((one) => [one.partId, one.cents]),
      [
        [1, -70],
        [2, 70],
      ],
    );
  });

  test('Whatever comes first, each invoice is released once at its part, and a second time nothing happens', () => {
    const years = fc.integer({ min: 2019, max: 2023 });
    const bill = fc.record({ year: years, cents: fc.integer({ min: -5_000, max: 9_000 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(years, { minLength: 1, maxLength: 4 }),
        fc.array(bill, { maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }),
        (dueYears, bills, cuts) => {
          const parts = dueYears.map((due, index) => part(index + 1, due));
          const invoices = bills.map((one, index) => invoice(index + 1, one.year, one.cents));
          // Orders and invoices arrive in any number of steps: a prefix of both each time.
          const entries: Released[] = [];
          for (const cut of [...cuts, 99])
            entries.push(...missingReleases(parts.slice(0, cut), invoices.slice(0, cut), entries));
          // The model: every invoice belongs to one part, found by its own words.
          const model = new Map<number, number>();
          for (const one of invoices) {
            const sorted = parts.toSorted((a, b) => a.dueYear - b.dueYear);
            const owner = sorted.filter((p) => p.dueYear <= one.fiscalYear).at(-1) ?? sorted[0];
            if (owner) model.set(owner.id, (model.get(owner.id) ?? 0) + one.cents);
          }
          for (const { id } of parts) assert.equal(sumsByPart(entries).get(id) ?? 0, model.get(id) ?? 0);
          assert.deepEqual(missingReleases(parts, invoices, entries), []);
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
