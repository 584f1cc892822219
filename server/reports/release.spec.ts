import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import {
  FairCopy,
  FairCopyBrief,
  ReportDraftDetail,
  ReportDraftView,
} from '#shared/reports/report-drafts.ts';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { openPoints } from '#shared/reports/release-checks.ts';
import { ReportComparison } from '#shared/reports/report-comparison.ts';
import { IssuedReport, ReportList } from '#shared/reports/reports.ts';
import { submitted } from '../approvals/test-requests.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { addPostings } from '../budget/test-postings.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';
import { reportVerb } from './reports.cli.ts';
import { contentSha256 } from './reports.sql.ts';
import { headOf, released } from './test-released.ts';

const clock = { now: () => '2021-07-12T08:00:00.000Z' as Instant };
const asOf = toIsoDate('2021-06-30');
/** What the first engine gave, for the second to equal. */
const files = new Map<string, Buffer[]>();

async function start(open: OpenTestDatabase) {
  const db = await open();
  await addTestUsers(db);
  const ids = await addTestBudget(db);
  await db.writeTransaction((query) =>
    query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute(),
  );
  const app = await startTestApp(db, { clock });
  return { db, ids, app, office: await app.as('programme-office'), finance: await app.as('controller') };
}

const problemOf = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;
const post = (as: TestFetch, path: string, json: unknown, ifMatch?: number) =>
  as(path, { method: 'POST', json, ...(ifMatch === undefined ? {} : { ifMatch }) });

async function begin(
  as: TestFetch,
  more: Partial<Parameters<typeof headOf>[0]> = {},
): Promise<ReportDraftView> {
  const answer = await post(as, '/api/report-drafts', headOf({ asOf, reference: '9105/2021', ...more }));
  assert.equal(answer.status, 201, await answer.clone().text());
  return ReportDraftView.parse(await answer.json());
}

const detailOf = async (as: TestFetch, id: number): Promise<ReportDraftDetail> =>
  ReportDraftDetail.parse(await (await as(`/api/report-drafts/${id}`)).json());

/** Says of everything that is missing why it stays, and gives the new version. */
async function acknowledge(as: TestFetch, { draft }: ReportDraftView): Promise<ReportDraftView['draft']> {
  const { points } = await detailOf(as, draft.id);
  const acknowledged = points.map(({ point, count }) => ({ point, count, sentence: `Weil ${point}.` }));
  const answer = await as(`/api/report-drafts/${draft.id}`, {
    ...{ method: 'PATCH', json: { acknowledged }, ifMatch: draft.version },
  });
  assert.equal(answer.status, 200);
  return ReportDraftView.parse(await answer.json()).draft;
}

async function copied(as: TestFetch, draft: ReportDraftView['draft']): Promise<FairCopyBrief> {
  const answer = await post(as, `/api/report-drafts/${draft.id}/fair-copies`, undefined, draft.version);
  assert.equal(answer.status, 201, await answer.clone().text());
  return FairCopyBrief.parse(await answer.json());
}

const requestFor = ({ id }: FairCopyBrief) => ({
  kind: 'report',
  payload: { copyId: id },
  reason: 'Quartalsbericht',
});

async function addLatePosting(db: Database, ids: ReadonlyMap<string, number>): Promise<void> {
  await transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
    await addPostings(tx, ids, [['105', 2021, 'result', '2021-05-31', 1234.56]], 900);
    return { result: null, change: { action: 'test', entity: 'test', entityId: 'late' } };
  });
}

forEachDatabase((open) => {
  test('Composed, checked, copied fair, released by another person: then it is issued just so', async (t) => {
    const { db, app, office, finance } = await start(open);
    t.after(() => app.close());
    const begun = await begin(office, { department: 'Referat AKR', title: 'Bericht zur Jahresmitte' });
    const { points, report } = await detailOf(office, begun.draft.id);
    assert.equal(report.department, 'Referat AKR');
    assert.ok(openPoints(points).length > 0, 'the test budget leaves something open');

    const early = await post(office, `/api/report-drafts/${begun.draft.id}/fair-copies`, undefined, 1);
    assert.equal(early.status, 422);
    assert.equal((await problemOf(early)).errors?.length, points.length);

    const copy = await copied(office, await acknowledge(office, begun));
    const again = await copied(office, (await detailOf(office, begun.draft.id)).draft);
    assert.equal(again.id, copy.id, 'nothing changed: the same copy');
    const request = await submitted(office, requestFor(copy));

    const own = await post(office, `/api/requests/${request.id}/approve`, {}, request.version);
    assert.equal(own.status, 403);
    const seen = FairCopy.parse(await (await finance(`/api/report-fair-copies/${copy.id}`)).json());
    assert.equal(seen.copy.sha256, copy.sha256);
    const asked = (await (await finance(`/api/requests/${request.id}`)).json()) as RequestDetail;
    assert.ok(asked.effect?.values?.some(({ after }) => after === copy.sha256));
    assert.equal(
      (await post(finance, `/api/requests/${request.id}/approve`, {}, request.version)).status,
      200,
    );

    const council = await app.as('council');
    const { reports } = ReportList.parse(await (await council('/api/reports')).json());
    assert.deepEqual(
      reports.map(({ reference, sha256, issuedBy }) => [reference, sha256, issuedBy]),
      [['9105/2021', copy.sha256, 'Test controller']],
    );
    const issued = IssuedReport.parse(await (await council(`/api/reports/${reports[0]!.id}`)).json());
    assert.deepEqual(issued.report, seen.report);
    assert.equal(issued.report.title, 'Bericht zur Jahresmitte');
    assert.equal(issued.report.knownAt, '2021-07-12T08:00:00.000Z');
    const said = issued.report.tables.find(({ id }) => id === 'pruefung')?.rows ?? [];
    assert.equal(said.length, points.length);
    assert.match(JSON.stringify(said[0]), /Weil /u);
    const late = await post(office, `/api/report-drafts/${begun.draft.id}/drop`, undefined, 3);
    assert.equal(late.status, 409);
    const { checks } = await verify(db);
    assert.deepEqual(
      checks.filter(({ name }) => name.endsWith('-reports')).map(({ ok }) => ok),
      [true, true],
    );
  });

  test('What changed since the fair copy is said, and is asked for anew under the same request', async (t) => {
    const { db, ids, app, office, finance } = await start(open);
    t.after(() => app.close());
    const begun = await begin(office);
    const draft = await acknowledge(office, begun);
    const request = await submitted(office, requestFor(await copied(office, draft)));
    await addLatePosting(db, ids);
    const asked = (await (await finance(`/api/requests/${request.id}`)).json()) as RequestDetail;
    assert.equal(asked.effect, null);
    assert.match(asked.faults[0]?.message ?? '', /Seit der Reinschrift hat sich geändert.*Haushalt/u);
    const refused = await post(finance, `/api/requests/${request.id}/approve`, {}, request.version);
    assert.equal(refused.status, 422);
    assert.equal((await db.read.selectFrom('issued_report').select('id').execute()).length, 0);

    const anew = await acknowledge(office, await detailOf(office, draft.id));
    const { kind: _, ...wording } = requestFor(await copied(office, anew));
    const edited = await office(`/api/requests/${request.id}`, {
      ...{ method: 'PATCH', json: wording, ifMatch: request.version },
    });
    assert.equal(edited.status, 200);
    const { version } = ((await edited.json()) as RequestDetail).request;
    assert.equal((await post(finance, `/api/requests/${request.id}/approve`, {}, version)).status, 200);
    assert.equal((await db.read.selectFrom('issued_report').select('id').execute()).length, 1);
  });

  test('Only the programme office asks; finance control or a colleague decides, and nobody alone', async (t) => {
    const { app, office } = await start(open);
    t.after(() => app.close());
    const copy = await copied(office, await acknowledge(office, await begin(office)));
    for (const [role, status] of [
      ['controller', 403],
      ['admin', 403],
      ['auditor', 403],
      ['council', 403],
    ] as const)
      assert.equal((await post(await app.as(role), '/api/requests', requestFor(copy))).status, status, role);
    const request = await submitted(office, requestFor(copy));
    for (const role of ['admin', 'auditor', 'council', 'project-lead', 'office']) {
      const as = await app.as(role);
      assert.equal(
        (await post(as, `/api/requests/${request.id}/approve`, {}, request.version)).status,
        403,
        role,
      );
    }
  });

  test('A used number, a date after today, an unknown session and a report that is none are said at their fields', async (t) => {
    const { db, app, office } = await start(open);
    t.after(() => app.close());
    await released(db, { clock }, { asOf, reference: '9105/2021' });
    const agenda = [{ sessionId: 4711, purpose: 'information' as const, publicity: 'public' as const }];
    const wrong = headOf({
      asOf,
      reference: '9105/2021',
      agenda,
      corrects: { reportId: 99, reason: 'Irrtum' },
    });
    const answer = await post(office, '/api/report-drafts', wrong);
    assert.equal(answer.status, 422);
    assert.deepEqual((await problemOf(answer)).errors?.map(({ path }) => path).sort(), [
      'agenda.0.sessionId',
      'corrects.reportId',
      'reference',
    ]);
    const later = headOf({ asOf: toIsoDate('2021-07-13'), reference: '9106/2021' });
    assert.equal((await post(office, '/api/report-drafts', later)).status, 422);
    const none = await post(office, '/api/report-drafts', headOf({ asOf, reference: '2021' }));
    assert.equal(none.status, 400);
    assert.equal((await office('/api/report-drafts/4711')).status, 404);
    assert.equal((await office('/api/report-fair-copies/4711')).status, 404);
  });

  test('A correction names the old, says what changed and why, and stands on the old one too', async (t) => {
    const { db, ids, app, office } = await start(open);
    t.after(() => app.close());
    const old = await released(db, { clock }, { asOf, reference: '9105/2021' });
    await addLatePosting(db, ids);
    const corrects = { reportId: old.id, reason: 'Eine Buchung fehlte.' };
    const { issued } = await released(db, { clock }, { asOf, reference: '9106/2021', corrects });
    assert.deepEqual(
      [issued.report.corrects?.reference, issued.report.corrects?.reason, issued.brief.corrects?.id],
      ['9105/2021', 'Eine Buchung fehlte.', old.id],
    );
    const changed = issued.report.tables.find(({ id }) => id === 'berichtigung');
    const actual = changed?.rows.find(
      ({ cells }) => cells['name'] === 'THH 100' && cells['column'] === 'Ist I',
    );
    assert.deepEqual([actual?.cells['before'], actual?.cells['after']], ['868.320,82', '869.555,38']);
    const before = IssuedReport.parse(
      await (await (await app.as('council'))(`/api/reports/${old.id}`)).json(),
    );
    assert.equal(before.brief.correctedBy?.reference, '9106/2021');
    assert.deepEqual(before.report, old.issued.report);
    const twice = await post(
      office,
      '/api/report-drafts',
      headOf({ asOf, reference: '9107/2021', corrects }),
    );
    assert.equal(twice.status, 422);
    assert.match(
      (await problemOf(twice)).errors?.[0]?.message ?? '',
      /schon berichtigt, durch GRDrs 9106\/2021/u,
    );
  });

  test('Tables and the whole are files of the same bytes each time, and the whole has the hash it was issued with', async (t) => {
    const { db, ids, app } = await start(open);
    t.after(() => app.close());
    const { id, issued } = await released(db, { clock }, { asOf, reference: '9105/2021' });
    const council = await app.as('council');
    const bytesOf = async (path: string) => Buffer.from(await (await council(path)).arrayBuffer());
    const table = `/api/reports/${id}/tables/haushalt`;
    const paths = [`/api/reports/${id}/json`, `/api/reports/${id}/xlsx`, `${table}.csv`, `${table}.json`];
    const first = await Promise.all(paths.map(bytesOf));
    await addLatePosting(db, ids);
    const again = await Promise.all(paths.map(bytesOf));
    first.forEach((bytes, index) => assert.ok(bytes.equals(again[index]!), paths[index]));
    const before = files.get('all') ?? first;
    files.set('all', first);
    first.forEach((bytes, index) =>
      assert.ok(bytes.equals(before[index]!), `${paths[index]} on both engines`),
    );
    assert.equal(contentSha256(String(first[0])), issued.brief.sha256);
    const lines = String(first[2]).split('\r\n');
    assert.match(lines[0] ?? '', /^Zeilenart;Teilhaushalt;/u);
    assert.ok(lines.some((line) => line.startsWith('Zeile;THH 100;') && line.includes(';868320,82;')));
    const missing = await council(`/api/reports/${id}/tables/nichts.csv`);
    assert.equal(missing.status, 404);

    const folder = mkdtempSync(join(tmpdir(), 'moves-report-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    for (const [index, values] of [
      [0, { format: 'json' }],
      [1, {}],
      [2, { format: 'csv', table: 'haushalt' }],
      [3, { format: 'json', table: 'haushalt' }],
    ] as const) {
      const out = join(folder, String(index));
      const by = { clock, writer: { id: null, name: 'moves' } };
      await reportVerb.run({ db, by, values: { id: String(id), out, ...values }, positionals: ['render'] });
      assert.ok(readFileSync(out).equals(first[index]!), `moves report render writes ${paths[index]}`);
    }
  });

  test('Two issued reports are compared, statement by statement, for whoever reads them', async (t) => {
    const { db, ids, app } = await start(open);
    t.after(() => app.close());
    const one = await released(db, { clock }, { asOf, reference: '9105/2021' });
    await addLatePosting(db, ids);
    const two = await released(db, { clock }, { asOf, reference: '9106/2021' });
    const as = await app.as('council');
    const answer = await as(`/api/reports/compare?before=${one.id}&after=${two.id}`);
    const { differences, total } = ReportComparison.parse(await answer.json());
    assert.equal(differences.length, total);
    assert.ok(differences.some(({ before, after }) => before === '868.320,82' && after === '869.555,38'));
    const same = await as(`/api/reports/compare?before=${one.id}&after=${one.id}`);
    assert.equal(ReportComparison.parse(await same.json()).total, 0);
    assert.equal((await as(`/api/reports/compare?before=${one.id}&after=4711`)).status, 404);
  });

  test('Sections stand in the author’s order, without those left out; a remark follows its row', async (t) => {
    const { app, office } = await start(open);
    t.after(() => app.close());
    const { draft, wording, ...begun } = await begin(office);
    assert.deepEqual(begun, {});
    const { report } = await detailOf(office, draft.id);
    const table = report.tables.find(({ id }) => id === 'haushalt')!;
    const row = table.rows.findIndex(({ cells }) => cells['name'] === 'THH 100');
    const [first, second, third, ...rest] = wording.sections;
    const sections = [
      { ...third!, text: 'Der Haushalt zuerst.' },
      { ...first!, included: false },
      second!,
      ...rest,
    ];
    const remarks = [
      { table: 'haushalt', row: row + 1, column: 'I', label: 'THH 100', text: 'Mit Nachzahlung.' },
    ];
    const answer = await office(`/api/report-drafts/${draft.id}`, {
      ...{ method: 'PATCH', json: { sections, remarks }, ifMatch: draft.version },
    });
    assert.equal(answer.status, 200);
    const { report: now } = await detailOf(office, draft.id);
    assert.deepEqual(
      now.chapters.slice(0, 2).map(({ key, text }) => [key, text]),
      [
        ['budget', 'Der Haushalt zuerst.'],
        ['projekte', undefined],
      ],
    );
    assert.ok(now.tables.every(({ id }) => id !== 'rahmen'));
    assert.deepEqual(
      now.remarks?.map((one) => [one.table, one.row, one.column, one.number]),
      [['haushalt', row, 'I', 1]],
    );
    const noted = now.tables.find(({ id }) => id === 'haushalt')?.notes.at(-1);
    assert.equal(noted, 'Anmerkung 1 (THH 100, Ist I): Mit Nachzahlung.');
    const lost = await office(`/api/report-drafts/${draft.id}`, {
      method: 'PATCH',
      json: { remarks: [{ ...remarks[0], label: 'THH 999' }] },
      ifMatch: draft.version + 1,
    });
    assert.equal(lost.status, 200);
    const { points } = await detailOf(office, draft.id);
    assert.deepEqual(
      points.filter(({ mustBeFixed }) => mustBeFixed).map(({ point }) => point),
      ['lost-remarks'],
    );
    const twice = [...sections, first!];
    const refused = await office(`/api/report-drafts/${draft.id}`, {
      ...{ method: 'PATCH', json: { sections: twice }, ifMatch: draft.version + 2 },
    });
    assert.equal(refused.status, 400);
  });
});
