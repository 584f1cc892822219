import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { EventPreview, EventsWritten, PostCourse } from '#shared/positions/post-changes.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';
import { readWorkbook } from '../workbook/test-workbook.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const POST = {
  ...{ number: '51-001', title: 'Anwendungsbetreuung', grade: 'EG 9b', fte: 10_000, office: '51' },
  ...{ field: 'prozesse', stage: 'I', project: '', paper: '', authorisedOn: '2020-01-01' },
  ...{ plannedStart: '2020-03-01', kwOn: null },
};
const EVENT = {
  kind: 'filled',
  effectiveOn: '2021-06-01',
  share: null,
  gradeTo: null,
  dateTo: null,
  note: '',
};

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  const office = await app.as('programme-office');
  const post = async (path: string, json: unknown) => office(path, { method: 'POST', json });
  const create = async (change: object = {}): Promise<PostCourse> => {
    const response = await post('/api/positions', { ...POST, ...change });
    assert.equal(response.status, 201, await response.clone().text());
    return PostCourse.parse(await response.json());
  };
  const named = ({ post: { id }, version }: PostCourse) => ({ id, version });
  const filled = async (asOf: string): Promise<number> =>
    ((await (await office(`/api/positions?asOf=${asOf}`)).json()) as PositionPage).filled;
  const sound = async () => (await verify(db)).checks.find((one) => one.name === 'posts')?.ok;
  return { db, app, office, post, create, named, filled, sound };
}
const errorsOf = async (response: Response): Promise<[string, string][]> =>
  (((await response.json()) as Problem).errors ?? []).map(({ path, message }) => [path, message]);

forEachDatabase((open) => {
  test('A post is created, half of it filled, and the event taken back with a reason', async (t) => {
    const { app, office, post, create, named, filled, sound } = await start(open);
    t.after(() => app.close());
    const made = await create();
    assert.deepEqual([made.version, made.post.state, made.post.authorisedFte], [1, 'created', 10_000]);
    const twice = await post('/api/positions', { ...POST, office: '99', kwOn: '2019-12-31' });
    assert.deepEqual((await errorsOf(twice)).map(([path]) => path).sort(), [
      'kwOn',
      'kwOn',
      'number',
      'office',
    ]);
    const event = { ...EVENT, posts: [named(made)], share: 5000 };
    const written = await post('/api/positions/events', event);
    assert.equal(written.status, 200, await written.clone().text());
    const { eventIds } = EventsWritten.parse(await written.json());
    assert.deepEqual([await filled('2021-05-31'), await filled('2021-06-01')], [0, 5000]);
    assert.equal((await post('/api/positions/events', event)).status, 412, 'the version was counted up');
    const back = await post('/api/positions/events/withdrawal', { eventIds, reason: 'Falsche Stelle' });
    assert.equal(back.status, 200, await back.clone().text());
    assert.equal(await filled('2021-06-01'), 0);
    const path = `/api/positions/${made.post.id}/course?asOf=2021-07-02`;
    const course = PostCourse.parse(await (await office(path)).json());
    assert.deepEqual(
      course.events.map(({ kind, counts, reason }) => [kind, counts, reason]),
      [['filled', false, 'Falsche Stelle']],
    );
    assert.equal(
      (await post('/api/positions/events/withdrawal', { eventIds, reason: 'Noch einmal' })).status,
      422,
    );
    assert.equal(await sound(), true);
  });

  test('In bulk it is all or nothing, row by row before, and undone at once', async (t) => {
    const { app, post, create, named, filled, sound } = await start(open);
    t.after(() => app.close());
    const made = [
      await create(),
      await create({ number: '51-002', fte: 5000 }),
      await create({ number: '51-003' }),
    ];
    const [first] = made;
    assert.ok(first);
    await post('/api/positions/events', { ...EVENT, kind: 'blocked', posts: [named(first)] });
    const all = made.map(named);
    const preview = await post('/api/positions/events/preview', { ...EVENT, posts: all });
    const { rows } = EventPreview.parse(await preview.json());
    assert.deepEqual(
      rows.map((row) => [row.number, row.faults.length]),
      [
        ['51-001', 1],
        ['51-002', 0],
        ['51-003', 0],
      ],
    );
    const withVersion = all.map((one, at) => (at === 0 ? { ...one, version: 2 } : one));
    const refused = await post('/api/positions/events', { ...EVENT, posts: withVersion });
    assert.equal(refused.status, 422);
    assert.match((await errorsOf(refused))[0]?.[1] ?? '', /^51-001: /u);
    assert.equal(await filled('2021-07-02'), 0, 'none of them');
    const two = await post('/api/positions/events', { ...EVENT, posts: all.slice(1) });
    const { eventIds, posts } = EventsWritten.parse(await two.json());
    assert.deepEqual([posts, await filled('2021-07-02')], [2, 15_000]);
    assert.equal(
      (await post('/api/positions/events/withdrawal', { eventIds, reason: 'Rückgängig' })).status,
      200,
    );
    assert.deepEqual([await filled('2021-07-02'), await sound()], [0, true]);
  });

  test('What would no longer fit is not taken back, and a change keeps number and share', async (t) => {
    const { app, office, post, create, named } = await start(open);
    t.after(() => app.close());
    const made = await create();
    const written = EventsWritten.parse(
      await (await post('/api/positions/events', { ...EVENT, posts: [named(made)] })).json(),
    );
    const vacant = {
      ...EVENT,
      kind: 'vacant',
      effectiveOn: '2021-06-15',
      posts: [{ ...named(made), version: 2 }],
    };
    assert.equal((await post('/api/positions/events', vacant)).status, 200);
    const back = await post('/api/positions/events/withdrawal', {
      ...written,
      posts: undefined,
      reason: 'Irrtum',
    });
    assert.equal(back.status, 422, await back.clone().text());
    const { title, office: code, field, stage, project, paper, plannedStart } = POST;
    const change = { title, office: code, field, stage, project, paper, plannedStart };
    const edit = { ...change, title: 'Fachbetreuung', reason: 'Umbenannt' };
    const path = `/api/positions/${made.post.id}`;
    assert.equal((await office(path, { method: 'PATCH', json: edit, ifMatch: 1 })).status, 412);
    const done = await office(path, { method: 'PATCH', json: edit, ifMatch: 3 });
    assert.equal(done.status, 200, await done.clone().text());
    const changed = PostCourse.parse(await done.json());
    assert.deepEqual([changed.post.title, changed.post.fte, changed.version], ['Fachbetreuung', 10_000, 4]);
    const names = { ...edit, title: 'Stelle von Frau Beispiel' };
    assert.equal((await office(path, { method: 'PATCH', json: names, ifMatch: 4 })).status, 400);
  });

  test('The count of 30 June is what the file says', async (t) => {
    const { app, office, post, create, named } = await start(open);
    t.after(() => app.close());
    const made = await create();
    await create({ number: '51-002', grade: 'A 11', fte: 7500 });
    await post('/api/positions/events', { ...EVENT, posts: [named(made)], share: 2500 });
    const file = await office('/api/positions/headcount.xlsx?year=2021');
    assert.equal(file.status, 200);
    const workbook = await readWorkbook(Buffer.from(await file.arrayBuffer()));
    const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues());
    for (const part of ['Stellen am 30.06.2021', 'EG 9b', 'A 11', '0.75', '0.25', '1.75'])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });
});
