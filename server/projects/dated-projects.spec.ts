import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { projectFacts } from './projects.sql.ts';
import { addTestPortfolio } from './test-portfolio.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };

forEachDatabase((open) => {
  test('A project is called what it was called on the day; later names and flags leave earlier days as they were', async (t) => {
    const db = await open();
    const users = await addTestUsers(db);
    const { led } = await addTestPortfolio(db, users['project-lead']);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const office = await app.as('programme-office');
    const { seq } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const edit = (asOf: string, json: unknown, ifMatch: number) =>
      office(`/api/projects/${led}?asOf=${asOf}`, { method: 'PATCH', json, ifMatch });
    const at = async (asOf: string, knownSeq?: number) => {
      const [facts] = await projectFacts(db.read, { asOf: toIsoDate(asOf), knownSeq, projectIds: [led] });
      return [facts?.row.name, facts?.row.flagship];
    };
    const [before] = await at('2021-03-31');
    assert.equal((await edit('2021-06-30', { name: 'eAkte Jugend', flagship: true }, 1)).status, 200);
    assert.deepEqual(await at('2021-03-31'), [before, false]);
    assert.deepEqual(await at('2021-06-29'), [before, false]);
    assert.deepEqual(await at('2021-06-30'), ['eAkte Jugend', true]);
    assert.deepEqual(await at('2021-06-30', seq), [before, false], 'as known before');
    // A name for an earlier day stands between; the newest stays the newest.
    assert.equal((await edit('2021-05-01', { name: 'eAkte Probe' }, 2)).status, 200);
    assert.deepEqual(
      [(await at('2021-05-31'))[0], (await at('2021-06-30'))[0], (await at('2021-04-30'))[0]],
      ['eAkte Probe', 'eAkte Jugend', before],
    );
    const page = (await (await office('/api/milestones?asOf=2021-04-30')).json()) as MilestonePage;
    assert.ok(page.milestones.some((one) => one.project.id === led && one.project.name === before));
    const future = await edit('2021-07-03', { name: 'eAkte Zukunft' }, 3);
    assert.equal(future.status, 422);
    const { checks } = await verify(db);
    assert.ok(checks.find((check) => check.name === 'project-facts')?.ok);
  });

  test('Before its first day a project says when it begins', async (t) => {
    const db = await open();
    const users = await addTestUsers(db);
    const { led } = await addTestPortfolio(db, users['project-lead']);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const council = await app.as('council');
    const early = await council(`/api/projects/${led}?asOf=2001-01-01`);
    assert.equal(early.status, 404);
    assert.match(
      ((await early.json()) as Problem).detail ?? '',
      /beginnt am \d\d\.\d\d\.20\d\d; am Stichtag 01\.01\.2001/u,
    );
    const unknown = (await (await council('/api/projects/987654')).json()) as Problem;
    assert.equal(unknown.detail, 'Dieses Projekt gibt es nicht.');
    const now = await council(`/api/projects/${led}?asOf=2021-06-30`);
    assert.equal(((await now.json()) as ProjectDetail).project.id, led);
  });
});
