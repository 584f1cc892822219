import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { RequestPreview } from '#shared/approvals/requests.ts';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type { Problem } from '#shared/errors.ts';
import { MilestonePlan, SlipEffect } from '#shared/milestones/milestone-plan.ts';
import { systemClock } from '../clock.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addSecondController, addTestUsers } from '../session/test-users.ts';
import { holdsBalance } from '../movements/holds.sql.ts';
import { milestonesHold } from './checks.sql.ts';
import { addLink } from './write-plan.sql.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const ON = '?asOf=2021-06-30';

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
    const second = { login: 'office2', name: 'Test Programmbüro 2', role: 'programme-office' as const };
    await tx.query
      .insertInto('app_user')
      .values({ ...second, recorded_seq: tx.seq })
      .execute();
    await tx.query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute();
    return { result: undefined, change: { action: 'user.add', entity: 'app_user', entityId: 'test' } };
  });
  const app = await startTestApp(db, { clock });
  const as = await app.as('programme-office');
  const send = (path: string, json: unknown, ifMatch: number, method = 'POST', who: TestFetch = as) =>
    who(path, { method, json, ifMatch, headers: { 'idempotency-key': crypto.randomUUID() } });
  const plan = async (who: TestFetch = as, asOf = ON): Promise<MilestonePlan> =>
    MilestonePlan.parse(await (await who(`/api/projects/${portfolio.led}/milestones${asOf}`)).json());
  return { db, app, as, send, plan, ...portfolio };
}

const faultsOf = async (answer: Response): Promise<string[]> => {
  assert.equal(answer.status, 422, await answer.clone().text());
  return (((await answer.json()) as Problem).errors ?? []).map(({ path }) => path);
};
const planOf = async (answer: Response): Promise<MilestonePlan> => {
  assert.ok(answer.ok, await answer.clone().text());
  return MilestonePlan.parse(await answer.json());
};
const abnahme = { name: 'Abnahme', baselineOn: '2021-09-30', weightCents: 50_000 };

forEachDatabase((open) => {
  test('The plan shows baselines, the weights beside the budget, and who may do what', async (t) => {
    const { app, plan, led } = await start(open);
    t.after(() => app.close());
    const shown = await plan();
    assert.deepEqual(shown.weights, {
      ...{ weightCents: 100_000, budgetCents: 100_000, differenceCents: 0, years: '2020/2021' },
    });
    assert.deepEqual(
      [shown.projectId, shown.mayEdit, shown.mayRebase, shown.mayReport],
      [led, true, true, true],
    );
    assert.deepEqual(
      shown.milestones.map(({ row, baselines }) => [row.name, baselines.map((one) => one.baselineOn)]),
      [
        ['Los 1', ['2021-01-31']],
        ['Los 2', ['2021-05-31']],
      ],
    );
    const lead = await plan(await app.as('project-lead'));
    assert.deepEqual([lead.mayEdit, lead.mayRebase, lead.mayReport], [false, false, true]);
  });

  test('Milestones are added all or none, each fault at its row, and count from their day on', async (t) => {
    const { app, send, plan, led } = await start(open);
    t.after(() => app.close());
    const path = `/api/projects/${led}/milestones${ON}`;
    const wrong = {
      milestones: [
        abnahme,
        { ...abnahme, name: 'los 1' },
        { ...abnahme, name: 'B', baselineOn: '2020-02-01' },
      ],
    };
    assert.deepEqual(await faultsOf(await send(path, wrong, 1)), [
      'milestones.1.name',
      'milestones.2.baselineOn',
    ]);
    assert.equal((await plan()).milestones.length, 2);
    assert.equal((await send(path, { milestones: [abnahme] }, 9)).status, 412);
    assert.equal((await send(path, { milestones: [{ ...abnahme, weightCents: -1 }] }, 1)).status, 400);
    const added = await planOf(
      await send(path, { milestones: [abnahme, { ...abnahme, name: 'Betrieb' }] }, 1),
    );
    assert.deepEqual(
      added.milestones.map(({ row }) => row.name),
      ['Los 1', 'Los 2', 'Abnahme', 'Betrieb'],
    );
    assert.deepEqual([added.projectVersion, added.weights.differenceCents], [2, 100_000]);
    assert.equal((await plan(undefined, '?asOf=2021-06-29')).milestones.length, 2);
    assert.deepEqual(
      await faultsOf(
        await send(`/api/projects/${led}/milestones?asOf=2021-07-03`, { milestones: [abnahme] }, 2),
      ),
      [''],
    );
  });

  test('A name and a place are dated; a dropped one ends, stays on earlier days, and comes back', async (t) => {
    const { app, db, send, plan, open: los2, reached, led } = await start(open);
    t.after(() => app.close());
    const path = `/api/milestones/${los2}`;
    assert.deepEqual(await faultsOf(await send(`${path}${ON}`, { name: 'LOS 1' }, 1, 'PATCH')), ['name']);
    const renamed = await planOf(await send(`${path}${ON}`, { name: 'Los zwei', place: 1 }, 1, 'PATCH'));
    assert.deepEqual(
      renamed.milestones.map(({ row }) => row.name),
      ['Los zwei', 'Los 1'],
    );
    assert.deepEqual(
      (await plan(undefined, '?asOf=2021-06-29')).milestones.map(({ row }) => row.name),
      ['Los 1', 'Los 2'],
    );
    const reason = 'Entfällt mit dem Fachverfahren';
    const end = (id: number, endsOn: string | null, version: number) =>
      send(`/api/milestones/${id}/end${ON}`, { endsOn, reason }, version);
    assert.deepEqual(await faultsOf(await end(reached, '2021-06-15', 2)), ['endsOn']);
    assert.deepEqual(await faultsOf(await end(los2, '2021-03-31', 2)), ['endsOn']);
    const dropped = await planOf(await end(los2, '2021-06-30', 2));
    assert.deepEqual([dropped.milestones.length, dropped.dropped[0]?.reason], [1, reason]);
    assert.equal((await plan(undefined, '?asOf=2021-06-29')).milestones.length, 2);
    // The same from what is kept in memory and from the tables.
    for (const projectIds of [undefined, [led]])
      assert.deepEqual(
        (await milestoneFacts(db.read, { asOf: toIsoDate('2021-06-30'), projectIds })).map((one) => one.name),
        ['Los 1'],
      );
    const late = { reportingDate: '2021-06-30', forecastOn: '2021-10-15', reason: 'später' };
    assert.deepEqual(await faultsOf(await send(`${path}/forecast${ON}`, late, 3)), ['reportingDate']);
    const back = await planOf(await end(los2, null, 3));
    assert.deepEqual(
      back.milestones.map(({ row }) => row.name),
      ['Los zwei', 'Los 1'],
    );
  });

  test('A forecast stands as it was given; the one of a later reporting date is beside it', async (t) => {
    const { app, send, open: los2, reached } = await start(open);
    t.after(() => app.close());
    const lead = await app.as('project-lead');
    const give = (id: number, forecastOn: string, version: number) =>
      send(
        `/api/milestones/${id}/forecast${ON}`,
        { reportingDate: '2021-06-30', forecastOn, reason: 'Schnittstelle des Landes' },
        version,
        'POST',
        lead,
      );
    assert.deepEqual(await faultsOf(await give(reached, '2021-10-15', 1)), ['forecastOn']);
    await planOf(await give(los2, '2021-10-15', 1));
    const corrected = await planOf(await give(los2, '2021-10-31', 2));
    const row = corrected.milestones.find((one) => one.row.id === los2)?.row;
    assert.deepEqual(row?.forecasts.at(-1), { reportingDate: '2021-06-30', forecastOn: '2021-10-31' });
    assert.deepEqual([row.forecasts.length, row.trendDays], [3, 123]);
    const council = await app.as('council');
    const refused = await council(`/api/milestones/${los2}/forecast`, {
      method: 'POST',
      json: {},
      ifMatch: 3,
    });
    assert.equal(refused.status, 403);
  });

  test('A dependency closes no circle; what a slip does is shown before it is taken', async (t) => {
    const { app, db, send, led, open: los2 } = await start(open);
    t.after(() => app.close());
    const added = await planOf(
      await send(
        `/api/projects/${led}/milestones${ON}`,
        { milestones: [abnahme, { ...abnahme, name: 'Betrieb' }] },
        1,
      ),
    );
    const [, , third, fourth] = added.milestones.map(({ row }) => row.id);
    assert.ok(third !== undefined && fourth !== undefined);
    const link = (id: number, predecessorId: number, version: number, lagDays: number | null = 0) =>
      send(`/api/milestones/${id}/predecessors${ON}`, { predecessorId, lagDays }, version);
    await planOf(await link(third, los2, 2, 30));
    await planOf(await link(fourth, third, 3));
    const circle = await link(los2, fourth, 4);
    assert.match(await circle.clone().text(), /Kreis: „Betrieb“ → „Los 2“ → „Abnahme“ → „Betrieb“/u);
    assert.deepEqual(await faultsOf(circle), ['predecessorId']);
    assert.deepEqual(await faultsOf(await link(los2, los2, 4)), ['predecessorId']);
    assert.deepEqual(await faultsOf(await link(third, los2, 4, 30)), ['predecessorId']);
    assert.deepEqual(await faultsOf(await link(third, 999_999, 4)), ['predecessorId']);
    const slip = SlipEffect.parse(
      await (
        await (
          await app.as('project-lead')
        )(`/api/milestones/${los2}/slip${ON}&forecastOn=2021-10-15`)
      ).json(),
    );
    assert.deepEqual(
      slip.successors.map((one) => [
        one.milestone.name,
        one.earliestBefore,
        one.earliestAfter,
        one.conflicts,
      ]),
      [
        ['Abnahme', '2021-07-30', '2021-11-14', true],
        ['Betrieb', '2021-09-30', '2021-11-14', true],
      ],
    );
    assert.deepEqual(slip.earned, { on: '2021-09-30', beforeCents: 200_000, afterCents: 140_000 });
    assert.equal((await milestonesHold(db.read)).faults.length, 0);
    const freed = await planOf(await link(third, los2, 4, null));
    assert.equal(freed.milestones.find(({ row }) => row.id === third)?.earliestOn, null);
    // What no door lets in is found by verify.
    await transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
      await addLink(tx, third, { predecessorId: fourth, lagDays: 0, reason: '' });
      return { result: undefined, change: { action: 'test', entity: 'test', entityId: 1 } };
    });
    assert.match((await milestonesHold(db.read)).faults.join(), /Abnahme.*Kreis.*Betrieb.*Kreis/u);
  });

  test('A new baseline is shown with its effect, decided by a second person, and the old one stays', async (t) => {
    const { app, as, plan, led, open: los2, reached } = await start(open);
    t.after(() => app.close());
    const change = { milestoneId: los2, baselineOn: '2021-10-15', weightCents: 70_000 };
    const payload = { projectId: led, inForceOn: '2021-06-01', changes: [change] };
    const preview = (body: unknown) =>
      as('/api/requests/preview', { method: 'POST', json: { kind: 'baseline', payload: body } });
    const { title, effect } = RequestPreview.parse(await (await preview(payload)).json());
    assert.match(title, /P-041/u);
    assert.deepEqual(effect.values?.[0], {
      ...{ name: '„Los 2“, Basis', before: '31.05.2021', after: '15.10.2021 (+137 T)' },
    });
    assert.deepEqual(
      effect.values.find(({ name }) => name.startsWith('PV')),
      {
        ...{ name: 'PV am 01.06.2021, €', before: '1.000,00', after: '400,00' },
      },
    );
    const wrong = { ...payload, changes: [change, change, { ...change, milestoneId: reached }] };
    assert.deepEqual(await faultsOf(await preview(wrong)), [
      ...['payload.changes.1.milestoneId', 'payload.changes.2.baselineOn'],
    ]);
    const submitted = await as('/api/requests', {
      method: 'POST',
      json: { kind: 'baseline', reason: 'Neu vereinbart', payload },
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
    assert.equal(submitted.status, 201, await submitted.clone().text());
    const { id } = (await submitted.json()) as SubmittedRequest;
    const approve = (who: TestFetch) =>
      who(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: 1 });
    assert.equal((await approve(as)).status, 403);
    assert.equal((await approve(await app.as('admin'))).status, 403);
    assert.equal((await plan()).milestones[1]?.row.baselineOn, '2021-05-31');
    const approved = await approve(await app.as('office2'));
    assert.equal(approved.status, 200, await approved.clone().text());
    const now = await plan();
    assert.equal(now.projectVersion, 2);
    assert.deepEqual(
      now.milestones[1]?.baselines.map((one) => [one.baselineOn, one.weightCents, one.reason]),
      [
        ['2021-05-31', 60_000, 'Projektauftrag'],
        ['2021-10-15', 70_000, 'Neu vereinbart'],
      ],
    );
    assert.equal((await plan(undefined, '?asOf=2021-05-31')).milestones[1]?.row.baselineOn, '2021-05-31');
  });

  test('Money blocked at a milestone is released when that is reached with evidence, and no other way', async (t) => {
    const { app, db, as, plan, led, open: los2, reached } = await start(open);
    t.after(() => app.close());
    await addSecondController(db);
    const line = (await plan()).lines[0];
    assert.ok(line);
    const ask = (direction: 'block' | 'release', euro: number, milestoneId?: number) => ({
      ...{ movement: 'S', lineId: line.id, direction, effectiveOn: '2021-06-30' },
      ...(milestoneId === undefined ? {} : { milestoneId }),
      amount: { by: 'cents', cents: euro * 100 },
    });
    const preview = (payload: unknown) =>
      as('/api/requests/preview', { method: 'POST', json: { kind: 'movement', payload } });
    const approved = async (payload: unknown): Promise<void> => {
      const sent = await as('/api/requests', {
        method: 'POST',
        json: { kind: 'movement', reason: 'Bis zur Abnahme', payload },
        headers: { 'idempotency-key': crypto.randomUUID() },
      });
      assert.equal(sent.status, 201, await sent.clone().text());
      const { id } = (await sent.json()) as SubmittedRequest;
      const answer = await (
        await app.as('controller2')
      )(`/api/requests/${id}/approve`, {
        ...{ method: 'POST', json: {}, ifMatch: 1 },
      });
      assert.equal(answer.status, 200, await answer.clone().text());
    };
    assert.deepEqual(await faultsOf(await preview(ask('block', 100, reached))), ['payload.milestoneId']);
    assert.deepEqual(await faultsOf(await preview(ask('block', 100, 999_999))), ['payload.milestoneId']);
    await approved(ask('block', 100, los2));
    await approved(ask('block', 10));
    const held = (await plan()).held;
    assert.deepEqual(
      held.map(({ milestoneId, cents }) => [milestoneId, cents]),
      [[los2, 10_000]],
    );
    assert.deepEqual((await plan(await app.as('council'))).held, []);
    assert.deepEqual(await faultsOf(await preview(ask('release', 100, los2))), ['payload.milestoneId']);
    assert.deepEqual(await faultsOf(await preview(ask('release', 100))), ['payload.amount.cents']);
    const done = { reachedOn: '2021-06-30', evidence: 'Abnahmeprotokoll' };
    await as(`/api/milestones/${los2}/reached`, { method: 'POST', json: done, ifMatch: 1 });
    assert.deepEqual(await faultsOf(await preview(ask('release', 101, los2))), ['payload.amount.cents']);
    await approved(ask('release', 100, los2));
    assert.deepEqual((await plan()).held, []);
    assert.deepEqual((await holdsBalance(db.read)).faults, []);
    assert.equal(led, (await plan()).projectId);
  });
});
