import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { MasterAnswer, MasterList } from '#shared/master-data/master-data.ts';
import type { PastePreview } from '#shared/master-data/paste.ts';
import { DEMO } from '../demo/test-demo.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { readWorkbook } from '../workbook/test-workbook.ts';
import { verify } from '../verify/verify.ts';

const clock: Clock = { now: () => '2022-03-01T08:00:00.000Z' as Instant };
const OFFICES = '/api/master-data/offices';

async function listOf(ask: TestFetch, kind = 'offices', asOf = '2022-03-01'): Promise<MasterList> {
  return (await (await ask(`/api/master-data/${kind}?asOf=${asOf}`)).json()) as MasterList;
}

async function made(ask: TestFetch, code: string, name: string, kind = 'offices', more = {}) {
  const json = { values: { code, name, ...more }, from: '2021-01-01', reason: '' };
  const answer = await ask(`/api/master-data/${kind}`, { method: 'POST', json });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as MasterAnswer).row;
}

const errorsOf = async (answer: Response): Promise<string[]> =>
  (((await answer.json()) as Problem).errors ?? []).map(({ path, message }) => `${path}: ${message}`);

forEachDatabase((open) => {
  async function empty() {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db, { clock });
    return { db, app, ask: await app.as('admin') };
  }

  test('An empty database gets offices, fields, stages and sub-budgets, and every change is in the history', async () => {
    const { db, app, ask } = await empty();
    await made(ask, '10', 'Haupt- und Personalamt');
    await made(ask, 'A', 'Prozesse', 'fields', { position: '1' });
    await made(ask, 'S1', 'Stufe 1', 'stages', { firstYear: '2021', lastYear: '2023' });
    await made(ask, '100', 'Innere Verwaltung', 'sub-budgets', { office: '10' });
    const { rows, choices } = await listOf(ask, 'sub-budgets');
    assert.deepEqual(rows[0]?.values, { code: '100', name: 'Innere Verwaltung', office: '10' });
    assert.deepEqual(choices, { office: [{ code: '10', name: 'Haupt- und Personalamt' }] });
    const written = await db.read
      .selectFrom('history')
      .where('action', 'like', 'master-data.%')
      .select(['action', 'entity', 'entity_id'])
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      written.map((row) => `${row.entity} ${row.entity_id}`),
      ['offices 10', 'fields A', 'stages S1', 'sub-budgets 100'],
    );
    assert.equal((await verify(db)).ok, true);
    await app.close();
  });

  test('Every fault is told at once at its field, and a code is one by its key for ever', async () => {
    const { app, ask } = await empty();
    await made(ask, '010', 'Hauptamt');
    const json = { values: { code: '', name: '' }, from: '2021-01-01', reason: '' };
    assert.deepEqual(await errorsOf(await ask(OFFICES, { method: 'POST', json })), [
      'values.code: Nummer fehlt.',
      'values.name: Name fehlt.',
    ]);
    const again = { ...json, values: { code: '10', name: 'Zweites' } };
    assert.match(
      (await errorsOf(await ask(OFFICES, { method: 'POST', json: again })))[0] ?? '',
      /gehört schon zu/u,
    );
    const stage = { code: 'S1', name: 'Stufe', firstYear: '2023', lastYear: '2021' };
    const turned = await ask('/api/master-data/stages', { method: 'POST', json: { ...json, values: stage } });
    assert.deepEqual(await errorsOf(turned), [
      'values.lastYear: Das letzte Haushaltsjahr liegt vor dem ersten.',
    ]);
    const lost = { code: '1', name: 'THH', office: '99' };
    const pointing = await ask('/api/master-data/sub-budgets', {
      method: 'POST',
      json: { ...json, values: lost },
    });
    assert.deepEqual(await errorsOf(pointing), ['values.office: Das Amt „99“ gibt es nicht.']);
    await app.close();
  });

  test('A new name counts from its day on, and earlier days keep the old one', async () => {
    const { db, app, ask } = await empty();
    const row = await made(ask, '17', 'Digitalisierung');
    const rename = (name: string, on: string, version: number) =>
      ask(`${OFFICES}/${row.id}/changes`, {
        method: 'POST',
        json: { values: { code: '17', name }, on, reason: 'Neuordnung' },
        ifMatch: version,
      });
    const r0 = await rename('Amt für Digitales', '2022-01-01', 1);
    assert.equal(r0.status, 200, await r0.text());
    assert.equal((await rename('Zu spät gesehen', '2022-02-01', 1)).status, 412);
    assert.equal((await rename('Digitalamt', '2021-06-01', 2)).status, 200);
    const nameOn = async (asOf: string) => (await listOf(ask, 'offices', asOf)).rows[0]?.values['name'];
    assert.deepEqual(
      [await nameOn('2021-05-31'), await nameOn('2021-06-01'), await nameOn('2022-01-01')],
      ['Digitalisierung', 'Digitalamt', 'Amt für Digitales'],
    );
    const stored = await db.read.selectFrom('office').select('name').executeTakeFirstOrThrow();
    assert.equal(stored.name, 'Amt für Digitales', 'the row has the newest');
    assert.equal((await verify(db)).ok, true);
    await app.close();
  });

  test('What is used ends only with a successor, is told with counts, and an end can be taken back', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    const ask = await app.as('admin');
    const office = (await listOf(ask)).rows.find(({ uses }) =>
      uses.some(({ words }) => /Projekt/u.test(words)),
    );
    assert.ok(office);
    const end = (json: object, version: number) =>
      ask(`${OFFICES}/${office.id}/end`, { method: 'POST', json, ifMatch: version });
    const bare = { on: '2022-12-31', successors: [], reason: 'aufgelöst' };
    assert.match(
      (await errorsOf(await end(bare, office.version)))[0] ?? '',
      /^successors: Danach gehören noch dazu: \d+ Projekt/u,
    );
    const [first, second] = [await made(ask, '901', 'Erbe'), await made(ask, '902', 'Mitbe')];
    const split = { ...bare, successors: ['901', '902'] };
    const ended = ((await (await end(split, office.version)).json()) as MasterAnswer).row;
    assert.deepEqual([ended.to, ended.successors.map(({ code }) => code)], ['2022-12-31', ['901', '902']]);
    assert.ok(first.id !== second.id && ended.uses.length > 0, 'what belongs to it is still told');
    const path = `${OFFICES}/${office.id}/end`;
    const back = await ask(path, { method: 'DELETE', ifMatch: ended.version });
    const row = ((await back.json()) as MasterAnswer).row;
    assert.deepEqual([row.to, row.successors], [null, []]);
    assert.equal((await ask(path, { method: 'DELETE', ifMatch: row.version })).status, 422);
    const check = (await verify(db)).checks.find(({ name }) => name === 'master-data');
    assert.equal(check?.ok, true);
    await app.close();
  });

  test('A pasted table is taken as a whole or not at all, and comes out as a file as it is shown', async () => {
    const { db, app, ask } = await empty();
    const post = (path: string, json: object) => ask(`${OFFICES}/pasted${path}`, { method: 'POST', json });
    const text = 'Nummer\tName\n10\tHauptamt\n\tOhne Nummer\n20\tKämmerei';
    const wrong = { text, from: '2021-01-01' };
    const seen = (await (await post('/preview', wrong)).json()) as PastePreview;
    assert.deepEqual([seen.fresh, seen.faulty, seen.rows[1]?.line], [2, 1, 3]);
    const refused = await post('', { ...wrong, reason: '' });
    assert.deepEqual(
      [refused.status, await errorsOf(refused)],
      [422, ['rows.3.code: Zeile 3: Nummer fehlt.']],
    );
    assert.equal((await listOf(ask)).rows.length, 0, 'nothing of it');
    const right = { ...wrong, text: text.replace('\n\tOhne', '\n17\tMit'), reason: 'Gliederungsplan' };
    assert.deepEqual(await (await post('', right)).json(), { made: 3, same: 0 });
    assert.equal((await post('', right)).status, 422, 'all of it stands there');
    const csv = await (await ask(`${OFFICES}/csv?asOf=2022-03-01`)).text();
    assert.match(csv, /^Nummer;Name;gilt ab;endet;Nachfolge\r\n10;Hauptamt;01\.01\.2021;;\r\n17;/u);
    const book = await readWorkbook(Buffer.from(await (await ask(`${OFFICES}/xlsx`)).arrayBuffer()));
    assert.equal(book.worksheets[0]?.name, 'Ämter');
    assert.equal((await verify(db)).ok, true);
    await app.close();
  });

  test('Who may not edit is told no counts', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    const { rows } = await listOf(await app.as('amt1'));
    assert.ok(rows.length > 0 && rows.every(({ uses }) => uses.length === 0));
    await app.close();
  });

  test('Verify finds a name that is missing for early days', async () => {
    const { db, app, ask } = await empty();
    const row = await made(ask, '17', 'Digitalisierung');
    await db.writeTransaction((query) =>
      query.updateTable('office').set({ name: 'Anders' }).where('id', '=', row.id).execute(),
    );
    const check = (await verify(db)).checks.find(({ name }) => name === 'master-data');
    assert.equal(check?.ok, false);
    assert.match(check.detail, /Amt 17, Name: anders als zuletzt festgehalten/u);
    await app.close();
  });
});
