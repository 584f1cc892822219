import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { newOrderFaults, orderChangeFaults } from './order-rules.ts';
import type { OpenPart, OrderedLine } from './order-rules.ts';
import type { NewOrder, OrderChange } from './orders.ts';

const TODAY = toIsoDate('2021-07-01');
const LINE: OrderedLine = { number: '105', year: 2021, ledger: 'cash', kind: 'material' };
const ORDER: NewOrder = {
  ...{ orderNumber: '4500001', lineId: 1, text: 'Lizenzen', orderedOn: toIsoDate('2021-06-30') },
  parts: [
    { dueYear: 2021, cents: 100 },
    { dueYear: 2022, cents: 200 },
  ],
};
const newFaults = (line: Partial<OrderedLine>, order: Partial<NewOrder>): string[] =>
  newOrderFaults({ ...LINE, ...line }, { ...ORDER, ...order }, TODAY).map(({ path }) => path);

const NEW: [string, Partial<OrderedLine>, Partial<NewOrder>, string[]][] = [
  ['an order due in this and later years', {}, {}, []],
  ['one of today', {}, { orderedOn: TODAY }, []],
  ['the tenth year after the line', {}, { parts: [{ dueYear: 2031, cents: 1 }] }, []],
  ['an income line', { kind: 'income' }, {}, ['lineId']],
  ['the reserve (§ 13 GemHVO)', { kind: 'reserve' }, {}, ['lineId']],
  ['cost accounting', { ledger: 'costing' }, {}, ['lineId']],
  ['a day that has not come', {}, { orderedOn: toIsoDate('2021-07-02') }, ['orderedOn']],
  [
    'a day after the year of the line',
    { year: 2020 },
    { parts: [{ dueYear: 2021, cents: 1 }] },
    ['orderedOn'],
  ],
  ['a year before the line', {}, { parts: [{ dueYear: 2020, cents: 1 }] }, ['parts.0.dueYear']],
  ['the eleventh year after the line', {}, { parts: [{ dueYear: 2032, cents: 1 }] }, ['parts.0.dueYear']],
  [
    'the same year twice',
    {},
    {
      parts: [
        { dueYear: 2022, cents: 1 },
        { dueYear: 2022, cents: 2 },
      ],
    },
    ['parts.1.dueYear'],
  ],
];
for (const [what, line, order, paths] of NEW) {
  test(`A new order: ${paths.length > 0 ? 'refuses' : 'takes'} ${what}`, () => {
    assert.deepEqual(newFaults(line, order), paths);
  });
}

const PART: OpenPart = { line: LINE, orderedOn: toIsoDate('2021-03-01'), openCents: toCents(500) };
const CHANGE: OrderChange = {
  ...{ kind: 'cancelled', dueYear: 2021, cents: 500, on: toIsoDate('2021-06-01'), reason: 'weniger' },
};
const changeFaults = (part: Partial<OpenPart>, change: Partial<OrderChange>): string[] =>
  orderChangeFaults({ ...PART, ...part }, { ...CHANGE, ...change }, TODAY).map(({ path }) => path);

const CHANGES: [string, Partial<OpenPart>, Partial<OrderChange>, string[]][] = [
  ['cancelling all that is open', {}, {}, []],
  ['ordering more than is open', {}, { kind: 'ordered', cents: 9_999 }, []],
  ['cancelling a cent more than is open', {}, { cents: 501 }, ['cents']],
  ['cancelling a part the order does not have', { openCents: null }, { cents: 1 }, ['cents']],
  ['a day before the order', {}, { on: toIsoDate('2021-02-28') }, ['on']],
  ['a day that has not come', {}, { on: toIsoDate('2021-07-02') }, ['on']],
  ['a year before its line', {}, { dueYear: 2020, kind: 'ordered' }, ['dueYear']],
  ['any year where the order has no line', { line: null }, { dueYear: 2099, kind: 'ordered' }, []],
];
for (const [what, part, change, paths] of CHANGES) {
  test(`A change of an order: ${paths.length > 0 ? 'refuses' : 'takes'} ${what}`, () => {
    assert.deepEqual(changeFaults(part, change), paths);
  });
}
