import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchResult } from '#shared/search/search.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
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
});
