import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carryOverCapConsumptive, carryOverCapInvestment, sumFigures } from '#shared/budget/figures.ts';
import { grossParts, sideOf } from '#shared/budget/sides.ts';
import { inScope } from '#shared/budget/scope.ts';
import type { EnvelopeScope } from '#shared/budget/scope.ts';
import { sumCents, toCents } from '#shared/money.ts';
import type { DemoFacts } from './test-demo-facts.ts';

const MILLION = 100_000_000;

function scoped(facts: DemoFacts, position: number) {
  const envelope = facts.envelopes.find((row) => row.position === position);
  assert.ok(envelope);
  const scope = JSON.parse(envelope.scope) as EnvelopeScope;
  const lines = facts.lines.filter((line) => inScope(scope, line));
  return { envelope, lines, sum: sumFigures(lines.map((line) => line.figures)) };
}

/** What must hold for the demo's money (domain.md sections 1 to 3). */
export function moneyRules(demo: () => Promise<DemoFacts>): void {
  test('Keeps its three frames: almost 18, about 64 and 4 million, each labelled as overlapping', async () => {
    const facts = await demo();
    const [package18, programme, broadband] = [scoped(facts, 1), scoped(facts, 2), scoped(facts, 3)];
    assert.deepEqual(
      [package18, programme, broadband].map((frame) => frame.envelope.ceiling_cents),
      [18 * MILLION, 64 * MILLION, 4 * MILLION],
    );
    assert.ok(package18.sum.A <= 18 * MILLION && package18.sum.A >= 1_790_000_000);
    assert.ok(package18.sum.F <= 18 * MILLION && programme.sum.F <= 64 * MILLION);
    assert.equal(broadband.sum.F, 4 * MILLION);
    assert.equal(package18.sum.N, 0);
    assert.ok(broadband.lines.every((line) => package18.lines.includes(line)));
    assert.ok(package18.lines.every((line) => programme.lines.includes(line)));
    assert.match(programme.envelope.note, /nie addiert/u);
    assert.match(broadband.envelope.note, /Annahme/u);
  });

  test('Keeps expense, reserve and income of 2021 gross', async () => {
    const { lines } = await demo();
    const own = lines.filter((line) => line.year === 2021 && line.ledger === 'result');
    const parts = grossParts(own, (line) => ({ side: sideOf(line.kind), parts: line.figures }));
    assert.deepEqual(
      parts.map(({ side, figures }) => [side, figures.F, figures.Z, figures.V]),
      [
        ['expense', 1_397_675_000, 12_500_000, 630_655_198],
        ['reserve', 300_000_000, 0, 300_000_000],
        ['income', -20_500_000, -12_500_000, -8_305_000],
      ],
    );
  });

  test('Transfers and the cover of an excess sum to zero per year and ledger', async () => {
    const { movements } = await demo();
    const sums = new Map<string, number>();
    for (const m of movements.filter((row) => row.kind === 'U')) {
      const place = `${m.year} ${m.ledger}`;
      sums.set(place, (sums.get(place) ?? 0) + m.cents);
    }
    assert.deepEqual([...sums.values()].filter(Boolean), []);
    const excess = movements.filter((row) => row.kind === 'B');
    assert.deepEqual(excess.map((row) => [row.number, row.cents, row.paper]).sort(), [
      ['102', 2 * MILLION, 316],
      ['900', -2 * MILLION, 316],
    ]);
  });

  test('Carries over into 2021 what leaves 2020, within the caps of § 21', async () => {
    const { movements, yearEnd } = await demo();
    const carried = movements.filter((row) => row.kind === 'E');
    assert.equal(
      carried.reduce((sum, row) => sum + row.cents, 0),
      0,
    );
    for (const out of carried.filter((row) => row.year === 2020)) {
      const into = carried.find((row) => row.pair === out.pair && row.year === 2021);
      assert.deepEqual([into?.number, into?.cents], [out.number, -out.cents]);
      const line = yearEnd.find((row) => row.number === out.number);
      assert.ok(line);
      const before = { ...line.figures, E: toCents(0), F: toCents(line.figures.F - line.figures.E) };
      const cap =
        line.kind === 'investment'
          ? carryOverCapInvestment(before)
          : carryOverCapConsumptive(before, line.transferable);
      assert.ok(-out.cents <= cap, `${out.number}: ${-out.cents} > ${cap}`);
    }
  });

  test('Never exceeds the Deckungsreserve and pre-commits 2.2 million of 2022', async () => {
    const { lines, later } = await demo();
    const reserves = lines.filter((line) => line.kind === 'reserve');
    assert.equal(reserves.length, 2);
    for (const line of reserves) assert.ok(line.subBudget === '900' && line.figures.V >= 0);
    assert.equal(later.cents, 220_000_000);
  });

  test('Has no cover group below zero, though one line is', async () => {
    const { lines } = await demo();
    const places = new Map<string, typeof lines>();
    for (const line of lines.filter((row) => row.kind !== 'income')) {
      const place = `${line.year} ${line.ledger} ${line.coverGroup ?? line.number}`;
      places.set(place, [...(places.get(place) ?? []), line]);
    }
    for (const [place, group] of places) {
      const sum = sumFigures(group.map((line) => line.figures));
      assert.equal(sum.V, sumCents(group.map((line) => line.figures.V)));
      assert.ok(sum.V >= 0, `${place}: ${sum.V}`);
    }
    assert.deepEqual(
      lines.filter((line) => line.figures.V < 0 && line.kind !== 'income').map((line) => line.number),
      ['103'],
    );
  });

  test('Is spent 59.8 % and bound 21.6 % of 18 million on 30.06.2021', async () => {
    const { sum } = scoped(await demo(), 1);
    assert.deepEqual([sum.I, sum.O], [1_076_838_944, 388_828_350]);
  });

  test('Has about 3,000 postings, all by import, with credit notes and nine unassigned', async () => {
    const { postings, imports, credits, unassigned } = await demo();
    assert.ok(postings.rows > 2_700 && postings.rows < 3_300, `${postings.rows}`);
    assert.equal(sumCents(imports.map((row) => row.added_cents)), postings.cents);
    for (const row of imports) assert.equal(row.sum_cents, row.control_total_cents);
    assert.equal(imports.length, 18);
    assert.equal(imports.at(-1)?.applied_at, '2021-07-02T08:41:00.000Z');
    assert.ok(credits.rows > 40);
    assert.deepEqual(unassigned.map((row) => [row.ledger, row.postings, row.cents]).sort(), [
      ['cash', 2, 5_818_040],
      ['result', 7, 4_686_420],
    ]);
  });

  test('Never counts an order and its invoice both', async () => {
    const { ordered } = await demo();
    assert.ok(ordered.length > 1_000);
    for (const row of ordered) assert.deepEqual([row.released, row.orderLine], [row.cents, row.lineId]);
  });
}
