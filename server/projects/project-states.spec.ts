import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { ProjectDetail } from '#shared/projects/project-detail.ts';
import { dataState } from '../data-state/data-state.sql.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { listProjects } from './projects.sql.ts';
import { addTestPortfolio } from './test-portfolio.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const asOf = toIsoDate('2021-06-30');

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock });
  return { db, app, ...portfolio };
}

const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;
const detailOf = async (response: Response) => ProjectDetail.parse(await response.json());

forEachDatabase((open) => {
  test('The state is the one of the date; one of later days is not known yet', async (t) => {
    const { app, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    const stateAt = async (on: string) =>
      (await detailOf(await as(`/api/projects/${led}?asOf=${on}`))).project.state;
    const edited = await as(`/api/projects/${led}?asOf=2021-04-30`, {
      method: 'PATCH',
      json: { state: 'paused' },
      ifMatch: 1,
    });
    const { project, changes } = await detailOf(edited);
    assert.deepEqual([project.state, project.version], ['paused', 2]);
    assert.equal(changes[0]?.summary, 'Stand: läuft → ruht · Stand gilt ab 30.04.2021');
    assert.equal(await stateAt('2020-02-29'), 'planned');
    assert.equal(await stateAt('2020-03-01'), 'running');
    assert.equal(await stateAt('2021-04-29'), 'running');
    assert.equal(await stateAt('2021-04-30'), 'paused');
    assert.equal(await stateAt('2021-12-31'), 'paused');
  });

  test('Before its first state a project is not part of the portfolio', async (t) => {
    const { app, db, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    assert.deepEqual(await listProjects(db.read, toIsoDate('2019-12-31')), []);
    assert.equal((await listProjects(db.read, toIsoDate('2020-01-01'))).length, 2);
    const path = `/api/projects/${led}?asOf=2019-12-31`;
    assert.equal((await as(path)).status, 404);
    assert.equal((await as(path, { method: 'PATCH', json: { name: 'Anders' }, ifMatch: 1 })).status, 404);
    const { projects, reportsOverdue } = await dataState(db.read, toIsoDate('2019-12-31'));
    assert.deepEqual([projects, reportsOverdue], [0, 0]);
  });

  test('A state does not lie in the future and is not slipped in before a later one', async (t) => {
    const { app, db, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    const edit = async (on: string, json: unknown) =>
      as(`/api/projects/${led}?asOf=${on}`, { method: 'PATCH', json, ifMatch: 1 });
    const early = await problemOf(await edit('2020-02-01', { state: 'cancelled' }));
    assert.match(early.errors?.[0]?.message ?? '', /^Ab 01\.03\.2020 ist schon „läuft“/u);
    const late = await problemOf(await edit('2021-07-03', { state: 'paused' }));
    assert.match(late.errors?.[0]?.message ?? '', /liegt in der Zukunft/u);
    const rows = await db.read
      .selectFrom('project_state')
      .where('project_id', '=', led)
      .selectAll()
      .execute();
    assert.equal(rows.length, 2);
    // A name is dated too: tomorrow's is as unknown as tomorrow's state.
    const named = await problemOf(await edit('2021-07-03', { name: 'Umbenannt', state: 'running' }));
    assert.match(named.errors?.[0]?.message ?? '', /Zukunft/u);
    assert.equal((await edit(asOf, { name: 'Umbenannt', state: 'running' })).status, 200);
  });

  test('A corrected state shows only from the history row that recorded it', async (t) => {
    const { app, db, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    const edit = async (state: string, ifMatch: number) =>
      as(`/api/projects/${led}?asOf=${asOf}`, { method: 'PATCH', json: { state }, ifMatch });
    assert.equal((await edit('cancelled', 1)).status, 200);
    const { seq } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    assert.equal((await edit('planned', 2)).status, 200);
    const known = async (knownSeq?: number) => {
      const rows = await listProjects(db.read, asOf, { knownSeq });
      return rows.find((row) => row.id === led)?.state;
    };
    assert.deepEqual(
      [await known(seq - 1), await known(seq), await known()],
      ['running', 'cancelled', 'planned'],
    );
  });

  test('What ended after the reporting date still owes its report; what ended before does not', async (t) => {
    const { app, db, led } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    const dates = ['2021-06-29', '2021-06-30', '2021-07-02'].map(toIsoDate);
    const overdue = async () => {
      const counts: [boolean | undefined, number][] = [];
      for (const on of dates) {
        const row = (await listProjects(db.read, on)).find(({ id }) => id === led);
        counts.push([row?.reportOverdue, (await dataState(db.read, on)).reportsOverdue]);
      }
      return counts;
    };
    const edit = async (on: string, state: string, ifMatch: number) =>
      as(`/api/projects/${led}?asOf=${on}`, { method: 'PATCH', json: { state }, ifMatch });
    assert.equal((await edit('2021-07-01', 'cancelled', 1)).status, 200);
    assert.deepEqual(await overdue(), [
      [true, 2],
      [true, 2],
      [true, 2],
    ]);
    const other = await start(open);
    t.after(() => other.app.close());
    await (
      await other.app.as('programme-office')
    )(`/api/projects/${other.led}?asOf=2021-06-30`, {
      method: 'PATCH',
      json: { state: 'cancelled' },
      ifMatch: 1,
    });
    assert.equal((await dataState(other.db.read, asOf)).reportsOverdue, 1);
    assert.equal((await dataState(other.db.read, toIsoDate('2021-06-29'))).reportsOverdue, 2);
  });
});
