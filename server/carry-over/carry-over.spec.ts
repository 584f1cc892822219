import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail, RequestPreview } from '#shared/approvals/requests.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import type { Problem } from '#shared/errors.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import { submitted } from '../approvals/test-requests.ts';
import type { TestRequests } from '../approvals/test-requests.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { readWorkbook } from '../workbook/test-workbook.ts';
import { approve, get, world } from '../orders/test-planning.ts';

async function carryOver(test: TestRequests, more: Record<string, unknown> = {}) {
  const pair = { lineId: await test.line('105', 2020), targetLineId: await test.line('105') };
  return {
    kind: 'carry-over',
    reason: 'Jahresabschluss 2020',
    payload: { year: 2020, pairs: [{ ...pair, cents: 36_875_000, ...more }] },
  };
}

forEachDatabase((open) => {
  test('Proposes what § 21 lets a line carry, with what was carried already', async (t) => {
    const { controller } = await world(t, await open());
    const page = await get<CarryOverPage>(controller, '/api/carry-over?year=2020&asOf=2021-06-30');
    assert.deepEqual(
      page.rows.map((row) => [row.number, row.rule, row.carriedCents, row.capCents]),
      [['105', 'transferable', 13_125_000, 36_875_000]],
    );
    assert.equal(page.targets.find((target) => target.id === page.rows[0]?.targetLineId)?.number, '105');
    const next = await get<CarryOverPage>(controller, '/api/carry-over?year=2021&asOf=2021-06-30');
    assert.deepEqual(
      next.rows.map((row) => [row.number, row.rule, row.capCents, row.targetLineId]),
      [
        ['105', 'transferable', 80_625_000 - 29_641_822, null],
        ['201', 'investment', 63_562_208, null],
      ],
    );
    assert.deepEqual(
      next.leftOut.map((one) => one.lines),
      [2, 1],
      'not declared; income',
    );
  });

  test('Is applied when a second person approved it: out of the year = into the next', async (t) => {
    const db = await open();
    const { test, controller, second } = await world(t, db);
    const preview = await controller('/api/requests/preview', {
      method: 'POST',
      json: { ...(await carryOver(test)), reason: undefined },
    });
    const { title, effect } = (await preview.json()) as RequestPreview;
    assert.equal(title, 'Ermächtigungsübertragung 2020 nach 2021: eine Zeile, EH 368.750,00 €');
    assert.deepEqual(
      effect.lines.map((line) => [line.year, line.after.F - line.before.F]),
      [
        [2020, -36_875_000],
        [2021, 36_875_000],
      ],
    );
    const request = await submitted(controller, await carryOver(test));
    assert.equal((await approve(controller, request)).status, 403, 'not by who asked');
    const before = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30');
    const answer = await approve(second, request);
    assert.equal(answer.status, 200, await answer.clone().text());
    const after = await get<BudgetPage>(controller, '/api/budget?asOf=2021-06-30');
    const carried = (page: BudgetPage) =>
      page.ledgers.flatMap((ledger) => ledger.sums).reduce((sum, part) => sum + part.figures.E, 0);
    assert.equal(carried(after) - carried(before), 36_875_000);
    assert.equal(after.checks[2]?.detail, 'aus 2020: 500.000,00 = in 2021: 500.000,00');
    assert.ok((await verify(db)).checks.find((check) => check.name === 'carry-overs-balance')?.ok);
    const page = await get<CarryOverPage>(controller, '/api/carry-over?year=2020&asOf=2021-06-30');
    assert.deepEqual([page.rows[0]?.carriedCents, page.rows[0]?.capCents], [50_000_000, 0]);
  });

  test('What was carried in between is not carried twice: the approval counts anew', async (t) => {
    const { test, controller, second } = await world(t, await open());
    const one = await submitted(controller, await carryOver(test));
    const two = await submitted(controller, await carryOver(test));
    assert.equal((await approve(second, one)).status, 200);
    const refused = await approve(second, two);
    assert.equal(refused.status, 422);
    assert.match(((await refused.json()) as Problem).errors?.[0]?.message ?? '', /höchstens 0,00 €/u);
    assert.equal((await get<RequestDetail>(second, `/api/requests/${two.id}`)).request.state, 'open');
  });

  test('The annex states what was carried and what an open request asks for', async (t) => {
    const { test, controller } = await world(t, await open());
    const request = await submitted(controller, await carryOver(test));
    const file = await controller(
      `/api/carry-over/annex.xlsx?year=2020&asOf=2021-06-30&request=${request.id}`,
    );
    assert.equal(file.status, 200);
    assert.match(
      file.headers.get('content-disposition') ?? '',
      /uebertragung-2020-nach-2021-2021-06-30\.xlsx/u,
    );
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
    const before = await controller(
      '/api/carry-over/annex.xlsx?year=2020&asOf=2021-06-30&knownOn=2001-01-01',
    );
    const early = await readWorkbook(Buffer.from(await before.arrayBuffer()));
    assert.match(early.title, /, bekannt am 01\.01\.2001$/u);
    const other = await controller('/api/carry-over/annex.xlsx?year=2020&request=99');
    assert.equal(other.status, 404);
  });

  test('A closed December is left as it was: the carry-over counts from the next open day, and says so', async (t) => {
    const db = await open();
    const { test, controller, second } = await world(t, db);
    await db.writeTransaction(async (query) => {
      const last = await query
        .selectFrom('history')
        .select('seq')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      const closed = { state: 'closed' as const, request_id: null, recorded_seq: last.seq };
      await query
        .insertInto('period')
        .values([
          { ...closed, month: '2020-12' },
          { ...closed, month: '2021-01' },
        ])
        .execute();
    });
    const request = await submitted(controller, await carryOver(test));
    const { effect } = await get<RequestDetail>(second, `/api/requests/${request.id}`);
    assert.match(effect?.notes.join(' ') ?? '', /zählt ab 01\.02\.2021/u);
    assert.equal((await approve(second, request)).status, 200);
    const days = await db.read
      .selectFrom('movement')
      .where('request_id', '=', request.id)
      .select(['effective_on as on', 'cents'])
      .orderBy('cents')
      .execute();
    assert.deepEqual(days, [
      { on: '2021-02-01', cents: -36_875_000 },
      { on: '2021-02-01', cents: 36_875_000 },
    ]);
  });

  test('Since when an investment is in use is kept with the approval and counts the next time', async (t) => {
    const db = await open();
    const { test, controller, second } = await world(t, db);
    const seq = { recorded_seq: 1, origin: 'invented' as const };
    await db.writeTransaction(async (query) => {
      const old = await query
        .selectFrom('budget_line')
        .where('number', '=', '201')
        .selectAll()
        .executeTakeFirstOrThrow();
      const { id: _, ...line } = old;
      await query
        .insertInto('budget_line')
        .values({ ...line, ...seq, year: 2022 })
        .execute();
    });
    const json = {
      kind: 'carry-over',
      reason: 'Abschluss',
      payload: {
        year: 2021,
        pairs: [
          {
            lineId: await test.line('201'),
            targetLineId: await test.line('201', 2022),
            cents: 100,
            reason: 'nur ein Teil wird noch gebraucht',
            firstUsedOn: '2018-03-01',
          },
        ],
      },
    };
    const late = await controller('/api/requests', { method: 'POST', json });
    assert.equal(late.status, 422);
    assert.match(((await late.json()) as Problem).errors?.[0]?.message ?? '', /längstens nach 2020/u);
    const [pair] = json.payload.pairs;
    if (pair) pair.firstUsedOn = '2020-03-01';
    const { kind, payload } = json;
    const asked = { method: 'POST', json: { kind, payload } };
    const preview = await controller('/api/requests/preview', asked);
    assert.match(await preview.text(), /in Benutzung seit 01\.03\.2020, bisher nicht angegeben/u);
    const request = await submitted(controller, json);
    assert.equal((await approve(second, request)).status, 200);
    const page = await get<CarryOverPage>(controller, '/api/carry-over?year=2021&asOf=2022-06-30');
    assert.equal(page.rows.find((row) => row.number === '201')?.firstUsedOn, '2020-03-01');
  });
});
