import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carryOverCapConsumptive, carryOverCapInvestment, sumFigures } from '#shared/budget/figures.ts';
import { inScope } from '#shared/budget/scope.ts';
import type { EnvelopeScope } from '#shared/budget/scope.ts';
import { sumFte } from '#shared/fte.ts';
import { sumCents, toCents } from '#shared/money.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../history/verify.ts';
import { createDemo } from './demo.ts';
import type { DemoFacts } from './test-demo-facts.ts';
import { demoFacts } from './test-demo-facts.ts';
import { NAMED_IN_SEED } from './test-seed-topics.ts';

const MILLION = 100_000_000;
const DEMO_LIMIT_MS = 15_000;

function scoped(facts: DemoFacts, position: number) {
  const envelope = facts.envelopes.find((row) => row.position === position);
  assert.ok(envelope);
  const scope = JSON.parse(envelope.scope) as EnvelopeScope;
  const lines = facts.lines.filter((line) => inScope(scope, line));
  return { envelope, lines, sum: sumFigures(lines.map((line) => line.figures)) };
}

forEachDatabase((open, engine) => {
  let built: Promise<DemoFacts & { ms: number; checks: Awaited<ReturnType<typeof verify>> }> | undefined;
  /** The demo is built once; its facts outlive the database. */
  const demo = () => {
    built ??= (async () => {
      const db = await open();
      const start = performance.now();
      await createDemo(db);
      const ms = performance.now() - start;
      return { ...(await demoFacts(db)), ms, checks: await verify(db) };
    })();
    return built;
  };

  test('Passes every check of verify', async () => {
    const { checks } = await demo();
    assert.deepEqual(
      checks.checks.filter((check) => !check.ok),
      [],
    );
  });

  test(`Is built in under ${DEMO_LIMIT_MS / 1000} s on SQLite`, async () => {
    const { ms } = await demo();
    assert.ok(engine !== 'sqlite' || ms < DEMO_LIMIT_MS, `${Math.round(ms)} ms`);
  });

  test('Is recorded in the order of its time', async () => {
    const { history } = await demo();
    assert.ok(history.length < 1000);
    history.forEach((row, index) => assert.ok(index === 0 || (history[index - 1]?.at ?? '') <= row.at));
  });

  test('Has at least 40 projects, among them every one seed.txt names', async () => {
    const { projects } = await demo();
    assert.ok(projects.length >= 40);
    for (const [topic, words] of NAMED_IN_SEED) {
      const found = projects.filter((project) => project.name.includes(words));
      assert.ok(
        found.some((project) => project.origin === 'source'),
        topic,
      );
    }
  });

  test('Has exactly 98.0000 posts in at least 12 offices, 63.45 filled and 86 planned', async () => {
    const { positions, events } = await demo();
    assert.equal(sumFte(positions.map((post) => post.fte_ten_thousandths)), 980_000);
    assert.ok(new Set(positions.map((post) => post.office_id)).size >= 12);
    const planned = positions.filter((post) => post.planned_start <= '2021-06-30');
    assert.equal(sumFte(planned.map((post) => post.fte_ten_thousandths)), 860_000);
    const share = new Map(
      events.filter((e) => e.on <= '2021-06-30').map((e) => [e.positionId, e.share ?? 0]),
    );
    assert.equal(
      [...share.values()].reduce((sum, part) => sum + part, 0),
      634_500,
    );
    for (const post of positions) assert.ok((share.get(post.id) ?? 0) <= post.fte_ten_thousandths);
  });

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

  test('Weighs the milestones of each project with its approved budget', async () => {
    const { weights, lines } = await demo();
    const newest = new Map(weights.map((row) => [row.id, row]));
    const ofProject = new Map<number, number>();
    for (const row of newest.values())
      ofProject.set(row.projectId, (ofProject.get(row.projectId) ?? 0) + row.cents);
    for (const [projectId, weight] of ofProject) {
      const own = lines.filter((line) => line.projectId === projectId && line.funding === 'package');
      const { A, N } = sumFigures(own.map((line) => line.figures));
      assert.equal(weight, A + N);
    }
    assert.equal(newest.size + 2, weights.length);
  });

  test('Reports quarterly, with some reports missing, and issues two council reports', async () => {
    const { reports, projects, issued } = await demo();
    assert.equal(new Set(reports.map((row) => row.on)).size, 6);
    const silent = projects.find((project) => project.number === 'P-027');
    assert.equal(reports.filter((row) => row.projectId === silent?.id && row.on === '2021-06-30').length, 0);
    assert.deepEqual(
      issued.map((row) => row.as_of),
      ['2020-12-31', '2021-03-31'],
    );
  });

  test('Marks what is public and what is invented', async () => {
    const { papers, rates, lines, envelopes, positions } = await demo();
    const source = papers.filter((paper) => paper.origin === 'source').map((p) => `${p.number}/${p.year}`);
    assert.deepEqual(source.sort(), ['316/2021', '862/2021']);
    assert.ok(papers.every((paper) => paper.origin === 'source' || paper.number >= 9000));
    assert.ok(lines.every((line) => line.origin === 'invented'));
    assert.ok(positions.every((post) => post.origin === 'invented'));
    assert.ok(envelopes.every((envelope) => envelope.origin === 'source'));
    assert.ok(rates.every((rate) => (rate.origin === 'source') === (rate.valid_from === '2024-01-01')));
  });
});
