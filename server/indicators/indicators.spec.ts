import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { IndicatorDetail, IndicatorPage } from '#shared/indicators/indicators.ts';
import type { IndicatorRow } from '#shared/indicators/indicators.ts';
import type { PasteAnswer, PastePreview } from '#shared/master-data/paste.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const REASON = 'Beschluss des Lenkungskreises';
const LEVEL = {
  ...{ code: 'OZG-REIFE', kind: 'level', basis: 'measured', startsOn: '2020-01-01', name: 'OZG-Reifegrad' },
  ...{ meaning: 'Mittlerer Reifegrad der Online-Dienste', unit: 'Stufe', direction: 'up', field: 'prozesse' },
  ...{ projectId: null, model: 'OZG 0 bis 4 (2021)', lowest: 0, highest: 4 },
};
const NO_MODEL = { model: '', lowest: null, highest: null };

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  const office = await app.as('programme-office');
  const lead = await app.as('project-lead');
  const made = async (change: object = {}): Promise<IndicatorRow> => {
    const answer = await office('/api/indicators', { method: 'POST', json: { ...LEVEL, ...change } });
    assert.equal(answer.status, 201, await answer.clone().text());
    return IndicatorDetail.parse(await answer.json()).indicator;
  };
  const post = (id: number, part: string, json: object, ifMatch?: number, as: TestFetch = office) =>
    as(`/api/indicators/${id}/${part}`, {
      ...{ method: 'POST', json },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  /** Carries a change out on the newest version; what stands then. */
  const done = async (id: number, part: string, json: object, as: TestFetch = office) => {
    const { version } = (await detail(id)).indicator;
    const answer = await post(id, part, json, version, as);
    assert.equal(answer.status, 201, await answer.clone().text());
    return IndicatorDetail.parse(await answer.json());
  };
  const detail = async (id: number, query = 'asOf=2021-07-02') =>
    IndicatorDetail.parse(await (await office(`/api/indicators/${id}?${query}`)).json());
  const list = async (query = 'asOf=2021-07-02', as: TestFetch = office) =>
    IndicatorPage.parse(await (await as(`/api/indicators?${query}`)).json()).indicators;
  const sound = async () => (await verify(db)).checks.find(({ name }) => name === 'indicators')?.ok;
  return { db, app, office, lead, made, post, done, detail, list, sound, ...portfolio };
}
const measured = (measuredOn: string, value: number, total: number | null = null) => ({
  ...{ measuredOn, value, total, source: 'Jährliche Erhebung', remark: '' },
});
const pathsOf = async (answer: Response): Promise<string[]> =>
  (((await answer.json()) as Problem).errors ?? []).map(({ path }) => path).sort();

forEachDatabase((open) => {
  test('A value counts from its day, a newer one of that day corrects it, and one taken back counts no more', async (t) => {
    const { app, made, done, list, sound } = await start(open);
    t.after(() => app.close());
    const { id } = await made();
    await done(id, 'targets', { dueOn: '2020-12-31', value: 10_000, reason: REASON });
    await done(id, 'targets', { dueOn: '2021-12-31', value: 30_000, reason: REASON });
    await done(id, 'measurements', measured('2020-12-31', 11_000));
    const second = await done(id, 'measurements', measured('2021-06-30', 27_500));
    assert.equal(second.indicator.standing, 'on-plan');
    const corrected = await done(id, 'measurements', measured('2021-06-30', 17_500));
    assert.deepEqual(
      corrected.measurements.map(({ on, value, without }) => [on, value, without]),
      [
        ['2021-06-30', 17_500, null],
        ['2021-06-30', 27_500, ''],
        ['2020-12-31', 11_000, null],
      ],
    );
    assert.equal(corrected.indicator.standing, 'behind');
    const at = async (asOf: string) =>
      (await list(`asOf=${asOf}`)).map(({ last, standing }) => [last?.value ?? null, standing]);
    assert.deepEqual(await at('2021-06-29'), [[11_000, 'on-plan']]);
    assert.deepEqual(await at('2020-12-30'), [[null, 'unmeasured']]);
    assert.deepEqual(await at('2019-12-31'), [], 'before it began');
    const back = await done(id, 'withdrawals', {
      measurementId: corrected.measurements[0]?.id,
      reason: 'Zahlendreher',
    });
    assert.deepEqual(
      back.measurements.map(({ value, without }) => [value, without]),
      [
        [17_500, 'Zahlendreher'],
        [27_500, null],
        [11_000, null],
      ],
      'the one before counts again',
    );
    assert.deepEqual(back.indicator.course, [
      { on: '2020-12-31', value: 11_000, model: LEVEL.model },
      { on: '2021-06-30', value: 27_500, model: LEVEL.model },
    ]);
    assert.equal(await sound(), true);
  });

  test('A new version of a model begins a new course: values of two models are not compared', async (t) => {
    const { app, made, done, detail } = await start(open);
    t.after(() => app.close());
    const { id } = await made();
    await done(id, 'targets', { dueOn: '2021-12-31', value: 30_000, reason: REASON });
    await done(id, 'measurements', measured('2020-12-31', 35_000));
    const { code: _code, kind: _kind, basis: _basis, startsOn: _startsOn, ...said } = LEVEL;
    const change = {
      ...said,
      model: 'OZG 0 bis 7',
      highest: 7,
      effectiveOn: '2021-06-01',
      reason: 'Neues Modell',
    };
    await done(id, 'changes', change);
    await done(id, 'measurements', measured('2021-06-30', 55_000));
    const now = (await detail(id)).indicator;
    assert.deepEqual(
      [now.standing, now.model?.name, now.last?.model],
      ['other-model', 'OZG 0 bis 7', 'OZG 0 bis 7'],
    );
    const then = (await detail(id, 'asOf=2021-05-31')).indicator;
    assert.deepEqual([then.standing, then.model?.highest], ['reached', 4]);
    const again = await done(id, 'targets', {
      dueOn: '2021-12-31',
      value: 60_000,
      reason: 'Im neuen Modell',
    });
    assert.equal(again.indicator.standing, 'not-due');
    assert.equal(again.indicator.targets.length, 1);
    const none = await done(id, 'targets', { dueOn: '2021-12-31', value: null, reason: 'entfällt' });
    assert.deepEqual([none.indicator.targets, none.indicator.standing], [[], 'no-target']);
  });

  test('Values of files are values of the indicator with their code, as far as they can be', async (t) => {
    const { db, app, office, made, detail } = await start(open);
    t.after(() => app.close());
    const filed = { name: 'Reifegrad', source: 'Erhebung', origin: 'live', recorded_seq: 1 } as const;
    await db.writeTransaction((query) =>
      query
        .insertInto('indicator')
        .values([
          {
            ...filed,
            code: 'ozg-reife',
            measured_on: toIsoDate('2021-06-30'),
            value: '2.75',
            unit: 'Stufe',
            model: LEVEL.model,
          },
          {
            ...filed,
            code: 'OZG-REIFE',
            measured_on: toIsoDate('2021-03-31'),
            value: '2',
            unit: 'Prozent',
            model: '',
          },
        ])
        .execute(),
    );
    const page = async () =>
      IndicatorPage.parse(await (await office('/api/indicators?asOf=2021-07-02')).json());
    assert.deepEqual(
      (await page()).undefinedCodes.map(({ code }) => code),
      ['ozg-reife'],
    );
    const { id } = await made();
    assert.deepEqual((await page()).undefinedCodes, []);
    const { indicator, measurements, unreadable } = await detail(id);
    assert.deepEqual([indicator.last?.value, measurements[0]?.id, unreadable], [27_500, null, 1]);
  });

  test('A list is pasted as a whole or not at all, and its figure is the count of its elements on every day', async (t) => {
    const { app, lead, made, done, detail, list, led, sound } = await start(open);
    t.after(() => app.close());
    const list0 = {
      code: 'BREITBAND',
      kind: 'share',
      basis: 'elements',
      unit: 'Gebäude',
      field: '',
      ...NO_MODEL,
    };
    const { id } = await made({ ...list0, projectId: led });
    const text = 'Name\tStand\tab\nRathaus\terfüllt\t01.03.2021\nBad\toffen\t\nFeuerwache\tfast\t';
    const body = { text, from: '2021-01-01' };
    const preview = (await (
      await lead(`/api/indicators/${id}/pasted/preview`, { method: 'POST', json: body })
    ).json()) as PastePreview;
    assert.deepEqual([preview.fresh, preview.same, preview.faulty], [2, 0, 1]);
    const take = (json: object) => lead(`/api/indicators/${id}/pasted`, { method: 'POST', json });
    const refused = await take({ ...body, reason: '' });
    assert.equal(refused.status, 422);
    assert.deepEqual(await pathsOf(refused), ['rows.4.state']);
    assert.deepEqual((await detail(id)).elements, [], 'nothing was taken');
    const right = { text: text.replace('fast', 'in Arbeit'), from: '2021-01-01', reason: 'Lose 1 und 2' };
    const taken = (await (await take(right)).json()) as PasteAnswer;
    assert.deepEqual(taken, { made: 3, same: 0 });
    assert.equal((await take(right)).status, 422, 'all of it stands there');
    const one = { name: 'feuerwache', state: 'done', effectiveOn: '2021-05-01', remark: '' };
    const after = await done(id, 'elements', one, lead);
    assert.deepEqual(
      after.elements.map(({ name, state, since }) => [name, state, since]),
      [
        ['Bad', 'open', '2021-01-01'],
        ['Feuerwache', 'done', '2021-05-01'],
        ['Rathaus', 'done', '2021-03-01'],
      ],
    );
    await done(id, 'elements', { ...one, name: 'Bad', state: 'dropped', effectiveOn: '2021-06-01' });
    const counts = async (asOf: string) => {
      const [row] = await list(`asOf=${asOf}`);
      const { elements } = await detail(id, `asOf=${asOf}`);
      const counted = elements.filter(({ state }) => state !== 'dropped');
      assert.deepEqual(
        [row?.last?.value, row?.last?.total],
        [counted.filter(({ state }) => state === 'done').length, counted.length],
      );
      return [row?.last?.value, row?.last?.total];
    };
    assert.deepEqual(
      await Promise.all(['2020-12-31', '2021-01-01', '2021-03-01', '2021-05-31', '2021-06-01'].map(counts)),
      [
        [0, 0],
        [0, 2],
        [1, 3],
        [2, 3],
        [2, 2],
      ],
    );
    assert.equal(await sound(), true);
  });

  test('A list of offices counts the offices of the master data; who is their Lotse is written nowhere', async (t) => {
    const { app, office, made, done, detail, sound } = await start(open);
    t.after(() => app.close());
    const { id } = await made({
      code: 'LOTSEN',
      kind: 'share',
      basis: 'offices',
      unit: 'Ämter',
      field: '',
      ...NO_MODEL,
    });
    assert.deepEqual((await detail(id)).elements, [
      { key: '51', name: 'Jugendamt', state: 'open', since: null, remark: '' },
    ]);
    const state = { name: '051', state: 'done', effectiveOn: '2021-02-01', remark: '' };
    const { version } = (await detail(id)).indicator;
    const wrong = await office(`/api/indicators/${id}/elements`, {
      ...{ method: 'POST', ifMatch: version },
      json: { ...state, name: '99', remark: 'M. Beispiel' },
    });
    assert.deepEqual(await pathsOf(wrong), ['name', 'remark']);
    const after = await done(id, 'elements', state);
    assert.deepEqual([after.indicator.last?.value, after.indicator.last?.total], [1, 1]);
    assert.equal(await sound(), true);
  });

  test('Right, version and rule are asked in this order, all faults at once, and a refusal changes nothing', async (t) => {
    const { app, office, lead, made, post, detail, list, led, foreign } = await start(open);
    t.after(() => app.close());
    const count = { kind: 'count', unit: 'Plätze', field: '', ...NO_MODEL };
    const own = await made({ ...count, code: 'A', projectId: led });
    const other = await made({ ...count, code: 'B', projectId: foreign });
    const city = await made({ ...count, code: 'C' });
    assert.deepEqual(
      (await list('asOf=2021-07-02', lead)).map(({ code }) => code),
      ['A'],
    );
    const value = measured('2021-06-30', 5);
    assert.equal((await post(own.id, 'measurements', value, undefined, lead)).status, 428);
    assert.equal((await post(own.id, 'measurements', measured('2031-01-01', 5), 7, lead)).status, 412);
    assert.equal((await post(own.id, 'measurements', value, 1, lead)).status, 201);
    for (const { id } of [other, city]) {
      assert.equal((await post(id, 'measurements', value, 1, lead)).status, 404, 'as if it were missing');
      assert.equal((await lead(`/api/indicators/${id}`)).status, 404);
    }
    assert.equal((await post(own.id, 'measurements', value, 2, await app.as('controller'))).status, 403);
    assert.equal(
      (await post(own.id, 'targets', { dueOn: '2021-12-31', value: 9, reason: REASON }, 2, lead)).status,
      403,
    );
    const wrong = await office('/api/indicators', {
      method: 'POST',
      json: { ...LEVEL, code: 'a', model: '', field: 'nirgends' },
    });
    assert.equal(wrong.status, 422);
    assert.deepEqual(await pathsOf(wrong), ['code', 'field', 'model']);
    const named = await office('/api/indicators', {
      method: 'POST',
      json: { ...LEVEL, name: 'Frau Muster', code: '' },
    });
    assert.deepEqual(await pathsOf(named), ['code', 'name']);
    assert.equal((await list()).length, 3);
    const { indicator } = await detail(own.id);
    assert.deepEqual([indicator.version, indicator.last?.value], [2, 5]);
  });

  test('An end is taken back, what was said of earlier days stays, and what was known then reads as then', async (t) => {
    const { app, db, made, done, post, detail } = await start(open);
    t.after(() => app.close());
    const { id } = await made({ kind: 'count', unit: 'Plätze', ...NO_MODEL });
    await done(id, 'measurements', measured('2021-03-31', 10));
    await done(id, 'end', { on: '2021-05-31', reason: 'abgelöst' });
    const { version } = (await detail(id)).indicator;
    assert.deepEqual(await pathsOf(await post(id, 'measurements', measured('2021-06-30', 5), version)), [
      'measuredOn',
    ]);
    const ended = (await detail(id)).indicator;
    assert.deepEqual([ended.endsOn, ended.last?.value], ['2021-05-31', 10]);
    assert.equal((await done(id, 'end', { on: null, reason: 'gilt doch weiter' })).indicator.endsOn, null);
    const known = await (
      await app.as('programme-office')
    )('/api/indicators?asOf=2021-07-02&knownOn=2021-07-01');
    assert.deepEqual(IndicatorPage.parse(await known.json()).indicators, []);
    const rows = await db.read
      .selectFrom('history')
      .where('entity', '=', 'indicator')
      .select('action')
      .execute();
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['indicator.add', 'indicator.measure', 'indicator.end', 'indicator.reopen'],
    );
  });

  test('The check finds a value outside its model and an element without a state', async (t) => {
    const { app, db, made, sound } = await start(open);
    t.after(() => app.close());
    const { id } = await made();
    assert.equal(await sound(), true);
    await db.writeTransaction((query) =>
      query
        .insertInto('indicator_measurement')
        .values({
          ...{ indicator_id: id, measured_on: toIsoDate('2021-06-30'), value: 50_000, total: null },
          ...{ model: LEVEL.model, source: 'x', origin: 'live', recorded_seq: 1 },
        })
        .execute(),
    );
    assert.equal(await sound(), false);
  });
});
