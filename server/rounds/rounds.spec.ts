import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { DataState } from '#shared/data-state/data-state.ts';
import type { Problem } from '#shared/errors.ts';
import type { HistoryPage } from '#shared/history/history.ts';
import { ProjectList } from '#shared/projects/projects.ts';
import { OwedList, Round, RoundDetail, RoundList } from '#shared/rounds/rounds.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addProjectState } from '../projects/project-states.sql.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { readWorkbook } from '../workbook/test-workbook.ts';
import { verify } from '../verify/verify.ts';

const clock = { now: () => '2021-07-20T08:00:00.000Z' as Instant };
const JUNE = { reportingDate: '2021-06-30', dueOn: '2021-07-15', note: 'Bitte mit Kostenprognose.' };
const REPORT = {
  reportingDate: '2021-06-30',
  lights: { overall: 'red', time: 'red', cost: 'green', scope: 'green' },
  trends: { overall: 'flat', time: 'flat', cost: 'flat', scope: 'flat' },
  ...{ sentence: 'Los 2 läuft.', divergenceReason: 'So ist es.', sinceLast: '', untilNext: '' },
  ...{ decisionNeeded: null, forecastCents: null, milestoneForecasts: [] },
};

async function start(open: OpenTestDatabase, at: Clock = clock) {
  const db = await open();
  const users = await addTestUsers(db);
  const portfolio = await addTestPortfolio(db, users['project-lead']);
  const app = await startTestApp(db, { clock: at });
  const [office, lead] = [await app.as('programme-office'), await app.as('project-lead')];
  return { db, app, users, ...portfolio, office, lead };
}

const problemOf = async (answer: Response) => (await answer.json()) as Problem;
const post = (as: TestFetch, path: string, json: unknown, ifMatch?: number) =>
  as(path, { method: 'POST', json, ...(ifMatch === undefined ? {} : { ifMatch }) });
const openJune = async (office: TestFetch) =>
  Round.parse(await (await post(office, '/api/rounds', JUNE)).json());
const detailOf = async (as: TestFetch, id: number, asOf = '2021-07-16') =>
  RoundDetail.parse(await (await as(`/api/rounds/${id}?asOf=${asOf}`)).json());
const owedBy = async (as: TestFetch, asOf = '2021-07-16') =>
  OwedList.parse(await (await as(`/api/rounds/owed?asOf=${asOf}`)).json());

/** What `verify` says of rounds. */
async function holds(db: Database): Promise<void> {
  const { checks } = await verify(db);
  assert.deepEqual(checks.find(({ name }) => name === 'rounds')?.detail, '1 Runden');
}

/** Reports on a project as its lead or the programme office, whatever its version is. */
async function report(as: TestFetch, project: number, more: Partial<typeof REPORT> = {}): Promise<void> {
  const read = await as(`/api/projects/${project}?asOf=2021-06-30`);
  const { project: row } = (await read.json()) as { project: { version: number } };
  const json = { ...REPORT, ...more };
  const sent = await as(`/api/projects/${project}/status`, { method: 'PATCH', json, ifMatch: row.version });
  assert.equal(sent.status, 200, await sent.text());
}

forEachDatabase((open) => {
  test('A reporting date has one round; every fault of another one is told at once', async (t) => {
    const { app, office, lead, db } = await start(open);
    t.after(() => app.close());
    const round = await openJune(office);
    assert.deepEqual(
      [round.reportingDate, round.dueOn, round.state, round.counts.total],
      ['2021-06-30', '2021-07-15', 'open', 2],
    );
    const again = await post(office, '/api/rounds', { ...JUNE, dueOn: '2021-06-01' });
    assert.equal(again.status, 422);
    assert.deepEqual(
      (await problemOf(again)).errors?.map(({ path }) => path),
      ['reportingDate', 'dueOn'],
    );
    assert.equal((await post(lead, '/api/rounds', JUNE)).status, 403);
    const list = RoundList.parse(await (await office('/api/rounds?asOf=2021-07-16')).json());
    assert.deepEqual(list.proposal.reportingDate, '2021-09-30');
    assert.equal(list.rounds.length, 1);
    await holds(db);
  });

  test('A report goes from open to sent, given back with its sentence, sent again and accepted', async (t) => {
    const { app, office, lead, led, foreign } = await start(open);
    t.after(() => app.close());
    const { id } = await openJune(office);
    const stateOf = async () =>
      (await detailOf(office, id)).projects.find(({ projectId }) => projectId === led);
    assert.deepEqual([(await stateOf())?.state, (await stateOf())?.overdue], ['open', true]);
    assert.equal(
      (await detailOf(office, id, '2021-07-15')).round.counts.overdue,
      0,
      'the due day is in time',
    );
    await report(lead, led);
    const sent = await stateOf();
    assert.deepEqual([sent?.state, sent?.overdue, sent?.report], ['submitted', false, 'Los 2 läuft.']);
    const decide = (
      decision: string,
      sentence: string,
      reportId: number | null | undefined,
      version: number,
    ) => post(office, `/api/rounds/${id}/decisions`, { decision, sentence, reportIds: [reportId] }, version);
    const returned = await decide('returned', 'Die Kostenprognose fehlt.', sent?.reportId, 1);
    assert.equal(returned.status, 200, await returned.clone().text());
    assert.equal(returned.headers.get('etag'), '"2"');
    const [owed] = (await owedBy(lead)).reports;
    assert.deepEqual(
      [owed?.state, owed?.sentence, owed?.note],
      ['returned', 'Die Kostenprognose fehlt.', JUNE.note],
    );
    await report(lead, led, { sentence: 'Los 2 läuft, 990 Euro.' });
    assert.equal((await stateOf())?.state, 'submitted', 'what is sent again waits anew');
    const unseen = await decide('accepted', '', sent?.reportId, 2);
    assert.equal(unseen.status, 422);
    assert.match((await problemOf(unseen)).errors?.[0]?.message ?? '', /inzwischen neu berichtet/u);
    assert.equal((await decide('accepted', '', (await stateOf())?.reportId, 1)).status, 412);
    assert.equal((await decide('accepted', '', (await stateOf())?.reportId, 2)).status, 200);
    assert.equal((await stateOf())?.state, 'accepted');
    assert.deepEqual((await owedBy(lead)).reports, []);
    assert.deepEqual(
      (await owedBy(office)).reports.map(({ projectId }) => projectId),
      [foreign],
    );
    const { entries } = (await (await office('/api/history?entity=round')).json()) as HistoryPage;
    assert.deepEqual(
      entries.map(({ action, reason }) => [action, reason]),
      [
        ['round.accept', null],
        ['round.return', 'Die Kostenprognose fehlt.'],
        ['round.open', null],
      ],
    );
  });

  test('Several reports are decided about in one step, all of them or none', async (t) => {
    const { app, office, led, foreign, db } = await start(open);
    t.after(() => app.close());
    const { id } = await openJune(office);
    await report(office, led);
    await report(office, foreign, {
      lights: { overall: 'green', time: 'green', cost: 'green', scope: 'green' },
    });
    const ids = (await detailOf(office, id)).projects.map(({ reportId }) => reportId ?? 0);
    const accept = (reportIds: number[], version: number) =>
      post(office, `/api/rounds/${id}/decisions`, { decision: 'accepted', sentence: '', reportIds }, version);
    const wrong = await accept([...ids, 99_999], 1);
    assert.deepEqual(
      (await problemOf(wrong)).errors?.map(({ path }) => path),
      ['reportIds.2'],
    );
    assert.equal((await detailOf(office, id)).round.counts.accepted, 0);
    const done = RoundDetail.parse(await (await accept([...ids, ...ids], 1)).json());
    assert.deepEqual([done.round.counts.accepted, done.round.version], [2, 2]);
    const rows = await db.read.selectFrom('report_decision').select('report_id').execute();
    assert.equal(rows.length, 2, 'the same report twice is one decision');
  });

  test('A lead sees and owes own projects alone', async (t) => {
    const { app, office, lead, led } = await start(open);
    t.after(() => app.close());
    const { id } = await openJune(office);
    const own = await detailOf(lead, id);
    assert.deepEqual([own.round.counts.total, own.projects.map(({ projectId }) => projectId)], [1, [led]]);
    const list = RoundList.parse(await (await lead('/api/rounds?asOf=2021-07-16')).json());
    assert.deepEqual(list.rounds[0]?.counts, own.round.counts);
    const owed = await owedBy(lead);
    assert.deepEqual([owed.toSend, owed.overdue, owed.waiting], [1, 1, 0]);
    assert.equal((await owedBy(lead, '2021-06-29')).toSend, 0, 'the reporting date has not come');
    assert.equal((await owedBy(office)).toSend, 2);
    assert.equal((await (await app.as('controller'))('/api/rounds/owed')).status, 403);
  });

  test('A closed round keeps who owed, and nothing of it changes any more', async (t) => {
    const { app, office, lead, led, foreign, db } = await start(open);
    t.after(() => app.close());
    const { id } = await openJune(office);
    const path = `/api/rounds/${id}`;
    const edit = { dueOn: '2021-07-18', note: '' };
    const edited = await office(path, { method: 'PATCH', json: edit, ifMatch: 1 });
    assert.equal(RoundDetail.parse(await edited.json()).round.dueOn, '2021-07-18');
    assert.equal((await office(path, { method: 'PATCH', json: edit, ifMatch: 1 })).status, 412);
    assert.equal((await post(office, `${path}/close`, undefined, 2)).status, 200);
    const by = { clock, writer: { id: null, name: 'test' } };
    await transact(db, by, async (tx) => {
      await addProjectState(tx, foreign, 'cancelled', toIsoDate('2021-06-01'));
      return { result: undefined, change: { action: 'project.edit', entity: 'project', entityId: foreign } };
    });
    const closed = await detailOf(office, id);
    assert.deepEqual([closed.round.state, closed.round.counts.total], ['closed', 2]);
    const list = RoundList.parse(await (await office('/api/rounds?asOf=2021-07-19')).json());
    assert.deepEqual(list.rounds[0]?.counts, { ...closed.round.counts, overdue: 2 });
    await report(lead, led);
    const late = (await detailOf(office, id)).projects.find(({ projectId }) => projectId === led);
    const decision = { decision: 'accepted', sentence: '', reportIds: [late?.reportId] };
    assert.equal((await post(office, `${path}/decisions`, decision, 3)).status, 422);
    assert.equal((await office(path, { method: 'PATCH', json: edit, ifMatch: 3 })).status, 422);
    assert.equal((await post(office, `${path}/close`, undefined, 3)).status, 422);
    assert.equal((await owedBy(lead)).toSend, 0);
    await holds(db);
  });

  test('The file has what the page shows, and the calendar every due date, the same each time', async (t) => {
    const { app, office, lead, led, db } = await start(open);
    t.after(() => app.close());
    const { id } = await openJune(office);
    await report(lead, led);
    const rowsOf = async (as: TestFetch, filter: string) => {
      const file = await as(`/api/rounds/${id}/xlsx?asOf=2021-07-16${filter}`);
      assert.equal(file.status, 200);
      const book = await readWorkbook(Buffer.from(await file.arrayBuffer()));
      const words: string[] = [];
      book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => words.push(cell.text))));
      return words.filter((word) => ['eingereicht', 'offen'].includes(word));
    };
    assert.deepEqual((await rowsOf(office, '')).sort(), ['eingereicht', 'offen']);
    assert.deepEqual(await rowsOf(office, '&state=submitted'), ['eingereicht']);
    assert.deepEqual(await rowsOf(lead, ''), ['eingereicht'], 'own rows alone');
    assert.equal((await office('/api/rounds/99999/xlsx')).status, 404);
    const calendar = async () => (await lead('/api/rounds.ics')).text();
    const text = await calendar();
    const { at } = await db.read
      .selectFrom('history')
      .where('entity', '=', 'round')
      .select('at')
      .executeTakeFirstOrThrow();
    const stamp = at.replace(/\.\d+Z$/u, 'Z').replace(/[-:]/gu, '');
    assert.ok(text.includes(`UID:berichtsrunde-2021-06-30@moves-cockpit\r\nDTSTAMP:${stamp}\r\n`));
    assert.match(text, /DTSTART;VALUE=DATE:20210715\r\n/u);
    assert.equal(await calendar(), text);
    assert.equal((await (await app.as('council'))('/api/rounds.ics')).status, 403);
  });

  test('What is overdue follows the due date of the round, on strip, list and page alike', async (t) => {
    const { app, office, led } = await start(open);
    t.after(() => app.close());
    const at = async (asOf: string) => {
      const strip = (await (await office(`/api/data-state?asOf=${asOf}`)).json()) as DataState;
      const list = ProjectList.parse(await (await office(`/api/projects?asOf=${asOf}`)).json());
      const row = list.projects.find(({ id }) => id === led);
      const page = (await (await office(`/api/projects/${led}?asOf=${asOf}`)).json()) as { project: unknown };
      assert.deepEqual(page.project, row);
      return [strip.reportsOverdue, row?.reportOverdue, row?.reportDueOn, row?.lights.overall.declared];
    };
    assert.deepEqual(await at('2021-06-30'), [2, true, undefined, 'none']);
    await openJune(office);
    assert.deepEqual(await at('2021-06-30'), [0, false, '2021-07-15', 'none']);
    assert.deepEqual(await at('2021-07-15'), [0, false, '2021-07-15', 'none']);
    assert.deepEqual(await at('2021-07-16'), [2, true, '2021-07-15', 'none']);
    await report(office, led);
    assert.deepEqual(await at('2021-07-16'), [1, false, undefined, 'red']);
  });
});
