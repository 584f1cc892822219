import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { SearchResult } from '#shared/search/search.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

forEachDatabase((open) => {
  test('Finds by number and by text, whatever the case, and only what the role may see', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const [controller, council] = [await app.as('controller'), await app.as('council')];
    const find = async (fetch: typeof controller, q: string) =>
      (await (await fetch(`/api/search?q=${encodeURIComponent(q)}`)).json()) as SearchResult;
    const lines = (result: SearchResult) => result.hits.filter((hit) => hit.kind === 'line');
    const byNumber = lines(await find(controller, '105'));
    assert.deepEqual(
      byNumber.map((hit) => [hit.number, hit.year]),
      [
        ['105', 2021],
        ['105', 2020],
      ],
    );
    assert.deepEqual(lines(await find(controller, 'zEILE 105')), byNumber);
    assert.deepEqual(lines(await find(council, '105')), [], 'the council sees no lines');
    for (const wild of ['%%', '__', "'; drop table project; --", '\\\\'])
      assert.deepEqual((await find(controller, wild)).hits, [], wild);
    for (const query of ['', '?q=a', `?q=${'x'.repeat(81)}`, '?q=abc&limit=1e9'])
      assert.equal((await controller(`/api/search${query}`)).status, 400, query);
  });

  test('Umlauts are found whatever their case', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
      const session_on = toIsoDate('2021-07-01');
      const paper = { number: 12, year: 2021, title: 'ÜBERTRAGUNG der Ämter', kind: 'budget' as const };
      await tx.query
        .insertInto('council_paper')
        .values({ ...paper, body: 'Gemeinderat', session_on, origin: 'live', recorded_seq: tx.seq })
        .execute();
      return { result: undefined, change: { action: 'paper.record', entity: 'council_paper', entityId: 12 } };
    });
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    for (const text of ['übertragung', 'Übertragung', 'ÄMTER']) {
      const answer = await controller(`/api/search?q=${encodeURIComponent(text)}`);
      const { hits } = (await answer.json()) as SearchResult;
      assert.deepEqual(
        hits.map((hit) => hit.name),
        ['ÜBERTRAGUNG der Ämter'],
        text,
      );
    }
  });
});
