import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { toCents } from '#shared/money.ts';
import { transact } from '../db/transact.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { listMilestones } from './milestones.sql.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  const post = async (login: string, id: number, json: unknown, ifMatch?: number): Promise<Response> =>
    (await app.as(login))(`/api/milestones/${id}/reached`, {
      method: 'POST',
      json,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  return { db, app, post, ...portfolio };
}
const done = { reachedOn: '2021-06-30', evidence: 'Abnahmeprotokoll vom 30.06.2021' };

forEachDatabase((open) => {
  test('Lists state, slip and trend at a date, and the money by month', async (t) => {
    const { app, reached, open: late } = await start(open);
    t.after(() => app.close());
    const response = await (await app.as('council'))('/api/milestones?asOf=2021-06-30');
    const page = MilestonePage.parse(await response.json());
    const rows = new Map(page.milestones.map((row) => [row.id, row]));
    assert.deepEqual([rows.get(reached)?.state, rows.get(reached)?.slipDays], ['reached', 10]);
    assert.deepEqual([rows.get(late)?.state, rows.get(late)?.slipDays], ['overdue', 30]);
    assert.equal(rows.get(late)?.trendDays, 30); // 31.05. → 30.06. between two reports
    assert.deepEqual(page.reportingDates, ['2020-12-31', '2021-03-31', '2021-06-30']);
    assert.deepEqual(page.totals, { reached: 1, overdue: 1, due: 0, open: 0, weightCents: 100_000 });
    assert.deepEqual(page.money.at(-1), { month: '2021-06', plannedCents: 100_000, earnedCents: 40_000 });
  });

  test('A new baseline is open to see, and the old one counts until it is in force', async (t) => {
    const { app, db, open: late } = await start(open);
    t.after(() => app.close());
    await transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
      await tx.query
        .insertInto('milestone_baseline')
        .values({
          milestone_id: late,
          baseline_on: toIsoDate('2021-09-30'),
          weight_cents: toCents(70_000),
          in_force_on: toIsoDate('2021-06-01'),
          reason: 'neu vereinbart',
          council_paper_id: null,
          recorded_seq: tx.seq,
        })
        .execute();
      return { result: undefined, change: { action: 'test', entity: 'test', entityId: 1 } };
    });
    const at = async (asOf: string, knownSeq?: number) =>
      (await listMilestones(db.read, toIsoDate(asOf), { knownSeq })).milestones.find((m) => m.id === late);
    assert.deepEqual(
      [(await at('2021-05-31'))?.baselineOn, (await at('2021-05-31'))?.baselines],
      ['2021-05-31', 1],
    );
    assert.deepEqual(
      [(await at('2021-06-01'))?.baselineOn, (await at('2021-06-01'))?.baselines],
      ['2021-09-30', 2],
    );
    assert.equal((await at('2021-06-01', 2))?.baselineOn, '2021-05-31');
  });

  test('Reports a milestone as reached, with evidence, as a change of its project', async (t) => {
    const { app, db, led, post, open: late } = await start(open);
    t.after(() => app.close());
    const response = await post('project-lead', late, done, 1);
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('etag'), '"2"');
    const row = MilestoneRow.parse(await response.json());
    assert.deepEqual([row.state, row.slipDays, row.evidence], ['reached', 30, done.evidence]);
    const change = await db.read
      .selectFrom('history')
      .where('entity', '=', 'project')
      .where('entity_id', '=', String(led))
      .select(['action', 'reason'])
      .executeTakeFirstOrThrow();
    assert.deepEqual(change, { action: 'milestone.reach', reason: done.evidence });
    const again = await post('project-lead', late, done, 2);
    assert.equal(again.status, 422);
    assert.match(((await again.json()) as Problem).errors?.[0]?.message ?? '', /schon seit 30\.06\.2021/u);
  });

  test('A wrong day is corrected with a reason; what was known before stays known, earned value follows', async (t) => {
    const { app, db, led, reached } = await start(open);
    t.after(() => app.close());
    const office = await app.as('programme-office');
    const correct = (json: unknown, ifMatch: number) =>
      office(`/api/milestones/${reached}/correction`, { method: 'POST', json, ifMatch });
    const { seq } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const at = async (asOf: string, knownSeq?: number) => {
      const page = await listMilestones(db.read, toIsoDate(asOf), { knownSeq });
      return [
        page.milestones.find((one) => one.id === reached)?.reachedOn ?? null,
        page.money.at(-1)?.earnedCents,
      ];
    };
    const [was] = await at('2021-06-30');
    assert.deepEqual((await at('2021-06-30'))[1], 40_000);
    const answer = await correct(
      { reachedOn: '2021-07-01', evidence: 'Abnahme vom 01.07.2021', reason: 'Tag der Abnahme war falsch' },
      1,
    );
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.deepEqual(await at('2021-06-30'), [null, 0]);
    assert.equal((await at('2021-07-01'))[0], '2021-07-01');
    assert.deepEqual(await at('2021-06-30', seq), [was, 40_000]);
    const same = { reachedOn: '2021-07-01', evidence: 'Abnahme vom 01.07.2021', reason: 'noch einmal' };
    assert.equal((await correct(same, 2)).status, 422);
    assert.equal((await correct({ ...same, reachedOn: '2021-07-03' }, 2)).status, 422);
    assert.equal((await correct({ ...same, reason: '' }, 2)).status, 400);
    assert.equal((await correct({ reachedOn: null, reason: 'nicht abgenommen' }, 1)).status, 412);
    const back = await correct({ reachedOn: null, reason: 'nicht abgenommen' }, 2);
    assert.equal(MilestoneRow.parse(await back.json()).state === 'reached', false);
    assert.equal((await correct({ reachedOn: null, reason: 'nichts da' }, 3)).status, 422);
    const change = await db.read
      .selectFrom('history')
      .where('entity_id', '=', String(led))
      .where('action', '=', 'milestone.correct')
      .select('reason')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      change.map((row) => row.reason),
      ['Tag der Abnahme war falsch', 'nicht abgenommen'],
    );
  });

  test('Refuses the future, missing evidence, a stale version, none at all, and foreign hands', async (t) => {
    const { app, post, open: late } = await start(open);
    t.after(() => app.close());
    const future = await post('programme-office', late, { ...done, reachedOn: '2021-07-03' }, 1);
    assert.equal(future.status, 422);
    assert.equal(((await future.json()) as Problem).errors?.[0]?.path, 'reachedOn');
    assert.equal((await post('programme-office', late, { ...done, reachedOn: '2020-02-29' }, 1)).status, 422);
    assert.equal((await post('programme-office', late, { ...done, evidence: ' ' }, 1)).status, 400);
    assert.equal((await post('programme-office', late, { ...done, weight: 1 }, 1)).status, 400);
    assert.equal((await post('programme-office', late, done, 9)).status, 412);
    assert.equal((await post('programme-office', late, done)).status, 428);
    assert.equal((await post('council', late, done, 1)).status, 403);
    assert.equal((await post('programme-office', 999, done, 1)).status, 404);
  });
});
