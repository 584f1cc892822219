import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { SearchResult } from '#shared/search/search.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import { migrate } from '../db/migrate.ts';
import { foldAllDueTexts, searchTextFaults } from '../db/search-texts.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

forEachDatabase((open, _, openOld) => {
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

  test('Umlauts, capitals and decomposed letters are found however they are typed', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const session_on = toIsoDate('2021-07-01');
    const by = { clock: systemClock, writer: { id: null, name: 'test' } };
    await transact(db, by, async (tx) => {
      const paper = { number: 316, year: 2021, supplement: 'E1', kind: 'budget' as const };
      await tx.query
        .insertInto('council_paper')
        .values({
          ...{ ...paper, title: 'ÜBERTRAGUNG der A\u0308mter', body: 'Gemeinderat', session_on },
          ...{ origin: 'live', recorded_seq: tx.seq },
        })
        .execute();
      return { result: undefined, change: { action: 'paper.record', entity: 'council_paper', entityId: 12 } };
    });
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const wanted = [
      'übertragung',
      'UEBERTRAGUNG',
      'ubertragung',
      'ÄMTER',
      'aemter',
      'GRDrs 316/2021',
      '316/2021-E1',
    ];
    for (const text of [...wanted, 'ämter übertragung', 'gemeinderat']) {
      const answer = await controller(`/api/search?q=${encodeURIComponent(text)}`);
      const { hits } = (await answer.json()) as SearchResult;
      assert.deepEqual(
        hits.map((hit) => hit.name),
        ['ÜBERTRAGUNG der A\u0308mter'],
        text,
      );
    }
  });

  test('What is renamed is found by its new name at once, and verify knows a text that is not folded', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const found = async (q: string): Promise<number> =>
      ((await (await controller(`/api/search?q=${encodeURIComponent(q)}`)).json()) as SearchResult).hits
        .length;
    assert.equal(await found('Straßennetz'), 0);
    const by = { clock: systemClock, writer: { id: null, name: 'test' } };
    await transact(db, by, async (tx) => {
      const line = await tx.query.selectFrom('budget_line').select('id').executeTakeFirstOrThrow();
      await tx.query
        .updateTable('budget_line')
        .set({ name: 'Straßennetz' })
        .where('id', '=', line.id)
        .execute();
      return {
        result: undefined,
        change: { action: 'line.rename', entity: 'budget_line', entityId: line.id },
      };
    });
    assert.equal(await found('strassennetz'), 1);
    assert.deepEqual((await db.snapshot(searchTextFaults)).faults, []);
    await db.writeTransaction((query) =>
      query.updateTable('search_text').set({ folded: 'anders' }).where('name', '=', 'Straßennetz').execute(),
    );
    assert.equal((await db.snapshot(searchTextFaults)).faults.length, 1);
  });

  test('A database that was just lifted is searched whole', async (t) => {
    const db = await openOld();
    await migrate(db);
    await foldAllDueTexts(db);
    assert.deepEqual((await db.snapshot(searchTextFaults)).faults, []);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controlling1');
    const kindsOf = async (q: string): Promise<string[]> => {
      const answer = await controller(`/api/search?q=${encodeURIComponent(q)}`);
      const { hits } = (await answer.json()) as SearchResult;
      return [...new Set(hits.map((hit) => hit.kind))];
    };
    assert.deepEqual(await kindsOf('eAkte'), ['project', 'line', 'position']);
    assert.deepEqual(await kindsOf('0004599000001'), ['order']);
    assert.deepEqual(await kindsOf('9970000001'), ['posting']);
  });
});
