import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { ForecastPage, LineForecasts } from '#shared/planning/forecasts.ts';
import type { LaterYears } from '#shared/planning/later-years.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { approve, get, world } from '../orders/test-planning.ts';

forEachDatabase((open) => {
  test('An authorisation is for investments, its parts are its sum, and it needs its decision and a second person', async (t) => {
    const { test, controller, second } = await world(t, await open());
    const payload = {
      lineId: await test.line('201'),
      totalCents: 90_000,
      parts: [
        { dueYear: 2022, cents: 60_000 },
        { dueYear: 2023, cents: 30_000 },
      ],
      effectiveOn: '2021-05-01',
      paper: { number: 78, year: 2021 },
    };
    const ask = (more: object) =>
      controller('/api/requests', {
        method: 'POST',
        json: { kind: 'authorisation', reason: 'Ausbau', payload: { ...payload, ...more } },
      });
    const wrong = await ask({ lineId: await test.line('105'), totalCents: 1, paper: null });
    assert.deepEqual(
      ((await wrong.json()) as Problem).errors?.map((fault) => fault.path),
      ['payload.lineId', 'payload.totalCents', 'payload.paper'],
    );
    const made = await ask({});
    assert.equal(made.status, 201, await made.clone().text());
    const request = (await made.json()) as { id: number; version: number };
    const later = () => get<LaterYears>(controller, '/api/later-years?year=2021&asOf=2021-06-30');
    assert.deepEqual((await later()).authorisations, []);
    assert.equal((await approve(second, request)).status, 200);
    const order = {
      ...{ orderNumber: '4712', lineId: payload.lineId, text: 'Tiefbau', orderedOn: '2021-06-01' },
      parts: [{ dueYear: 2022, cents: 25_000 }],
    };
    const entered = await controller('/api/orders', { method: 'POST', json: order });
    assert.equal(entered.status, 201, await entered.clone().text());
    const { rows, authorisations } = await later();
    assert.deepEqual(
      rows
        .filter((row) => row.investment)
        .map((row) => [row.dueYear, row.authorisedCents, row.usedCents, row.freeCents]),
      [
        [2022, 60_000, 25_000, 35_000],
        [2023, 30_000, 0, 30_000],
      ],
    );
    assert.deepEqual(
      authorisations.map((one) => [one.line, one.dueYear, one.paper]),
      [
        ['201', 2022, 'GRDrs 78/2021'],
        ['201', 2023, 'GRDrs 78/2021'],
      ],
    );
    const less = await ask({ totalCents: -40_000, parts: [{ dueYear: 2022, cents: -40_000 }] });
    assert.match(((await less.json()) as Problem).errors?.[0]?.message ?? '', /bestellt sind 250,00 €/u);
  });

  test('No authorisation without an approved request, whoever writes it', async (t) => {
    const db = await open();
    const { test } = await world(t, db);
    const lineId = await test.line('201');
    await assert.rejects(
      db.writeTransaction((query) =>
        query
          .insertInto('commitment_authorisation')
          .values({
            ...{ line_id: lineId, due_year: 2022, cents: 1 as never, effective_on: '2021-05-01' as never },
            ...{ reason: 'x', council_paper_id: null, request_id: null, reverses_id: null },
            ...{ origin: 'live', recorded_seq: 1 },
          })
          .execute(),
      ),
      /four-eyes/u,
    );
  });

  test('A forecast is given with date and author, supersedes the one before, and is never changed', async (t) => {
    const { test, controller } = await world(t, await open());
    const id = await test.line('103');
    const give = (json: object) => controller(`/api/budget/lines/${id}/forecasts`, { method: 'POST', json });
    const first = await give({ forecastOn: '2021-05-31', cents: 99_000_000, note: 'Angebote liegen vor' });
    assert.equal(first.status, 201, await first.clone().text());
    await give({ forecastOn: '2021-06-30', cents: 112_000_000, note: 'Preise gestiegen' });
    await give({ forecastOn: '2021-06-15', cents: 1, note: 'später erfasst, älterer Stand' });
    const { row, given } = await get<LineForecasts>(controller, `/api/budget/lines/${id}/forecasts`);
    assert.deepEqual(
      [row.P, row.basis, row.againstF, row.againstA],
      [112_000_000, 'reported', 14_000_000, 26_000_000],
    );
    assert.equal(row.substantial, true, 'P is more than a tenth above F');
    assert.deepEqual(
      given.map((one) => [one.forecastOn, one.author]),
      [
        ['2021-06-30', 'Test controller'],
        ['2021-06-15', 'Test controller'],
        ['2021-05-31', 'Test controller'],
      ],
    );
    const may = await get<ForecastPage>(controller, '/api/forecasts?year=2021&asOf=2021-05-31');
    assert.deepEqual(
      may.rows.map((one) => [one.line.number, one.P, one.basis]),
      [
        ['103', 99_000_000, 'reported'],
        ['105', 80_625_000, 'revised-budget'],
        ['131', 31_000_000, 'revised-budget'],
        ['201', 124_000_000, 'revised-budget'],
        ['900', -1_000_000, 'revised-budget'],
      ],
    );
    const tomorrow = await give({ forecastOn: '2021-07-02', cents: -5, note: 'morgen' });
    assert.deepEqual(
      ((await tomorrow.json()) as Problem).errors?.map((fault) => fault.path),
      ['forecastOn', 'cents'],
    );
  });
});
