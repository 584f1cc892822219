import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { MoveList, MovePreview } from '#shared/projects/project-moves.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';
import { projectFacts } from './projects.sql.ts';
import { addTestPortfolio } from './test-portfolio.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const day = toIsoDate;

/** A second office, field and stage, and one that is over. */
async function addPlacesToMoveTo(db: Database): Promise<void> {
  await db.writeTransaction(async (query) => {
    const { seq } = await query
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const base = {
      valid_from: day('2020-01-01'),
      valid_to: null,
      origin: 'invented' as const,
      recorded_seq: seq,
    };
    await query
      .insertInto('office')
      .values([
        { ...base, code: '10', name: 'Haupt- und Personalamt' },
        { ...base, code: '99', name: 'Amt von früher', valid_to: day('2020-12-31') },
      ])
      .execute();
    await query
      .insertInto('field_of_action')
      .values({ ...base, code: 'it', name: 'IT', position: 3 })
      .execute();
    await query
      .insertInto('stage')
      .values({ ...base, code: 'II', name: 'Stufe II', first_year: 2022, last_year: 2023 })
      .execute();
  });
}

forEachDatabase((open) => {
  async function start(t: { after: (work: () => Promise<void>) => void }) {
    const db = await open();
    const users = await addTestUsers(db);
    const portfolio = await addTestPortfolio(db, users['project-lead']);
    await addPlacesToMoveTo(db);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const office = await app.as('programme-office');
    const move = (json: Record<string, unknown>) => office('/api/project-moves', { method: 'POST', json });
    const at = async (id: number, asOf: string, knownSeq?: number) => {
      const [facts] = await projectFacts(db.read, { asOf: day(asOf), knownSeq, projectIds: [id] });
      const { office: code, field, stage, budgetCents, mergedInto, state } = facts?.row ?? {};
      return { office: code, field, stage, budgetCents, mergedInto, state, lead: facts?.ledBy };
    };
    const sound = async () => {
      const { checks } = await verify(db);
      assert.deepEqual(
        checks.filter((check) => check.name.startsWith('project-') && !check.ok),
        [],
      );
    };
    return { db, app, office, move, at, sound, users, ...portfolio };
  }

  test('A project belongs to another office from a day on; earlier days and what was known before keep the old one', async (t) => {
    const { db, office, app, move, at, sound, led } = await start(t);
    const { seq } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const body = { projects: [{ id: led, version: 1 }], field: 'office', value: '10', on: '2021-06-01' };
    const preview = await office('/api/project-moves/preview', { method: 'POST', json: body });
    const shown = (await preview.json()) as MovePreview;
    assert.equal(
      shown.sentence,
      'Ab 01.06.2021 gehört P-041 zu Amt 10 Haupt- und Personalamt; Stichtage davor bleiben.',
    );
    assert.equal(shown.rows[0]?.before, '51 Jugendamt');
    assert.equal((await at(led, '2021-06-30')).office, '51', 'a preview writes nothing');
    assert.equal((await move({ ...body, reason: 'Neuer Zuschnitt' })).status, 201);
    assert.equal((await at(led, '2021-05-31')).office, '51');
    assert.equal((await at(led, '2021-06-01')).office, '10');
    assert.equal((await at(led, '2021-06-30', seq)).office, '51', 'as known before');
    for (const [asOf, code] of [
      ['2021-05-31', '51'],
      ['2021-06-30', '10'],
    ] as const) {
      const list = (await (await office(`/api/projects?asOf=${asOf}`)).json()) as ProjectList;
      assert.equal(list.projects.find((one) => one.id === led)?.office, code, `kept list at ${asOf}`);
      const page = (await (await office(`/api/milestones?asOf=${asOf}`)).json()) as MilestonePage;
      assert.equal(page.milestones.find((one) => one.project.id === led)?.office, code);
    }
    // A day between, recorded later: the newest stays the newest.
    const between = { ...body, projects: [{ id: led, version: 2 }], field: 'field', value: 'it' };
    assert.equal((await move({ ...between, reason: 'Neues Feld' })).status, 201);
    const earlier = { ...between, projects: [{ id: led, version: 3 }], value: 'prozesse', on: '2021-06-10' };
    assert.equal((await move({ ...earlier, reason: 'Doch nicht' })).status, 201);
    assert.equal((await at(led, '2021-06-09')).field, 'it');
    assert.equal((await at(led, '2021-06-10')).field, 'prozesse');
    const council = await app.as('controller');
    const detail = (await (await council(`/api/projects/${led}?asOf=2021-06-30`)).json()) as ProjectDetail;
    assert.ok(detail.changes.some((one) => one.summary.startsWith('Amt: 51 → 10')));
    await sound();
  });

  test('Several projects move in one step and come back in one, with one entry each', async (t) => {
    const { db, office, move, at, sound, led, foreign } = await start(t);
    const projects = [
      { id: led, version: 1 },
      { id: foreign, version: 1 },
    ];
    const body = { projects, field: 'stage', value: 'II', on: '2021-06-01', reason: 'Zweite Stufe' };
    const before = await at(led, '2021-06-30');
    assert.ok((before.budgetCents ?? 0) > 0);
    const answer = await move(body);
    const { seq, count } = (await answer.json()) as { seq: number; count: number };
    assert.deepEqual([answer.status, count], [201, 2]);
    assert.deepEqual(
      [(await at(led, '2021-06-30')).stage, (await at(foreign, '2021-06-30')).stage],
      ['II', 'II'],
    );
    assert.equal(
      (await at(led, '2021-06-30')).budgetCents,
      0,
      'money of the other stage counts from that day on',
    );
    assert.deepEqual(await at(led, '2021-05-31'), before, 'earlier days keep their figures');
    const page = (await (await office(`/api/projects/${led}?asOf=2021-06-30`)).json()) as ProjectDetail;
    assert.deepEqual(page.stageMoves, [
      { on: '2021-06-01', from: 'I', to: 'II', leavesCents: before.budgetCents, entersCents: 0 },
    ]);
    await sound();
    const undo = { method: 'POST', json: { reason: 'Versehen' } } as const;
    const back = await office(`/api/project-moves/${seq}/undo`, undo);
    assert.equal(back.status, 200);
    assert.deepEqual(await at(led, '2021-06-30'), before);
    assert.equal(((await back.json()) as MoveList).moves[0]?.mayUndo, false);
    assert.equal((await office(`/api/project-moves/${seq}/undo`, undo)).status, 422, 'once');
    const entries = await db.read
      .selectFrom('history')
      .where('action', 'in', ['project.move', 'project.undo-move'])
      .select('entity')
      .execute();
    assert.deepEqual(
      entries.map((one) => one.entity),
      ['project-move', 'project-move'],
    );
    await sound();
  });

  test('A project goes into another one and says so; nothing moves with it, and it can be taken back', async (t) => {
    const { office, move, at, sound, led, foreign } = await start(t);
    const before = await at(led, '2021-06-30');
    const body = {
      projects: [{ id: foreign, version: 1 }],
      field: 'merge',
      value: 'P-041',
      on: '2021-06-01',
    };
    const answer = await move({ ...body, reason: 'Ein Vorhaben' });
    assert.equal(answer.status, 201);
    const merged = await at(foreign, '2021-06-30');
    assert.deepEqual([merged.state, merged.mergedInto], ['cancelled', 'P-041']);
    assert.equal((await at(foreign, '2021-05-31')).mergedInto, null);
    assert.deepEqual(await at(led, '2021-06-30'), before);
    const takenIn = async (asOf: string) => {
      const page = (await (await office(`/api/projects/${led}?asOf=${asOf}`)).json()) as ProjectDetail;
      return page.takenIn.map((one) => [one.id, one.on]);
    };
    assert.deepEqual(await takenIn('2021-06-30'), [[foreign, '2021-06-01']]);
    assert.deepEqual(await takenIn('2021-05-31'), []);
    const list = (await (await office('/api/projects?asOf=2021-06-30')).json()) as ProjectList;
    assert.equal(list.projects.find((one) => one.id === foreign)?.mergedInto, 'P-041');
    await sound();
    const into = { projects: [{ id: led, version: 1 }], field: 'merge', value: 'P-042', on: '2021-06-10' };
    assert.equal((await move({ ...into, reason: 'Im Kreis' })).status, 422);
    const early = {
      projects: [{ id: led, version: 1 }],
      field: 'state',
      value: 'cancelled',
      on: '2021-05-20',
    };
    const refused = await move({ ...early, reason: 'Ende' });
    assert.equal(refused.status, 422, 'what takes another one in does not end before');
    const gone = { projects: [{ id: foreign, version: 2 }], field: 'office', value: '10', on: '2021-06-20' };
    assert.equal((await move({ ...gone, reason: 'Wandert' })).status, 422);
    const { seq } = (await answer.json()) as { seq: number };
    const undo = await office(`/api/project-moves/${seq}/undo`, {
      method: 'POST',
      json: { reason: 'Versehen' },
    });
    assert.equal(undo.status, 200);
    assert.equal((await at(foreign, '2021-06-30')).mergedInto, null);
    await sound();
  });

  test('What cannot be is refused at its field, an old page before any rule', async (t) => {
    const { move, led, foreign } = await start(t);
    const base = {
      projects: [{ id: led, version: 1 }],
      field: 'office',
      value: '10',
      on: '2021-06-01',
      reason: 'Neu',
    };
    const faultsOf = async (change: Record<string, unknown>) => {
      const answer = await move({ ...base, ...change });
      assert.equal(answer.status, 422, JSON.stringify(change));
      return ((await answer.json()) as Problem).errors?.map(({ path, message }) => [path, message]);
    };
    assert.deepEqual(await faultsOf({ value: '99' }), [
      ['value', 'Amt 99 Amt von früher gibt es nur bis zum 31.12.2020.'],
    ]);
    assert.deepEqual(await faultsOf({ value: '777', on: '2021-07-03' }), [
      [
        'on',
        'Der 03.07.2021 liegt in der Zukunft; heute ist der 02.07.2021. Was dann gilt, wird an dem Tag eingetragen.',
      ],
      ['value', 'Dieses Amt gibt es nicht.'],
    ]);
    assert.deepEqual(await faultsOf({ value: '51' }), [['value', 'Das gilt am 01.06.2021 schon.']]);
    assert.deepEqual(await faultsOf({ field: 'lead', value: 'controlling1' }), [
      ['value', 'Diese Person ist keine Projektleitung, oder ihr Zugang ist gesperrt.'],
    ]);
    assert.match(String((await faultsOf({ on: '2019-12-31', value: '51' }))?.[0]?.[1]), /gibt es erst ab/u);
    const projects = [
      { id: led, version: 1 },
      { id: foreign, version: 7 },
    ];
    assert.equal((await move({ ...base, value: '777', projects })).status, 412);
    assert.equal((await move({ ...base, projects: [{ id: 987654, version: 1 }] })).status, 404);
  });

  test('A new project is seen from its own beginning; every fault is said at its field', async (t) => {
    const { office, app, at, sound } = await start(t);
    const project = {
      ...{ number: 'P-100', name: 'Digitaler Bauantrag', description: '', office: '51', field: 'prozesse' },
      ...{
        stage: 'I',
        lead: null,
        flagship: true,
        startsOn: '2021-03-01',
        endsOn: '2021-12-31',
        state: 'running',
      },
    };
    const post = (change: object) =>
      office('/api/projects', { method: 'POST', json: { ...project, ...change } });
    const made = await post({});
    assert.equal(made.status, 201);
    const { id } = (await made.json()) as { id: number };
    assert.equal((await at(id, '2021-02-28')).state, undefined);
    assert.deepEqual(await at(id, '2021-03-01'), {
      ...{ office: '51', field: 'prozesse', stage: 'I', budgetCents: 0 },
      ...{ mergedInto: null, state: 'running', lead: null },
    });
    const wrong = await post({
      ...{ number: 'p-100', office: '8', field: 'nie', stage: 'X', lead: 'niemand' },
      ...{ startsOn: '2021-08-01', endsOn: '2021-07-01' },
    });
    assert.equal(wrong.status, 422);
    const { errors = [] } = (await wrong.json()) as Problem;
    assert.deepEqual(errors.map((one) => one.path).sort(), [
      ...['endsOn', 'field', 'lead', 'number', 'office', 'stage', 'state'],
    ]);
    const council = await app.as('controller');
    assert.equal((await council('/api/projects', { method: 'POST', json: project })).status, 403);
    const hits = await (await office('/api/search?q=Bauantrag')).json();
    assert.match(JSON.stringify(hits), /P-100/u);
    await sound();
  });
});
