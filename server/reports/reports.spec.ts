import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { sumCents } from '#shared/money.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { IssuedReport, ReportDraft, ReportList } from '#shared/reports/reports.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { addPostings } from '../budget/test-postings.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { lineFigures, unassignedActuals } from '../ledger/figures.sql.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { findReport } from './reports.sql.ts';
import { released } from './test-released.ts';
import { cellOf, readWorkbook, shown } from '../workbook/test-workbook.ts';

const clock = { now: () => '2021-07-12T08:00:00.000Z' as Instant };
const by = { clock, writer: { id: null, name: 'test' } };
const asOf = toIsoDate('2021-06-30');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function start(open: OpenTestDatabase) {
  const db = await open();
  const users = await addTestUsers(db);
  const ids = await addTestBudget(db);
  const app = await startTestApp(db, { clock });
  return { db, users, ids, app };
}

const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;
const issuedOf = async (response: Response) => IssuedReport.parse(await response.json());
const draftOf = async (response: Response) => ReportDraft.parse(await response.json()).report;

/** A posting up to the as-of date that a later import brings. */
async function addLatePostings(db: Database, ids: ReadonlyMap<string, number>): Promise<void> {
  await transact(db, by, async (tx) => {
    await addPostings(tx, ids, [['105', 2021, 'result', '2021-05-31', 1234.56]], 900);
    return { result: null, change: { action: 'test', entity: 'test', entityId: 'late' } };
  });
}

const EXPENSE = 'Summe Aufwendungen, Ergebnishaushalt 2021';

function cell(report: CouncilReport, name: string, key: string): unknown {
  const table = report.tables.find((one) => one.id === 'haushalt');
  return table?.rows.find((row) => row.cells['name'] === name)?.cells[key];
}

/** What the first engine wrote, for the second to equal. */
const written = new Map<string, Buffer>();

forEachDatabase((open, engine) => {
  test('Tells the same sums as the lines and the postings themselves', async (t) => {
    const { db, app } = await start(open);
    t.after(() => app.close());
    const report = await draftOf(await (await app.as('controller'))(`/api/reports/draft?asOf=${asOf}`));
    assert.deepEqual(report.tables.flatMap(reportTableFaults), []);
    const lines = (await lineFigures(db.read, { asOf })).filter(
      (l) => l.year === 2021 && l.ledger === 'result' && sideOf(l.kind) === 'expense',
    );
    const open2021 = (await unassignedActuals(db.read, asOf)).filter(
      (u) => u.fiscalYear === 2021 && u.ledger === 'result',
    );
    assert.equal(cell(report, EXPENSE, 'V'), sumCents(lines.map((l) => l.figures.V)));
    assert.equal(
      cell(report, 'nicht zugeordnet, Ergebnishaushalt 2021 (1 Buchung)', 'I'),
      sumCents(open2021.map((u) => u.cents)),
    );
  });

  test('An issued report stays as it was when new postings arrive; a draft shows them', async (t) => {
    const { db, ids, app } = await start(open);
    t.after(() => app.close());
    const { issued: before } = await released(db, by, { asOf, reference: '9105/2021' });
    await addLatePostings(db, ids);
    const as = await app.as('programme-office');
    const after = await issuedOf(await as(`/api/reports/${before.brief.id}`));
    assert.deepEqual(after, before);
    const draft = await draftOf(await as(`/api/reports/draft?asOf=${asOf}`));
    assert.equal(Number(cell(draft, EXPENSE, 'I')) - Number(cell(before.report, EXPENSE, 'I')), 123_456);
    assert.equal(before.report.reference, '9105/2021');
    assert.equal(before.report.kindText, 'Mitteilungsvorlage');
  });

  test('Lists issued reports, the newest as-of date first', async (t) => {
    const { db, app } = await start(open);
    t.after(() => app.close());
    for (const [date, reference] of [
      ['2021-03-31', '9041/2021'],
      ['2021-06-30', '9105/2021'],
      ['2020-12-31', '9008/2021'],
    ] as const)
      await released(db, by, { asOf: toIsoDate(date), reference });
    const { reports } = ReportList.parse(await (await (await app.as('council'))('/api/reports')).json());
    assert.deepEqual(
      reports.map((report) => report.asOf),
      ['2021-06-30', '2021-03-31', '2020-12-31'],
    );
  });

  test('The council reads and downloads what was issued, and neither drafts nor issues', async (t) => {
    const { db, app } = await start(open);
    t.after(() => app.close());
    const { id } = await released(db, by, { asOf, reference: '9105/2021' });
    const as = await app.as('council');
    assert.equal((await as(`/api/reports/${id}`)).status, 200);
    assert.equal((await as(`/api/reports/${id}/xlsx`)).status, 200);
    assert.equal((await as(`/api/reports/draft?asOf=${asOf}`)).status, 403);
    assert.equal((await as(`/api/reports/draft.xlsx?asOf=${asOf}`)).status, 403);
    assert.equal((await as('/api/report-drafts')).status, 403);
  });

  test('Refuses a date after today, and a report that is none', async (t) => {
    const { app } = await start(open);
    t.after(() => app.close());
    const as = await app.as('programme-office');
    const future = await as('/api/reports/draft?asOf=2021-07-13');
    assert.equal(future.status, 422);
    assert.match(
      (await problemOf(future)).detail ?? '',
      /13\.07\.2021 liegt nach dem heutigen Tag \(12\.07\.2021\)/u,
    );
    assert.equal((await as('/api/reports/4711')).status, 404);
  });

  test('A stored report that no longer has its hash is not shown', async (t) => {
    const { db, app } = await start(open);
    t.after(() => app.close());
    const { id } = await released(db, by, { asOf, reference: '9105/2021' });
    const { id: forged } = await transact(db, by, async (tx) => {
      const row = await tx.query
        .selectFrom('issued_report')
        .where('id', '=', id)
        .selectAll()
        .executeTakeFirstOrThrow();
      const { id: _, ...rest } = row;
      const content = row.content.replace('"fortgeschr', '"Fortgeschr');
      assert.notEqual(content, row.content);
      const result = await tx.query
        .insertInto('issued_report')
        .values({ ...rest, content, request_id: null, recorded_seq: tx.seq })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { result, change: { action: 'test', entity: 'test', entityId: 'forged' } };
    });
    const as = await app.as('council');
    for (const path of [`/api/reports/${forged}`, `/api/reports/${forged}/xlsx`]) {
      const response = await as(path);
      assert.equal(response.status, 500);
      assert.equal((await problemOf(response)).code, 'report-corrupt');
    }
    assert.equal((await as(`/api/reports/${id}`)).status, 200);
  });

  test('The file is rendered from the stored tables and named after date and reference', async (t) => {
    const { db, ids, app } = await start(open);
    t.after(() => app.close());
    const { id } = await released(db, by, { asOf, reference: '9105/2021' });
    await addLatePostings(db, ids);
    const response = await (await app.as('auditor'))(`/api/reports/${id}/xlsx`);
    assert.equal(response.headers.get('content-type'), XLSX);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /Bericht-2021-06-30-GRDrs-9105-2021\.xlsx/u,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    const workbook = await readWorkbook(bytes);
    const { report } = await findReport(db.read, id);
    const table = report.tables.find((one) => one.id === 'haushalt');
    const row = table?.rows.find((one) => one.kind === 'subtotal');
    assert.ok(table && row);
    assert.equal(shown(cellOf(workbook, table, row, 'I')), Number(row.cells['I']) / 100);
    const other = written.get('budget');
    written.set('budget', bytes);
    if (other) assert.ok(other.equals(bytes), `the file of ${engine} differs from that of the engine before`);
  });

  test('Projects, milestones and deviations are told, and alike on every engine', async (t) => {
    const db = await open();
    const users = await addTestUsers(db);
    await addTestPortfolio(db, users['project-lead']);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const as = await app.as('controller');
    const report = await draftOf(await as(`/api/reports/draft?asOf=${asOf}`));
    const rows = (id: string) => report.tables.find((one) => one.id === id)?.rows ?? [];
    assert.equal(rows('projekte').length, 2);
    assert.equal(rows('meilensteine').length, 2);
    const due = rows('meilensteine-faellig')[0];
    assert.deepEqual(
      [due?.cells['name'], due?.cells['baseline'], due?.cells['shift']],
      ['Los 2', '2021-05-31', 30],
    );
    const response = await as(`/api/reports/draft.xlsx?asOf=${asOf}`);
    assert.match(response.headers.get('content-disposition') ?? '', /Bericht-2021-06-30-Entwurf\.xlsx/u);
    const bytes = Buffer.from(await response.arrayBuffer());
    const other = written.get('portfolio');
    written.set('portfolio', bytes);
    if (other) assert.ok(other.equals(bytes), `the file of ${engine} differs from that of the engine before`);
  });

  test('An empty database gives a report that says what is missing', async () => {
    const db = await open();
    await addTestUsers(db);
    const { issued } = await released(db, by, { asOf, reference: '1/2021' });
    assert.deepEqual(issued.report.highlights, []);
    const check = issued.report.tables.find(({ id }) => id === 'pruefung');
    assert.equal(check?.rows[0]?.cells['term'], 'Nichts zu berichten');
  });
});
