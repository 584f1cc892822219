import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { businessDate, toIsoDate } from '#shared/calendar.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import type { ModelFigures, SapSum } from './test-model.ts';
import { Random } from './test-random.ts';
import { inTimeOf, sapSums } from './test-sap-sums.ts';
import { daysIn, linesOf, Simulation } from './test-simulation.ts';
import { orderAtStart } from './test-steps-carry.ts';
import { STEPS } from './test-steps.ts';
import { addTestTown } from './test-town.ts';

/** 250 steps in the suite on each engine; repetition is for `npm run torture`, which asks for 10,000. */
const STEP_COUNT = Number(process.env['TORTURE_STEPS'] ?? 250);
const SEED = Number(process.env['TORTURE_SEED'] ?? randomInt(1_000_000_000));

const CHECK_EVERY = 20;
const VERIFY_EVERY = 250;
const DAYS = [
  ...Array.from({ length: 12 }, (_, index) => {
    const month = `2021-${String(index + 1).padStart(2, '0')}`;
    return `${month}-${daysIn(month)}`;
  }),
  '2021-03-17',
  '2021-08-09',
  '2021-11-20',
];
const PARTS = ['U', 'S', 'N', 'E', 'I'] as const;
const YEARS = [2020, 2021];
/** By then everything counts that a closed month moved. */
const AFTER_ALL = '2022-12-31';

/** Figures of every line and the basket on a day. */
type Stand = Map<number, ModelFigures>;
const BASKET = 0;

async function standOn(sim: Simulation, day: string): Promise<Stand> {
  const [before, budget] = [await sim.budgetOn(day, 2020), await sim.budgetOn(day)];
  const stand: Stand = new Map(
    [...linesOf(before), ...linesOf(budget)].map(({ id, figures: { U, S, N, E, I } }) => [
      id,
      { U, S, N, E, I },
    ]),
  );
  const open = budget.ledgers.find((one) => one.ledger === 'result')?.unassignedCents ?? 0;
  return stand.set(BASKET, { U: 0, S: 0, N: 0, E: 0, I: open });
}

function expectedOn(sim: Simulation, base: Stand, day: string): Stand {
  const expected: Stand = new Map();
  for (const [place, before] of base) {
    const moved = sim.model.figures(place, day);
    expected.set(place, {
      U: before.U + moved.U,
      S: before.S + moved.S,
      N: before.N + moved.N,
      E: before.E + moved.E,
      I: before.I + moved.I,
    });
  }
  return expected;
}

/** SAP's sums per period, in all and late, are what the second bookkeeper says on top of what stood at the start. */
async function requireSapSums(
  sim: Simulation,
  base: ReadonlyMap<string, SapSum>,
  where: string,
): Promise<void> {
  const none: SapSum = { cents: 0, lateCents: 0, latePostings: 0 };
  const said = await sapSums(sim);
  for (const period of Array.from({ length: 16 }, (_, index) => String(index + 1).padStart(2, '0'))) {
    const [before, moved] = [base.get(period) ?? none, sim.model.sapSum(period)];
    const expected = {
      cents: before.cents + moved.cents,
      lateCents: before.lateCents + moved.lateCents,
      latePostings: before.latePostings + moved.latePostings,
    };
    assert.deepEqual(said.get(period) ?? none, expected, `${where}: SAP period ${period}`);
  }
  for (const [month, stated] of sim.statedSap)
    assert.equal(await inTimeOf(sim, month), stated, `${where}: the SAP sum of closed ${month} changed`);
}

/** What is ordered and open, of the year that ends and of the next. */
async function boundBy(sim: Simulation): Promise<number[]> {
  const bound: number[] = [];
  for (const year of YEARS) {
    const line = linesOf(await sim.budgetOn(AFTER_ALL, year)).find((one) => one.number === '105');
    bound.push(line?.figures.O ?? NaN);
  }
  return bound;
}

async function requireOrders(sim: Simulation, base: readonly number[], where: string): Promise<void> {
  const along = sim.model.orders.along();
  const [old = 0, next = 0] = base;
  assert.deepEqual(await boundBy(sim), [old - along, next + along], `${where}: orders carried along`);
}

/** Without a date every page speaks of a day that has come. */
async function requireDateThatCame(sim: Simulation, where: string): Promise<void> {
  const { asOf } = await sim.read<{ asOf: string }>('/api/data-state');
  assert.ok(asOf <= businessDate(systemClock.now()), `${where}: the default date is ${asOf}`);
}

async function requireSound(db: Database, where: string): Promise<void> {
  const { checks } = await verify(db);
  assert.deepEqual(
    checks.filter((check) => !check.ok),
    [],
    where,
  );
}

function chosen(random: Random): (typeof STEPS)[number] {
  const all = STEPS.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.next() * all;
  for (const step of STEPS) {
    left -= step[0];
    if (left < 0) return step;
  }
  return random.pick(STEPS);
}

/** What was known at a moment: its history row, and the figures the second bookkeeper had then. */
interface Memory {
  seq: number;
  day: string;
  stand: Stand;
}

async function remember(db: Database, sim: Simulation, base: Stand, day: string): Promise<Memory> {
  const row = await db.read
    .selectFrom('history')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  return { seq: row.seq, day, stand: expectedOn(sim, base, day) };
}

/** Read today as known then: exactly what was said then, whatever came later. */
async function requireMemory(db: Database, memory: Memory, where: string): Promise<void> {
  const lines = await lineFigures(db.read, {
    asOf: toIsoDate(memory.day),
    knownSeq: memory.seq,
    years: YEARS,
  });
  for (const { id, figures } of lines)
    for (const part of PARTS)
      assert.equal(
        figures[part],
        memory.stand.get(id)?.[part],
        `${where}: line ${id}, ${part} as known at ${memory.seq}`,
      );
}

forEachDatabase((open) => {
  test(`${STEP_COUNT} random steps keep every figure equal to a second bookkeeper's`, async (t) => {
    t.diagnostic(`seed ${SEED}`);
    const random = new Random(SEED);
    const db = await open();
    const sim = new Simulation(db, random, await addTestTown(db));
    const memories: Memory[] = [];
    let where = '';
    try {
      await sim.start();
      await sim.emptyBasket();
      await orderAtStart(sim);
      const [sums, bound] = [await sapSums(sim), await boundBy(sim)];
      const bases = new Map<string, Stand>();
      for (const day of DAYS) bases.set(day, await standOn(sim, day));
      for (let step = 1; step <= STEP_COUNT; step += 1) {
        const [, name, run] = chosen(random);
        where = `seed ${SEED}, step ${step} (${name})`;
        await run(sim);
        if (step % CHECK_EVERY === 0 || step === STEP_COUNT) {
          const day = random.pick(DAYS);
          const base = bases.get(day) ?? new Map<number, ModelFigures>();
          assert.deepEqual(await standOn(sim, day), expectedOn(sim, base, day), `${where}, on ${day}`);
          await requireSapSums(sim, sums, where);
          await requireOrders(sim, bound, where);
          await requireDateThatCame(sim, where);
          for (const [month, stated] of sim.stated)
            assert.equal(await sim.figuresAtEnd(month), stated, `${where}: closed ${month} changed`);
          if (memories.length < 40 && random.chance(0.3)) memories.push(await remember(db, sim, base, day));
        }
        if (step % VERIFY_EVERY === 0) await requireSound(db, where);
      }
      await requireSound(db, `seed ${SEED}, at the end`);
      for (const memory of memories) await requireMemory(db, memory, `seed ${SEED}`);
    } catch (error) {
      t.diagnostic(`failed at ${where}; repeat with TORTURE_SEED=${SEED}`);
      throw error;
    } finally {
      await sim.server.kill();
    }
    const said = (book: ReadonlyMap<string, number>): string =>
      [...book].map(([kind, count]) => `${kind} ${count}`).join(', ');
    t.diagnostic(`accepted: ${said(sim.accepted)}`);
    t.diagnostic(`refused: ${said(sim.refused)}`);
    for (const kind of STEP_COUNT < 1000 ? OFTEN : [...OFTEN, ...SELDOM])
      assert.ok((sim.accepted.get(kind) ?? 0) > 0, `seed ${SEED}: ${kind} was never accepted`);
    for (const kind of STEP_COUNT < 1000 ? [] : REFUSED)
      assert.ok((sim.refused.get(kind) ?? 0) > 0, `seed ${SEED}: ${kind} was never tried`);
  });
});

/** Without these a run would prove little; the rarer ones need a long run. */
const OFTEN = ['import', 'import a change', 'assign line', 'assign split', 'approve transfer', 'held'];
/** What must be refused must have been tried. */
const REFUSED = ['contradiction', 'layout twice'];
const SELDOM = [
  'approve conflict',
  'assign exclude',
  'approve block',
  'closed',
  'approve reopen',
  'approve undo',
  ...['periods told', 'layout items', 'layout sums', 'approve carry-over', 'approve take back'],
];
