import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { addDays, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { parseFigure } from '#shared/explain/address.ts';
import type { ExplainChanges } from '#shared/explain/explain.ts';
import { figureTables } from '#shared/explain/figure-tables.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { storedTotals } from '../ledger/checks.sql.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { explainedWhole } from './below.sql.ts';
import { RandomLedger } from './test-random-ledger.ts';
import { numbersFrom, writeForecast } from './test-random-rows.ts';
import type { Fact } from './test-random-rows.ts';
import { ask, nodeAt, walk } from './test-walk.ts';

const START = toIsoDate('2021-01-04');
const DAYS = 60;

/** A second model that knows nothing of the code: adds up the facts that count on a day, as known on a day. */
function modelOf(ledger: RandomLedger, place: number, asOf: IsoDate, knownOn: IsoDate) {
  const counts = ledger.facts.filter(
    (fact) => fact.place === place && fact.on <= asOf && fact.known <= knownOn,
  );
  const sum = (facts: readonly Fact[], kind: string): number =>
    facts.reduce((total, fact) => (fact.kind === kind ? total + fact.cents : total), 0);
  let O = 0;
  for (const order of new Set(counts.flatMap((fact) => (fact.order === null ? [] : [fact.order])))) {
    const own = counts.filter((fact) => fact.order === order);
    if (ledger.dueYear(order) > 2021) continue;
    O += Math.max(0, sum(own, 'ordered') - sum(own, 'released') - sum(own, 'cancelled'));
  }
  const F = ['A', 'N', 'B', 'Z', 'U'].reduce((total, kind) => total + sum(counts, kind), 0);
  const [S, I] = [sum(counts, 'S'), sum(counts, 'I')];
  return { F, S, O, I, V: F - S - O - I };
}

/** A forecast as given, in the order of recording. */
interface Forecast {
  line: number;
  cents: number;
  on: IsoDate;
  known: IsoDate;
}

/** P of a line by the second model: the newest given by its date, else F, or I + O of a year that is over. */
function modelP(
  world: { ledger: RandomLedger; forecasts: readonly Forecast[] },
  line: number,
  asOf: IsoDate,
  knownOn: IsoDate,
): number {
  const [newest] = world.forecasts
    .filter((one) => one.line === line && one.on <= asOf && one.known <= knownOn)
    .map((one, order) => ({ ...one, order }))
    .sort((a, b) => (a.on === b.on ? b.order - a.order : a.on < b.on ? 1 : -1));
  const { F, I, O } = modelOf(world.ledger, line, asOf, knownOn);
  return newest?.cents ?? (asOf < '2022' ? F : I + O);
}

async function randomHistory(db: Database, seed: number) {
  const ledger = new RandomLedger(db, seed);
  await ledger.on(START, (tx) => ledger.structure(tx, 5));
  const below = numbersFrom(seed + 1);
  const forecasts: Forecast[] = [];
  let day = START;
  while (day < addDays(START, DAYS)) {
    const changes = 1 + below(3);
    for (let step = 0; step < changes; step += 1) await ledger.on(day, (tx) => ledger.change(tx));
    if (below(3) === 0) {
      const line = ledger.lines[below(ledger.lines.length)] ?? 0;
      const given = { line, cents: below(9_000_000), on: addDays(START, below(DAYS)) };
      await ledger.on(day, (tx) => writeForecast(tx, { ...given, note: 'Test; Grund' }));
      forecasts.push({ ...given, known: day });
    }
    day = addDays(day, 1 + below(6));
  }
  return { ledger, forecasts };
}

async function checkState(
  fetch: TestFetch,
  ledger: RandomLedger,
  asOf: IsoDate,
  knownOn: IsoDate,
): Promise<void> {
  const page = await ask<BudgetPage>(fetch, `/api/budget?year=2021&asOf=${asOf}&knownOn=${knownOn}`);
  const lines = page.ledgers.flatMap(({ groups }) => groups.flatMap((group) => group.lines));
  assert.equal(lines.length, ledger.lines.length);
  for (const { id, figures } of lines) {
    const { F, S, O, I, V } = figures;
    assert.deepEqual({ F, S, O, I, V }, modelOf(ledger, id, asOf, knownOn), `line ${id} ${asOf} ${knownOn}`);
  }
  const clocks = `asOf=${asOf}&knownOn=${knownOn}`;
  for (const [figure, place] of [
    ['unassigned:alle:result', 0],
    ['excluded:2021:result', -1],
  ] as const)
    assert.equal(
      (await nodeAt(fetch, figure, clocks)).value,
      modelOf(ledger, place, asOf, knownOn).I,
      figure,
    );
}

/** The file of a figure: every total is the sum of its rows, and movements, orders and postings are the figure. */
async function checkSheets(db: Database, figure: string, asOf: IsoDate, knownOn: IsoDate): Promise<void> {
  const address = parseFigure(figure);
  assert.ok(address);
  const found = await db.snapshot(async (read) =>
    explainedWhole(read, address, {
      ...{ asOf, knownOn, page: 1, own: null },
      knownSeq: await knownSeqOn(read, knownOn),
    }),
  );
  const tables = figureTables(found.node, found.below);
  assert.ok(tables.some((table) => table.id === 'probe'));
  for (const table of tables) assert.deepEqual(reportTableFaults(table), [], `${figure} ${table.title}`);
}

async function checkChanges(
  fetch: TestFetch,
  figure: string,
  given: { asOf: IsoDate; from: IsoDate; to: IsoDate; difference: number },
): Promise<void> {
  const { asOf, from, to, difference } = given;
  const address = `/api/explain/changes?figure=${figure}&asOf=${asOf}&from=${from}&to=${to}`;
  let page = 1;
  for (;;) {
    const found = await ask<ExplainChanges>(fetch, `${address}&page=${page}`);
    const shown = found.entries.reduce((sum, entry) => sum + entry.cents, 0);
    assert.equal(found.difference, difference, address);
    assert.equal(found.to.value - found.from.value, difference, address);
    assert.equal(found.carried + shown + found.remaining, difference, address);
    for (const entry of found.entries.slice(0, 2)) {
      if (!entry.explain?.startsWith('change:')) continue;
      const node = await nodeAt(fetch, entry.explain, `asOf=${asOf}`);
      assert.equal(Math.abs(node.value), Math.abs(entry.cents), `${address} → ${entry.explain}`);
    }
    if (!found.hasNext) return;
    page += 1;
  }
}

/** P, P − F and P − A of every line and of all lines: value, walk, and the list between two days. */
async function checkForecasts(
  fetch: TestFetch,
  world: Awaited<ReturnType<typeof randomHistory>>,
  { asOf, from, to }: { asOf: IsoDate; from: IsoDate; to: IsoDate },
): Promise<void> {
  const lines = world.ledger.lines;
  const base = (line: number, known: IsoDate) => ({
    P: modelP(world, line, asOf, known),
    F: modelOf(world.ledger, line, asOf, known).F,
  });
  const sum = (known: IsoDate, of: (one: { P: number; F: number }) => number): number =>
    lines.reduce((total, line) => total + of(base(line, known)), 0);
  const one = lines[0] ?? 0;
  for (const [figure, at] of [
    [`forecast:line:${one}:P`, (known: IsoDate) => base(one, known).P],
    [`forecast:line:${one}:PF`, (known: IsoDate) => base(one, known).P - base(one, known).F],
    ['forecast:2021:result:expense:P', (known: IsoDate) => sum(known, ({ P }) => P)],
    ['forecast:2021:result:expense:PF', (known: IsoDate) => sum(known, ({ P, F }) => P - F)],
  ] as const) {
    const nodes = await walk(fetch, figure, `asOf=${asOf}&knownOn=${to}`);
    assert.equal(nodes.get(figure)?.value, at(to), `${figure} ${asOf} ${to}`);
    await checkChanges(fetch, figure, { asOf, from, to, difference: at(to) - at(from) });
  }
}

forEachDatabase((open, engine) => {
  const seeds = engine === 'sqlite' ? 12 : 4;
  for (let seed = 1; seed <= seeds; seed += 1) {
    test(`Money as known on a day is what had been recorded by then, and differences are listed (seed ${seed})`, async (t) => {
      const db = await open();
      await addTestUsers(db);
      const world = await randomHistory(db, seed);
      const { ledger } = world;
      assert.deepEqual((await storedTotals(db.read)).faults, []);
      const app = await startTestApp(db);
      t.after(() => app.close());
      const fetch = await app.as('controller');
      const below = numbersFrom(seed + 99);
      const anyKnown = (): IsoDate => addDays(START, below(DAYS + 8) - 3);
      for (let round = 0; round < 4; round += 1) {
        const asOf = round === 0 ? toIsoDate('2021-12-31') : addDays(START, below(360));
        const [a, b] = [anyKnown(), anyKnown()];
        const [from, to] = a <= b ? [a, b] : [b, a];
        await checkState(fetch, ledger, asOf, to);
        const line = ledger.lines[below(ledger.lines.length)] ?? 0;
        await walk(fetch, `line:${line}:V`, `asOf=${asOf}&knownOn=${to}`);
        for (const figure of [`line:${line}:V`, `line:${line}:O`, 'unassigned:2021:result'])
          await checkSheets(db, figure, asOf, to);
        await checkSheets(db, 'ledger:2021:result:expense:V', asOf, to);
        for (const [figure, name, place] of [
          [`line:${line}:V`, 'V', line],
          [`line:${line}:F`, 'F', line],
          [`line:${line}:O`, 'O', line],
          ['unassigned:2021:result', 'I', 0],
        ] as const) {
          const at = (known: IsoDate): number => modelOf(ledger, place, asOf, known)[name];
          await checkChanges(fetch, figure, { asOf, from, to, difference: at(to) - at(from) });
        }
        await checkForecasts(fetch, world, { asOf: round === 1 ? toIsoDate('2022-02-01') : asOf, from, to });
      }
    });
  }
});
