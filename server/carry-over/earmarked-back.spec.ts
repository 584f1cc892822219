import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { RequestPreview } from '#shared/approvals/requests.ts';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import { submitted } from '../approvals/test-requests.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { failing } from './test-carried.ts';
import { approve, get, world } from '../orders/test-planning.ts';

const CENTS = 1_234_500;

/** Earmarked income of 12.345,00 on line 105/2021, approved by two. */
async function earmarked(t: TestContext, db: Database) {
  const given = await world(t, db);
  const lineId = await given.test.line('105');
  const { id: incomeLineId } = await db.read
    .selectFrom('budget_line')
    .where('kind', '=', 'income')
    .where('year', '=', 2021)
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const payload = { movement: 'Z', incomeLineId, lineId, cents: CENTS, effectiveOn: '2021-06-01' };
  const request = await submitted(given.controller, { kind: 'movement', reason: 'Zuwendung', payload });
  const answer = await approve(given.second, request);
  assert.equal(answer.status, 200, await answer.clone().text());
  const detail = (): Promise<BudgetLineDetail> =>
    get<BudgetLineDetail>(given.controller, `/api/budget/lines/${lineId}?asOf=2021-12-31`);
  const booked = (await detail()).movements.filter((row) => row.takesBack);
  const [movement] = booked;
  assert.ok(movement && booked.length === 1, 'the page offers the one way back');
  const back = {
    ...{ kind: 'movement', reason: 'Zuwendung widerrufen' },
    payload: { what: 'back', movementIds: [movement.id] },
  };
  return { ...given, db, lineId, incomeLineId, detail, back };
}

forEachDatabase((open) => {
  test('Earmarked income is taken back by two people on both lines, and both facts stay', async (t) => {
    const given = await earmarked(t, await open());
    const before = await failing(given.db);
    const { kind, payload } = given.back;
    const preview = await given.controller('/api/requests/preview', {
      method: 'POST',
      json: { kind, payload },
    });
    assert.equal(preview.status, 200, await preview.clone().text());
    const { effect } = (await preview.json()) as RequestPreview;
    const own = effect.lines.find((line) => line.number === '105');
    assert.equal((own?.after.Z ?? 0) - (own?.before.Z ?? 0), -CENTS);
    const request = await submitted(given.controller, given.back);
    assert.equal((await approve(given.controller, request)).status, 403, 'not by who asked');
    assert.equal((await approve(given.second, request)).status, 200);
    const { movements, line } = await given.detail();
    assert.deepEqual(
      movements.filter((row) => row.kind === 'Z').map((row) => [row.cents, row.takesBack]),
      [
        [CENTS, false],
        [-CENTS, false],
      ],
    );
    assert.equal(line.figures.Z, 0);
    const income = await get<BudgetLineDetail>(
      given.controller,
      `/api/budget/lines/${given.incomeLineId}?asOf=2021-12-31`,
    );
    assert.equal(income.line.figures.Z, 0);
    const again = await given.controller('/api/requests', { method: 'POST', json: given.back });
    assert.equal(again.status, 422);
    assert.match(await again.text(), /schon zurückgenommen/u);
    assert.deepEqual(await failing(given.db), before);
  });

  test('Earmarked income that is used up is not taken back, and the refusal says what is short', async (t) => {
    const given = await earmarked(t, await open());
    const { groupAvailableCents } = await given.detail();
    const json = {
      ...{ orderNumber: '4799', text: 'Gerät', orderedOn: '2021-06-10', lineId: given.lineId },
      parts: [{ dueYear: 2021, cents: groupAvailableCents }],
    };
    assert.equal((await given.controller('/api/orders', { method: 'POST', json })).status, 201);
    // The first month end from the income on decides: what its cover group has free there is kept.
    const june = await get<BudgetLineDetail>(
      given.controller,
      `/api/budget/lines/${given.lineId}?asOf=2021-06-30`,
    );
    const short = formatEuro(toCents(CENTS - (june.groupAvailableCents ?? 0)));
    const refused = await given.controller('/api/requests', { method: 'POST', json: given.back });
    assert.equal(refused.status, 422);
    assert.ok((await refused.text()).includes(`am 30.06.2021 fehlten nach der Rücknahme ${short} €`));
    assert.equal((await given.detail()).line.figures.Z, CENTS);
  });
});
