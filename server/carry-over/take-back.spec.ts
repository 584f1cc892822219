import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail, RequestPreview } from '#shared/approvals/requests.ts';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import type { Problem } from '#shared/errors.ts';
import { submitted } from '../approvals/test-requests.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { WHOLE, ordered, carry, carryWithoutOrders, stand, failing } from './test-carried.ts';
import { approve, get } from '../orders/test-planning.ts';

forEachDatabase((open) => {
  test('A carry-over is taken back by two people: money and orders are where they were, both facts stay', async (t) => {
    const given = await ordered(t, await open());
    const before = await stand(given);
    const requestId = await carry(given);
    const rows = await given.db.read
      .selectFrom('movement')
      .where('request_id', '=', requestId)
      .select('id')
      .execute();
    const back = {
      kind: 'carry-over',
      reason: 'falsche Zeile',
      payload: { what: 'back', movementIds: rows.slice(0, 1).map((row) => row.id) },
    };
    const { kind, payload } = back;
    const preview = await given.controller('/api/requests/preview', {
      method: 'POST',
      json: { kind, payload },
    });
    const { title, effect } = (await preview.json()) as RequestPreview;
    assert.match(title, /^Rücknahme: Ermächtigungsübertragung, Zeile 105, 2021, 348\.750,00 €$/u);
    assert.match(effect.notes.join(' '), /Eine mitgenommene Bestellung kommt zurück/u);
    assert.deepEqual(
      effect.lines.map(({ year, before: was, after }) => [year, after.E - was.E, after.O - was.O]),
      [
        [2020, WHOLE - 2_000_000, 4_000_000],
        [2021, 2_000_000 - WHOLE, -4_000_000],
      ],
    );
    const request = await submitted(given.controller, back);
    assert.equal((await approve(given.controller, request)).status, 403, 'not by who asked');
    assert.equal((await approve(given.second, request)).status, 200);
    assert.deepEqual(await stand(given), before);
    const kept = await given.db.read
      .selectFrom('movement')
      .where('kind', '=', 'E')
      .where('request_id', 'in', [requestId, request.id])
      .select('id')
      .execute();
    assert.equal(kept.length, 4, 'what was booked and what took it back');
    const again = await given.controller('/api/requests', { method: 'POST', json: back });
    assert.equal(again.status, 422);
    assert.match(await again.text(), /schon zurückgenommen/u);
    assert.deepEqual(await failing(given.db), []);
    await carry(given);
    assert.equal((await stand(given))[0], 0, 'carried anew, orders and all');
    assert.deepEqual(await failing(given.db), []);
  });

  test('What was given and is used meanwhile is not taken back, and the refusal says what is short', async (t) => {
    const given = await ordered(t, await open());
    const requestId = await carry(given);
    const group = await get<BudgetLineDetail>(
      given.controller,
      `/api/budget/lines/${given.to}?asOf=2021-12-31`,
    );
    const json = {
      ...{ orderNumber: '4799', text: 'Gerät', orderedOn: '2021-04-01', lineId: given.to },
      parts: [{ dueYear: 2021, cents: group.groupAvailableCents }],
    };
    assert.equal((await given.controller('/api/orders', { method: 'POST', json })).status, 201);
    const { id } = await given.db.read
      .selectFrom('movement')
      .where('request_id', '=', requestId)
      .select('id')
      .executeTakeFirstOrThrow();
    const back = { kind: 'carry-over', reason: 'zurück', payload: { what: 'back', movementIds: [id] } };
    const refused = await given.controller('/api/requests', { method: 'POST', json: back });
    assert.equal(refused.status, 422);
    assert.match(
      await refused.text(),
      /Deckungskreis 100-A, 2021: am \d\d\.\d\d\.2021 fehlten nach der Rücknahme/u,
    );
  });

  test('Orders that were left behind are found by name and amount, and follow by a request', async (t) => {
    const given = await ordered(t, await open());
    const before = await stand(given);
    await carryWithoutOrders(given);
    const found = await failing(given.db);
    assert.match(
      found.join(),
      /^orders-followed: Bestellung 4711 blieb mit 40\.000,00 € auf Zeile 105, 2020, obwohl ihr Geld nach 2021 übertragen ist/u,
    );
    const follow = { kind: 'carry-over', reason: 'nachziehen', payload: { what: 'follow', year: 2020 } };
    const request = await submitted(given.controller, follow);
    const detail = await get<RequestDetail>(given.second, `/api/requests/${request.id}`);
    assert.match(
      detail.request.title,
      /^Aufträge nachziehen 2020 nach 2021: eine Bestellung, 40\.000,00 €$/u,
    );
    assert.equal((await approve(given.second, request)).status, 200);
    const [o2020, v2020, o2021 = 0] = await stand(given);
    assert.deepEqual([o2020, v2020, o2021 - (before[2] ?? 0)], [0, 0, 4_000_000]);
    assert.deepEqual(await failing(given.db), []);
    const again = await given.controller('/api/requests', { method: 'POST', json: follow });
    assert.equal(again.status, 422);
  });

  test('Every fault of a way back is named at its place', async (t) => {
    const given = await ordered(t, await open());
    const ask = async (payload: unknown) => {
      const answer = await given.controller('/api/requests/preview', {
        method: 'POST',
        json: { kind: 'carry-over', payload },
      });
      const { errors = [] } = (await answer.json()) as Problem;
      return [answer.status, ...errors.map((error) => error.path)];
    };
    assert.deepEqual(await ask({ what: 'back', movementIds: [] }), [400, 'payload.movementIds']);
    assert.deepEqual(await ask({ what: 'back', movementIds: [987_654] }), [422, 'payload.movementIds.0']);
    assert.deepEqual(await ask({ what: 'back', movementIds: [1], more: 1 }), [400, 'payload.more']);
    const transfer = await given.db.read
      .selectFrom('movement')
      .where('kind', '=', 'A')
      .select('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    assert.deepEqual(await ask({ what: 'back', movementIds: [transfer.id] }), [422, 'payload.movementIds.0']);
    assert.deepEqual(await ask({ what: 'follow', year: 2021 }), [422, 'payload.lineIds']);
  });
});
