import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { overviewAt } from '../overview/overview.sql.ts';
import { startTestRequests, submitted } from '../approvals/test-requests.ts';
import type { TestRequests } from '../approvals/test-requests.ts';

async function ask(t: TestRequests, payload: unknown): Promise<[number, string]> {
  const controller = await t.as('controller');
  const json = { kind: 'movement', reason: 'im Test', payload };
  const answer = await controller('/api/requests', { method: 'POST', json });
  const problem = (await answer.json()) as Partial<Problem>;
  return [answer.status, problem.errors?.[0]?.message ?? ''];
}

async function carryOut(t: TestRequests, payload: unknown): Promise<void> {
  const json = { kind: 'movement', reason: 'im Test', payload };
  const { id, version } = await submitted(await t.as('controller'), json);
  const second = await t.as('controller2');
  const answer = await second(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });
  assert.equal(answer.status, 200, await answer.text());
}

forEachDatabase((open) => {
  test('What was blocked is released once, also when it is blocked again later in the year', async (tx) => {
    const t = await startTestRequests(await open());
    tx.after(() => t.app.close());
    const lineId = await t.line('103');
    const block = (direction: 'block' | 'release', effectiveOn: string) => ({
      ...{ movement: 'S', lineId, direction, effectiveOn, amount: { by: 'cents', cents: 10_000 } },
    });
    await carryOut(t, block('block', '2021-07-01'));
    await carryOut(t, block('release', '2021-09-01'));
    await carryOut(t, block('block', '2021-11-01'));
    // Both on its day and at the end of the year 100,00 are blocked; on 1 September −100,00 would be.
    const [status, message] = await ask(t, block('release', '2021-08-01'));
    assert.equal(status, 422);
    assert.match(message, /am 01\.09\.2021 weniger als nichts gesperrt \(−100,00 €\)/u);
    assert.equal((await ask(t, block('release', '2021-12-01')))[0], 201);
  });

  test('What a later supplement brings is not given away before it is there', async (tx) => {
    const db = await open();
    const t = await startTestRequests(db);
    tx.after(() => t.app.close());
    const [from, to] = [await t.line('103'), await t.line('131')];
    const free = async (on: string): Promise<number> => {
      const page = (await (
        await (
          await t.as('controller')
        )(`/api/budget?asOf=${on}&year=2021`)
      ).json()) as BudgetPage;
      const groups = page.ledgers.flatMap((ledger) => ledger.groups);
      return groups.find((group) => group.lines.some((line) => line.id === from))?.figures.V ?? NaN;
    };
    const paper = { number: 2, year: 2021, entry: { title: 'a', body: 'b', sessionOn: '2021-01-01' } };
    await carryOut(t, {
      movement: 'S',
      lineId: from,
      direction: 'block',
      effectiveOn: '2021-08-16',
      amount: { by: 'cents', cents: 400_000 },
    });
    await carryOut(t, { movement: 'N', lineId: from, cents: 900_000, effectiveOn: '2021-11-01', paper });
    // More than the group has in autumn, less than it has on the day and at the end of the year.
    const cents = (await free('2021-10-31')) + 100_000;
    assert.ok(cents < (await free('2021-08-02')) && cents < (await free('2021-12-31')));
    const give = { movement: 'U', fromLineId: from, toLineId: to, cents, effectiveOn: '2021-08-02' };
    const [status, message] = await ask(t, give);
    assert.equal(status, 422);
    assert.match(
      message,
      /^Deckungskreis .+ hätte am 16\.08\.2021 nur noch −1\.000,00 € verfügbar: Es fehlen 1\.000,00 €\.$/u,
    );
    assert.equal((await ask(t, { ...give, cents: cents - 100_000 }))[0], 201);
  });

  test('A line gets one appropriation, also when the second is dated before the first', async (tx) => {
    const t = await startTestRequests(await open());
    tx.after(() => t.app.close());
    const paper = { number: 1, year: 2021, entry: { title: 'a', body: 'b', sessionOn: '2021-01-01' } };
    const newLine = {
      ...{ number: '198', name: 'Neu', year: 2021, ledger: 'result', kind: 'material' },
      ...{ subBudget: '100', coverGroup: '100-A', account: '440', costObject: '0198' },
    };
    await carryOut(t, { movement: 'A', newLine, cents: 5_000, effectiveOn: '2021-09-01', paper });
    const lineId = await t.line('198');
    const again = { movement: 'A', lineId, cents: 5_000, effectiveOn: '2021-08-01', paper };
    const [status, message] = await ask(t, again);
    assert.equal(status, 422);
    assert.match(message, /schon einen Ansatz \(50,00 €\)/u);
  });

  test('The overview as known on a day tells of no movement that was recorded later', async (tx) => {
    const db = await open();
    const t = await startTestRequests(db);
    tx.after(() => t.app.close());
    const { seq: before } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const on = '2021-07-01';
    const amount = { by: 'cents', cents: 12_345 };
    await carryOut(t, {
      movement: 'S',
      lineId: await t.line('105'),
      direction: 'block',
      amount,
      effectiveOn: on,
    });
    const told = async (knownSeq?: number) =>
      (await overviewAt(db.read, toIsoDate('2021-07-31'), knownSeq)).sinceLastReport.events.filter((event) =>
        event.text.startsWith('123,45'),
      ).length;
    assert.deepEqual([await told(), await told(before)], [1, 0]);
  });
});
