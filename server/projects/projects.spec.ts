import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import { ProjectList } from '#shared/projects/projects.ts';
import { transact } from '../db/transact.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { addProjectState } from './project-states.sql.ts';
import { listProjects } from './projects.sql.ts';
import { addTestPortfolio } from './test-portfolio.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const asOf = toIsoDate('2021-06-30');

/** Agrees with the rules: 84 days of slip are red, everything else is green. */
function update(more: Partial<StatusUpdate> & { open?: number } = {}): StatusUpdate {
  const { open, ...rest } = more;
  return {
    reportingDate: asOf,
    lights: { overall: 'red', time: 'red', cost: 'green', scope: 'green' },
    trends: { overall: 'down', time: 'down', cost: 'flat', scope: 'flat' },
    sentence: 'Los 2 läuft.',
    divergenceReason: null,
    sinceLast: 'Los 1 übernommen.',
    untilNext: 'Los 2 migrieren.',
    decisionNeeded: null,
    forecastCents: toCents(99_000),
    milestoneForecasts:
      open === undefined ? [] : [{ milestoneId: open, forecastOn: toIsoDate('2021-08-23') }],
    ...rest,
  };
}

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  return { db, app, users, ...portfolio };
}

const report = (as: TestFetch, id: number, json: unknown, ifMatch?: number): Promise<Response> =>
  as(`/api/projects/${id}/status`, { method: 'PATCH', json, ...(ifMatch === undefined ? {} : { ifMatch }) });
const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;
const listOf = async (response: Response) => ProjectList.parse(await response.json());
const detailOf = async (response: Response) => ProjectDetail.parse(await response.json());

forEachDatabase((open) => {
  test('Shows a project at a business date: lights, next milestone and money', async (t) => {
    const { app, led, open: milestone } = await start(open);
    t.after(() => app.close());
    const as = await app.as('council');
    const list = await listOf(await as(`/api/projects?asOf=${asOf}`));
    assert.equal(list.reportingDate, '2021-06-30');
    const row = list.projects.find((project) => project.id === led);
    assert.ok(row);
    assert.equal(row.nextMilestone?.id, milestone);
    assert.equal(row.nextMilestone.slipDays, 30); // 31.05. → 30.06.
    assert.equal(row.lights.time.rule, 'Regel T1: Verzug über 14 Tage, hier 30 (Los 2).');
    assert.deepEqual([row.lights.time.declared, row.reportOverdue], ['none', true]);
    assert.equal(row.budgetCents, 100_000);
    assert.equal(row.actualCents, 40_000);
    assert.equal(row.availableCents, 100_000 - 40_000);
  });

  test('An earlier date does not know what came later', async (t) => {
    const { app, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('auditor');
    const before = await detailOf(await as(`/api/projects/${led}?asOf=2021-02-09`));
    assert.equal(before.milestones[0]?.reachedOn, null);
    assert.equal(before.milestones[1]?.forecastOn, '2021-05-31');
    assert.equal(before.project.actualCents, 0);
    assert.equal(before.earnedValue.evCents, 0);
    const after = await detailOf(await as(`/api/projects/${led}?asOf=2021-04-30`));
    assert.equal(after.earnedValue.evCents, 40_000);
    assert.equal(after.earnedValue.cpiThousandths, 1000); // 400 / 400
    assert.equal(after.earnedValue.spiThousandths, 1000); // 400 / 400
  });

  test('Takes a status report: row, forecast, version and history together', async (t) => {
    const { app, db, led, open: milestone } = await start(open);
    t.after(() => app.close());
    const as = await app.as('project-lead');
    const response = await report(as, led, update({ open: milestone }), 1);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('etag'), '"2"');
    const detail = await detailOf(response);
    assert.equal(detail.project.lights.overall.declared, 'red');
    assert.equal(detail.project.reportOverdue, false);
    assert.equal(detail.project.nextMilestone?.slipDays, 84);
    assert.equal(detail.reports[0]?.sentence, 'Los 2 läuft.');
    assert.equal(detail.changes[0]?.summary, 'Status zum 30.06.2021 gemeldet: Gesamt rot');
    const history = await db.read
      .selectFrom('history')
      .selectAll()
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    const stored = await db.read.selectFrom('status_report').select('recorded_seq').executeTakeFirstOrThrow();
    assert.equal(stored.recorded_seq, history.seq);
  });

  test('A correction for the same reporting date leaves the first report readable', async (t) => {
    const { app, db, led, open: milestone } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    assert.equal((await report(as, led, update({ open: milestone }), 1)).status, 200);
    const corrected = await report(as, led, update({ open: milestone, sentence: 'Berichtigt.' }), 2);
    assert.deepEqual(
      (await detailOf(corrected)).reports.map((r) => r.sentence),
      ['Berichtigt.'],
    );
    const rows = await db.read.selectFrom('status_report').select('sentence').orderBy('id').execute();
    assert.deepEqual(
      rows.map((row) => row.sentence),
      ['Los 2 läuft.', 'Berichtigt.'],
    );
  });

  test('Refuses a stale version before any rule, with the values as they are now', async (t) => {
    const { app, led, open: milestone } = await start(open);
    t.after(() => app.close());
    const as = await app.as('project-lead');
    assert.equal((await report(as, led, update({ open: milestone }), 1)).status, 200);
    const loser = await report(as, led, update({ reportingDate: toIsoDate('2021-06-15') }), 1);
    const problem = await problemOf(loser);
    assert.deepEqual([loser.status, problem.code, problem.errors], [412, 'stale', undefined]);
    assert.ok('current' in problem);
    const current = problem.current as { project: { version: number } };
    assert.equal(current.project.version, 2);
  });

  test('Refuses a report without If-Match, with unknown fields, and on a foreign project', async (t) => {
    const { app, led, foreign } = await start(open);
    t.after(() => app.close());
    const as = await app.as('project-lead');
    assert.equal((await report(as, led, update())).status, 428);
    const unknown = await report(as, led, { ...update(), owner: 1 }, 1);
    assert.deepEqual([unknown.status, (await problemOf(unknown)).code], [400, 'unknown-field']);
    // As if it were missing, and before anybody looks at its version.
    assert.equal((await report(as, foreign, update(), 1)).status, 404);
    assert.equal((await report(as, foreign, update(), 7)).status, 404);
    assert.equal((await report(await app.as('council'), led, update(), 1)).status, 403);
    assert.equal((await report(await app.as(null), led, update(), 1)).status, 401);
    assert.equal((await report(as, 999, update(), 1)).status, 404);
  });

  test('Names every broken rule at once and keeps nothing', async (t) => {
    const { app, db, led, reached } = await start(open);
    t.after(() => app.close());
    const as = await app.as('project-lead');
    const given = update({
      reportingDate: toIsoDate('2021-08-15'),
      lights: { overall: 'green', time: 'green', cost: 'green', scope: 'green' },
      forecastCents: toCents(1),
      milestoneForecasts: [{ milestoneId: reached, forecastOn: toIsoDate('2021-09-30') }],
    });
    const response = await report(as, led, given, 1);
    assert.equal(response.status, 422);
    assert.deepEqual(
      (await problemOf(response)).errors?.map((error) => error.path),
      [
        'reportingDate',
        'reportingDate',
        'milestoneForecasts.0.forecastOn',
        'forecastCents',
        'divergenceReason',
      ],
    );
    assert.deepEqual(await db.read.selectFrom('status_report').selectAll().execute(), []);
  });

  test('Loses no update: 20 editors at once, one success per round', async (t) => {
    const { app, led, open: milestone } = await start(open);
    t.after(() => app.close());
    const as = await app.as('project-lead');
    for (let version = 1; version <= 3; version++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, editor) =>
          report(as, led, update({ open: milestone, sentence: `Fassung ${version} von ${editor}` }), version),
        ),
      );
      const statuses = answers.map((answer) => answer.status).sort();
      assert.deepEqual(statuses, [200, ...Array.from({ length: 19 }, () => 412)]);
    }
    const detail = await detailOf(await as(`/api/projects/${led}?asOf=${asOf}`));
    assert.equal(detail.project.version, 4);
  });

  test('The office edits name and state; finishing waits for the last milestone', async (t) => {
    const { app, led } = await start(open);
    t.after(() => app.close());
    const edit = async (login: string, json: unknown, ifMatch: number) =>
      (await app.as(login))(`/api/projects/${led}?asOf=${asOf}`, { method: 'PATCH', json, ifMatch });
    const changed = await detailOf(
      await edit('programme-office', { name: 'eAkte Jugendamt', flagship: true }, 1),
    );
    assert.deepEqual([changed.project.name, changed.project.flagship], ['eAkte Jugendamt', true]);
    assert.equal(
      changed.changes[0]?.summary,
      'Name: „Projekt P-041“ → „eAkte Jugendamt“ · Leitprojekt: nein → ja · gilt ab 30.06.2021',
    );
    const done = await edit('programme-office', { state: 'done' }, 2);
    assert.equal(done.status, 422);
    assert.match((await problemOf(done)).errors?.[0]?.message ?? '', /1 Meilenstein offen/u);
    assert.equal((await edit('programme-office', {}, 2)).status, 422);
    assert.equal((await edit('programme-office', { name: 'x' }, 2)).status, 400);
    assert.equal((await edit('programme-office', { version: 9 }, 2)).status, 400);
    assert.equal((await edit('project-lead', { name: 'Anders' }, 2)).status, 403);
    assert.equal((await edit('programme-office', { name: 'Anders' }, 1)).status, 412);
  });

  test('A council member reads neither lines nor posts nor changes', async (t) => {
    const { app, led } = await start(open);
    t.after(() => app.close());
    const detail = await detailOf(await (await app.as('council'))(`/api/projects/${led}?asOf=${asOf}`));
    assert.deepEqual([detail.lines, detail.movements, detail.changes, detail.positions], [[], [], [], []]);
    assert.deepEqual([detail.mayEdit, detail.mayReportStatus], [false, false]);
  });

  test('Reads any number of projects in the same few statements', async (t) => {
    const { app, db } = await start(open);
    t.after(() => app.close());
    let statements = 0;
    const counted = db.read.withPlugin({
      transformQuery: ({ node }) => node,
      // What was written before is only asked.
      transformResult: ({ result }) => {
        statements += 1;
        return Promise.resolve(result);
      },
    });
    assert.equal((await listProjects(counted, asOf)).length, 2);
    const few = statements;
    assert.ok(few > 5, `${few} statements`);
    await transact(db, { clock, writer: { id: null, name: 'test' } }, async ({ query, seq }) => {
      const row = await query.selectFrom('project').selectAll().executeTakeFirstOrThrow();
      const more = Array.from({ length: 40 }, (_, n) => ({
        ...row,
        id: 1000 + n,
        number: `P-${1000 + n}`,
        recorded_seq: seq,
      }));
      await query.insertInto('project').values(more).execute();
      for (const { id } of more) await addProjectState({ query, seq }, id, 'planned', asOf);
      return { result: undefined, change: { action: 'test', entity: 'test', entityId: 1 } };
    });
    statements = 0;
    assert.equal((await listProjects(counted, asOf)).length, 42);
    assert.equal(statements, few);
  });
});
