import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { carriedShares, missingCarries, missingReleases, openParts } from './releases.ts';
import type { Carried, Invoice, OrderCarry, OrderPart, Released } from './releases.ts';

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

describe('an order that went along with a carry-over', () => {
  const there = (id: number, dueYear: number): OrderPart => ({ ...part(id, dueYear, 0), carried: true });
  const carry = (more: Partial<OrderCarry> = {}): OrderCarry => ({
    ...{ id: 1, fromId: 1, toId: 2, year: 2021, cents: null, on: toIsoDate('2021-12-31') },
    ...more,
  });
  const parts = [part(1, 2021), there(2, 2022)];
  const openAfter = (invoices: readonly Invoice[], carries = [carry()]) => [
    ...openParts({ parts, invoices, carries }).values(),
  ];

  test('What is open at the end of the year is open in the next', () => {
    assert.deepEqual(openAfter([invoice(7, 2021, 40)]), [0, 60]);
    assert.deepEqual(carriedShares({ parts, invoices: [invoice(7, 2021, 40)], carries: [carry()] }), [
      { carryId: 1, cents: 60 },
    ]);
  });
  test('An invoice of the new year releases there', () =>
    assert.deepEqual(openAfter([invoice(7, 2021, 40), invoice(8, 2022, 25)]), [0, 35]));
  test('A late invoice of the old year releases there, and less goes along', () =>
    assert.deepEqual(openAfter([invoice(8, 2022, 25), invoice(7, 2021, 40), invoice(9, 2021, 10)]), [0, 25]));
  test('What the money does not reach stays in the old year', () =>
    assert.deepEqual(openAfter([invoice(7, 2021, 40)], [carry({ cents: toCents(20) })]), [40, 20]));
  test('Taken back it is open in the old year again', () =>
    assert.deepEqual(openAfter([invoice(7, 2021, 40)], [carry({ cents: toCents(0) })]), [60, 0]));
  test('It goes on into the year after', () => {
    const chain = [carry(), carry({ id: 2, fromId: 2, toId: 3, year: 2022 })];
    const all = { parts: [...parts, there(3, 2023)], invoices: [invoice(8, 2022, 25)], carries: chain };
    assert.deepEqual([...openParts(all).values()], [0, 0, 75]);
  });
  test('An invoice of the new year that was read in before releases on the day the order arrived, not earlier', () => {
    const early = invoice(8, 2022, 25, { on: toIsoDate('2022-01-10') });
    const before = missingReleases({ parts: [part(1, 2021)], invoices: [early], carries: [] }, []);
    const late = { parts, invoices: [early], carries: [carry({ on: toIsoDate('2022-02-01') })] };
    assert.deepEqual(missingReleases(late, before), [
      { postingId: 8, partId: 1, cents: -25, on: '2022-02-01' },
      { postingId: 8, partId: 2, cents: 25, on: '2022-02-01' },
    ]);
  });

  test('Whatever comes first: the order binds once, nothing is below zero, and a second time nothing is written', () => {
    const years = fc.integer({ min: 2020, max: 2023 });
    const bill = fc.record({ year: years, cents: fc.integer({ min: -5_000, max: 9_000 }) });
    const limit = fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: null });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12_000 }),
        fc.array(bill, { maxLength: 10 }),
        fc.array(limit, { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
        (ordered, bills, limits, cuts) => {
          const chain = [part(1, 2020, ordered), ...limits.map((_, index) => there(index + 2, 2021 + index))];
          const carries = limits.map((cents, index) =>
            carry({
              ...{ id: index + 1, fromId: index + 1, toId: index + 2, year: 2020 + index },
              cents: cents === null ? null : toCents(cents),
            }),
          );
          const invoices = bills.map((one, index) => invoice(index + 1, one.year, one.cents));
          const [released, carried]: [Released[], Carried[]] = [[], []];
          for (const cut of [...cuts, 99]) {
            const order = { parts: chain, invoices: invoices.slice(0, cut), carries: carries.slice(0, cut) };
            released.push(...missingReleases(order, released));
            carried.push(...missingCarries(order, carried));
          }
          const whole = { parts: chain, invoices, carries };
          assert.deepEqual(missingReleases(whole, released), []);
          assert.deepEqual(missingCarries(whole, carried), []);
          const sum = (all: readonly { cents: number }[]) => all.reduce((total, one) => total + one.cents, 0);
          const open = [...openParts(whole).values()];
          assert.ok(open.every((cents) => cents >= 0));
          assert.equal(
            open.reduce((total, cents) => total + cents, 0),
            Math.max(0, ordered - sum(released)),
          );
        },
      ),
    );
  });
});
