import assert from 'node:assert/strict';
import type { Simulation } from './test-simulation.ts';

type Step = (sim: Simulation) => Promise<void>;

/** F of line 105/2020 before anything is carried, and what the test budget carried out of it without orders. */
const WHOLE = 50_000_000;
const CARRIED_BEFORE = 13_125_000;

/** What is ordered at the start: number, day, cents, and what an invoice of 2020 paid of it. */
const ORDERED = [
  ['4700000001', '2020-03-02', 9_000_000, 1_000_000],
  ['4700000002', '2020-05-04', 6_000_000, 0],
  ['4700000003', '2020-05-04', 5_000_000, 5_000_000],
  ['4700000004', '2020-09-01', 7_500_000, 2_500_000],
  ['4700000005', '2020-11-16', 4_000_000, 0],
] as const;
const INVOICED = ORDERED.reduce((sum, [, , , cents]) => sum + cents, 0);

/** Before anything is closed: orders of the year that ends, and invoices that paid a part of them in it. */
export async function orderAtStart(sim: Simulation): Promise<void> {
  const lineId = sim.line('105', 2020);
  for (const [orderNumber, orderedOn, cents] of ORDERED) {
    const parts = [{ dueYear: 2020, cents }];
    const json = { orderNumber, text: 'Simulation', orderedOn, lineId, parts };
    const answer = await sim.first.ask(sim.server, 'POST', '/api/orders', { json });
    assert.equal(answer?.status, 201, JSON.stringify(answer?.body));
  }
  const invoices = ORDERED.filter(([, , , paid]) => paid > 0).map(([order, , , cents], index) => ({
    ...{ year: 2020, document: '5900000001', item: String(index + 1).padStart(3, '0') },
    // In a closing period: a posting day in 2020 would keep every month of 2021 from being closed.
    ...{ postedOn: '2021-01-15', period: '13', account: '44031000', object: '0105', text: 'Rechnung' },
    ...{ cents, order },
  }));
  const taken = await sim.take(invoices);
  assert.equal(taken?.status, 200, JSON.stringify(taken?.body));
  for (const [number, , cents, paid] of ORDERED)
    sim.model.orders.orders.push({ number, openCents: cents - paid });
}

const pairOf = (sim: Simulation) => ({ from: sim.line('105', 2020), to: sim.line('105') });

/** Money of the year that ends goes on, and what is ordered goes along with it. */
export const carryOver: Step = async (sim) => {
  const { orders } = sim.model;
  const { from, to } = pairOf(sim);
  const left = WHOLE - CARRIED_BEFORE - INVOICED - orders.carried();
  const cents = sim.random.whole(1, Math.min(9_000_000, left + 1_000_000));
  const pair = { lineId: from, targetLineId: to, cents, reason: 'Simulation' };
  const request = await sim.request('carry-over', { year: 2020, pairs: [pair] });
  if (!request) {
    assert.ok(cents > left, `${cents} of ${left} cents could not be carried`);
    return;
  }
  assert.ok(cents <= left, `${cents} cents were carried where ${left} are left`);
  const day = sim.model.counts('2020-12-31');
  if (!(await sim.approve('carry-over', request))) return;
  orders.carry(request.id, cents, CARRIED_BEFORE);
  sim.model.movements.push({ line: from, kind: 'E', cents: -cents, day });
  sim.model.movements.push({ line: to, kind: 'E', cents, day });
};

/** A carry-over is taken back: money and orders are where they were, from its own day or the first open one. */
export const takeBackCarry: Step = async (sim) => {
  const standing = sim.model.orders.carries.filter((carry) => !carry.takenBack);
  if (standing.length === 0) return;
  const carry = sim.random.pick(standing);
  const { movementId, day } = await sim.carriedBy(carry.requestId);
  const request = await sim.request('carry-over', { what: 'back', movementIds: [movementId] });
  if (!request || !(await sim.approve('take back', request))) return;
  const { from, to } = pairOf(sim);
  const on = sim.model.counts(day);
  carry.takenBack = true;
  sim.model.movements.push({ line: from, kind: 'E', cents: carry.cents, day: on });
  sim.model.movements.push({ line: to, kind: 'E', cents: -carry.cents, day: on });
};
