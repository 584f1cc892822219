import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { RiskDetail, RiskPage } from '#shared/risks/risks.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const said = {
  ...{ title: 'Lieferverzug', probability: 4, impact: 5, measure: 'Zweiter Lieferant' },
  ...{ owner: 'IT-Beschaffung', dueOn: '2021-06-15', paper: '' },
};
const later = { ...said, effectiveOn: '2021-07-01', state: 'open', reason: 'Lieferung zugesagt' };

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  const lead = await app.as('project-lead');
  const entry = { projectId: portfolio.led, kind: 'risk', openedOn: '2021-05-01', ...said };
  const take = async (change: object = {}) =>
    lead('/api/risks', { method: 'POST', json: { ...entry, ...change } });
  const taken = async (change: object = {}) => {
    const response = await take(change);
    assert.equal(response.status, 201, await response.clone().text());
    return RiskDetail.parse(await response.json()).risk;
  };
  const assess = async (id: number, json: unknown, ifMatch?: number, as = lead) =>
    as(`/api/risks/${id}/assessments`, {
      method: 'POST',
      json,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  const at = async (asOf: string) =>
    RiskPage.parse(await (await lead(`/api/risks?asOf=${asOf}`)).json()).risks;
  /** The computed light of the list, from what is kept, and of the page, from what is read. */
  const scope = async (asOf: string) => {
    const list = (await (await lead(`/api/projects?asOf=${asOf}`)).json()) as ProjectList;
    const page = (await (await lead(`/api/projects/${portfolio.led}?asOf=${asOf}`)).json()) as ProjectDetail;
    const inList = list.projects.find(({ id }) => id === portfolio.led)?.lights.scope.computed;
    return [inList, page.project.lights.scope.computed];
  };
  return { db, app, lead, take, taken, assess, at, scope, entry, ...portfolio };
}
const pathsOf = async (response: Response): Promise<string[]> =>
  (((await response.json()) as Problem).errors ?? []).map(({ path }) => path).sort();

forEachDatabase((open) => {
  test('An earlier Stichtag shows the earlier assessment, and the computed light follows both', async (t) => {
    const { app, db, taken, assess, at, scope } = await start(open);
    t.after(() => app.close());
    assert.deepEqual(await scope('2021-07-02'), ['green', 'green']);
    const risk = await taken();
    assert.deepEqual([risk.version, risk.state, risk.project.number], [1, 'open', risk.project.number]);
    assert.deepEqual(await scope('2021-04-30'), ['green', 'green']);
    assert.deepEqual(await scope('2021-05-01'), ['red', 'red']);
    assert.equal((await assess(risk.id, { ...later, probability: 3 }, 1)).status, 201);
    assert.deepEqual(await scope('2021-06-30'), ['red', 'red']);
    assert.deepEqual(await scope('2021-07-02'), ['yellow', 'yellow']);
    const closed = { ...later, effectiveOn: '2021-07-02', state: 'closed', reason: 'Geliefert' };
    const answer = await assess(risk.id, closed, 2);
    const detail = RiskDetail.parse(await answer.json());
    assert.deepEqual(
      detail.assessments.map(({ effectiveOn, state }) => [effectiveOn, state]),
      [
        ['2021-07-02', 'closed'],
        ['2021-07-01', 'open'],
        ['2021-05-01', 'open'],
      ],
    );
    assert.deepEqual(await scope('2021-07-02'), ['green', 'green']);
    assert.deepEqual(
      (await Promise.all(['2021-04-30', '2021-06-30', '2021-07-01', '2021-07-02'].map(at))).map((rows) =>
        rows.map(({ probability, state }) => [probability, state]),
      ),
      [[], [[4, 'open']], [[3, 'open']], [[4, 'closed']]],
    );
    const sound = async () => (await verify(db)).checks.find((one) => one.name === 'registers')?.ok;
    assert.equal(await sound(), true);
    await db.writeTransaction((query) =>
      query
        .insertInto('risk_assessment')
        .values({
          ...{ risk_id: risk.id, effective_on: toIsoDate('2021-07-02'), title: 'x', measure: '', owner: '' },
          ...{ probability: null, impact: null, due_on: null, state: 'open', reason: null },
          ...{ council_paper_id: null, origin: 'live', recorded_seq: 1 },
        })
        .execute(),
    );
    assert.equal(await sound(), false, 'a risk without points');
  });

  test('An opportunity, an issue and a decision needed turn no light', async (t) => {
    const { app, taken, scope, at, take } = await start(open);
    t.after(() => app.close());
    const certain = { probability: null, impact: null };
    await taken({ kind: 'opportunity' });
    await taken({ kind: 'issue', ...certain });
    await taken({ kind: 'decision', ...certain, owner: 'Lenkungskreis' });
    assert.deepEqual(await scope('2021-07-02'), ['green', 'green']);
    assert.deepEqual(
      (await at('2021-07-02')).map(({ kind }) => kind),
      ['opportunity', 'issue', 'decision'],
    );
    const wrong = await take({ kind: 'issue', owner: 'Frau Beispiel' });
    assert.deepEqual(await pathsOf(wrong), ['owner'], 'what the schema refuses is said first');
    assert.deepEqual(await pathsOf(await take({ kind: 'issue', paper: '999/2021' })), [
      'impact',
      'paper',
      'probability',
    ]);
  });

  test('Version, right and rule are asked in this order, and a refusal changes nothing', async (t) => {
    const { app, taken, assess, at, lead, foreign, entry } = await start(open);
    t.after(() => app.close());
    const { id } = await taken();
    assert.equal((await assess(id, later)).status, 428);
    const stale = await assess(id, { ...later, effectiveOn: '2020-01-01' }, 7);
    assert.equal(stale.status, 412, 'before any rule');
    assert.equal(((await stale.json()) as { current: RiskDetail }).current.risk.version, 1);
    assert.deepEqual(await pathsOf(await assess(id, { ...later, effectiveOn: '2020-01-01' }, 1)), [
      'effectiveOn',
    ]);
    const json = { ...entry, projectId: foreign };
    assert.equal((await lead('/api/risks', { method: 'POST', json })).status, 404, 'as if it were missing');
    const office = await app.as('programme-office');
    const other = await office('/api/risks', { method: 'POST', json });
    assert.equal(other.status, 201);
    const { risk } = RiskDetail.parse(await other.json());
    assert.equal((await assess(risk.id, later, 1)).status, 404);
    assert.equal((await lead(`/api/risks/${risk.id}`)).status, 404);
    assert.equal((await assess(id, later, 1, await app.as('controller'))).status, 403);
    assert.deepEqual(
      (await at('2021-07-02')).map((row) => [row.id, row.version]),
      [[id, 1]],
    );
  });

  test('What is known before a change reads as it was known then', async (t) => {
    const { app, lead, taken, led } = await start(open);
    t.after(() => app.close());
    await taken();
    const before = await lead(`/api/projects/${led}?asOf=2021-07-02&knownOn=2021-07-01`);
    const known = await lead(`/api/risks?project=${led}&asOf=2021-07-02&knownOn=2021-07-01`);
    assert.ok([200, 404].includes(before.status));
    assert.deepEqual(RiskPage.parse(await known.json()).risks, []);
  });
});
