import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { SavedViewList } from '#shared/saved-views/saved-views.ts';
import { MOST_PRIVATE_VIEWS } from '#shared/saved-views/view-query.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { viewsSound } from './checks.sql.ts';

const clock = { now: () => '2026-07-02T08:00:00.000Z' as Instant };
const LIST = '/api/saved-views?page=projekte';
const VIEW = {
  page: 'projekte',
  name: 'Gelb und teuer',
  query: 'ansicht=gelb-rot&sort=-verfuegbar',
  scope: 'private',
  role: null,
};

const listOf = async (answer: Response | Promise<Response>): Promise<SavedViewList> =>
  (await (await answer).json()) as SavedViewList;
const faultsOf = async (answer: Response): Promise<string[]> => {
  assert.equal(answer.status, 422);
  return ((await answer.json()) as Problem).errors?.map(({ path }) => path) ?? [];
};

forEachDatabase((open) => {
  async function start() {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db, { clock });
    const save = (fetch: TestFetch, change: Partial<Record<keyof typeof VIEW, unknown>> = {}) =>
      fetch('/api/saved-views', { method: 'POST', json: { ...VIEW, ...change } });
    return { db, app, save, office: await app.as('programme-office'), lead: await app.as('project-lead') };
  }

  test('A private view is its owner’s alone: to anybody else it is missing, also to who shares', async (t) => {
    const { db, app, save, office, lead } = await start();
    t.after(() => app.close());
    const saved = await save(lead);
    assert.equal(saved.status, 201);
    const [view] = (await listOf(saved)).views;
    assert.deepEqual(
      [view?.name, view?.query, view?.scope, view?.version, view?.mayChange],
      [VIEW.name, VIEW.query, 'private', 1, true],
    );
    assert.deepEqual((await listOf(office(LIST))).views, []);
    const ids = [view?.id, 876_543];
    const answers = await Promise.all(
      ids.map(async (id) => {
        const foreign = await office(`/api/saved-views/${id}`, {
          method: 'PATCH',
          json: { name: 'x' },
          ifMatch: 1,
        });
        const { traceId: _traceId, ...problem } = (await foreign.json()) as Problem;
        return problem;
      }),
    );
    assert.equal(answers[0]?.status, 404);
    assert.deepEqual(answers[0], answers[1]);
    const history = await db.read
      .selectFrom('history')
      .where('entity', '=', 'saved_view')
      .select('action')
      .execute();
    assert.deepEqual(history, [{ action: 'saved-view.add' }]);
  });

  test('Programme office and administration share; a default is one a role, and shown to that role first', async (t) => {
    const { db, app, save, office, lead } = await start();
    t.after(() => app.close());
    assert.equal((await save(lead, { scope: 'shared' })).status, 403);
    assert.equal((await save(lead, { scope: 'role', role: 'project-lead' })).status, 403);
    await save(office, { scope: 'shared', name: 'Für alle' });
    await save(await app.as('admin'), {
      scope: 'role',
      role: 'project-lead',
      name: 'Meine zuerst',
      query: 'ansicht=meine',
    });
    const seen = await listOf(lead(LIST));
    assert.deepEqual(
      seen.views.map(({ name, mayChange }) => [name, mayChange]),
      [
        ['Für alle', false],
        ['Meine zuerst', false],
      ],
    );
    assert.equal(seen.defaultId, seen.views[1]?.id);
    const others = await listOf((await app.as('council'))(LIST));
    assert.deepEqual(
      others.views.map(({ name }) => name),
      ['Für alle'],
    );
    assert.equal(others.defaultId, null);
    assert.deepEqual(await faultsOf(await save(office, { scope: 'role', role: 'project-lead' })), ['role']);
    const refused = await lead(`/api/saved-views/${seen.defaultId}`, { method: 'DELETE', ifMatch: 1 });
    assert.equal(refused.status, 403);
    const ended = await office(`/api/saved-views/${seen.defaultId}`, { method: 'DELETE', ifMatch: 1 });
    assert.equal(ended.status, 200);
    assert.equal((await listOf(lead(LIST))).defaultId, null);
    assert.equal(
      (await save(office, { scope: 'role', role: 'project-lead' })).status,
      201,
      'there is room again',
    );
    assert.deepEqual((await viewsSound(db.read)).faults, []);
  });

  test('A view is renamed and overwritten on the version that was read, and never twice by one name', async (t) => {
    const { app, save, lead } = await start();
    t.after(() => app.close());
    const [view] = (await listOf(save(lead))).views;
    await save(lead, { name: 'Zweite', query: 'f.projekt=eAkte' });
    const path = `/api/saved-views/${view?.id}`;
    const renamed = await lead(path, {
      method: 'PATCH',
      json: { name: 'Neu', query: 'sort=ende' },
      ifMatch: 1,
    });
    assert.deepEqual(
      (await listOf(renamed)).views.map(({ name, query, version }) => [name, query, version]),
      [
        ['Neu', 'sort=ende', 2],
        ['Zweite', 'f.projekt=eAkte', 1],
      ],
    );
    assert.equal((await lead(path, { method: 'PATCH', json: { name: 'Spät' }, ifMatch: 1 })).status, 412);
    assert.deepEqual(
      await faultsOf(await lead(path, { method: 'PATCH', json: { name: 'Zweite' }, ifMatch: 2 })),
      ['name'],
    );
    assert.deepEqual(await faultsOf(await save(lead, { name: 'Zweite' })), ['name']);
    assert.equal((await lead(path, { method: 'DELETE', ifMatch: 2 })).status, 200);
    assert.equal((await lead(path, { method: 'DELETE', ifMatch: 3 })).status, 404);
  });

  test('Bad input is said in German at its field, every fault at once; nothing is written', async (t) => {
    const { db, app, save, lead } = await start();
    t.after(() => app.close());
    const answer = await save(lead, { name: ' ', query: 'projekt=3', scope: 'role' });
    assert.equal(answer.status, 400);
    const { errors = [] } = (await answer.json()) as Problem;
    assert.deepEqual(errors.map(({ path }) => path).toSorted(), ['name', 'query', 'role']);
    for (const bad of [
      { name: 'a'.repeat(81) },
      { query: '' },
      { query: 'sort=a&ansicht=b' },
      { query: `f.projekt=${'a'.repeat(2000)}` },
      { query: 'sort=a&sort=b' },
      { query: '<x>=1' },
      { page: 'nirgends' },
      { scope: 'private', role: 'office' },
    ])
      assert.equal((await save(lead, bad)).status, 400, JSON.stringify(bad));
    const rows = await db.read.selectFrom('saved_view').select('id').execute();
    assert.deepEqual(rows, []);
    assert.equal((await (await app.as('council'))('/api/saved-views?page=stellen')).status, 403);
  });

  test('An account has at most fifty private views of a page, and room again once one has ended', async (t) => {
    const { app, save, lead } = await start();
    t.after(() => app.close());
    for (let n = 0; n < MOST_PRIVATE_VIEWS; n += 1)
      assert.equal((await save(lead, { name: `Ansicht ${n}` })).status, 201);
    assert.deepEqual(await faultsOf(await save(lead)), ['name']);
    assert.equal((await save(lead, { page: 'risiken' })).status, 201, 'another page has its own');
    const [first] = (await listOf(lead(LIST))).views;
    await lead(`/api/saved-views/${first?.id}`, { method: 'DELETE', ifMatch: 1 });
    assert.equal((await save(lead)).status, 201);
  });

  test('verify finds a view of a page that is not there and one that no address has', async (t) => {
    const { db, app, save, lead } = await start();
    t.after(() => app.close());
    await save(lead);
    await save(lead, { name: 'Zweite' });
    const rows = await db.read.selectFrom('saved_view').select('id').orderBy('id').execute();
    await db.writeTransaction(async (query) => {
      await query
        .updateTable('saved_view')
        .set({ page: 'nirgends' })
        .where('id', '=', rows[0]?.id ?? 0)
        .execute();
      await query
        .updateTable('saved_view')
        .set({ query: 'b=1&a=2' })
        .where('id', '=', rows[1]?.id ?? 0)
        .execute();
    });
    assert.deepEqual((await viewsSound(db.read)).faults, [
      `Ansicht ${rows[0]?.id}: eine Seite, die es nicht gibt`,
      `Ansicht ${rows[1]?.id}: keine Adresse einer Liste`,
    ]);
  });
});
