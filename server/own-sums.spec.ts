import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { sideOf } from '#shared/budget/sides.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import type { HistoryPage } from '#shared/history/history.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import type { SearchResult } from '#shared/search/search.ts';
import type { Database } from './db/database.ts';
import { forEachDatabase } from './db/test-databases.ts';
import type { OpenTestDatabase } from './db/test-databases.ts';
import { DEMO } from './demo/test-demo.ts';
import { startTestApp } from './http/test-app.ts';
import type { TestFetch } from './http/test-app.ts';
import { addBoundAccounts } from './test-own-rows.ts';
import type { BoundAccount } from './test-own-rows.ts';
import { readWorkbook } from './workbook/test-workbook.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const ON = 'asOf=2021-06-30';

async function get<T>(fetch: TestFetch, path: string): Promise<T> {
  const response = await fetch(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as T;
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** What is an account's own, read from the tables by a rule written down a second time. */
async function ownIds(db: Database, { isOwn }: BoundAccount) {
  const projects = await db.read
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .select(['p.id', 'p.number', 'p.lead_user_id as leadUserId', 'o.code as office'])
    .execute();
  const own = new Map(projects.filter(isOwn).map((row) => [row.id, row]));
  const mine = (row: { projectId: number | null; office: string | null }): boolean =>
    row.projectId === null ? isOwn({ leadUserId: null, office: row.office }) : own.has(row.projectId);
  const columns = ['r.id', 'r.project_id as projectId', 'o.code as office'] as const;
  const lines = db.read.selectFrom('budget_line as r').leftJoin('office as o', 'o.id', 'r.office_id');
  const posts = db.read.selectFrom('position as r').leftJoin('office as o', 'o.id', 'r.office_id');
  return {
    projects: new Set(own.keys()),
    lines: new Set((await lines.select(columns).execute()).filter(mine).map(({ id }) => id)),
    posts: new Set((await posts.select(columns).execute()).filter(mine).map(({ id }) => id)),
  };
}

type Own = Awaited<ReturnType<typeof ownIds>>;

/** Runs for each bound account, beside somebody who sees every row. */
async function forEachAccount(
  open: OpenTestDatabase,
  check: (at: { fetch: TestFetch; all: TestFetch; own: Own; db: Database; login: string }) => Promise<void>,
): Promise<void> {
  const db = await open(DEMO);
  const accounts = await addBoundAccounts(db);
  const app = await startTestApp(db, { clock });
  const all = await app.as('programmbuero');
  for (const account of accounts) {
    const { login } = account;
    await check({ fetch: await app.as(login), all, own: await ownIds(db, account), db, login });
  }
  await app.close();
}

const ids = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id).sort((a, b) => a - b);

forEachDatabase((open) => {
  test('Projects and milestones are the own ones, and their sums are of these', () =>
    forEachAccount(open, async ({ fetch, all, own, login }) => {
      const whole = await get<ProjectList>(all, `/api/projects?${ON}`);
      const mine = await get<ProjectList>(fetch, `/api/projects?${ON}`);
      const expected = whole.projects.filter(({ id }) => own.projects.has(id));
      assert.deepEqual(mine.projects, expected, login);
      assert.deepEqual([mine.total, expected.length === 0], [expected.length, login === 'lead-none']);
      const first = await get<ProjectList>(fetch, `/api/projects?${ON}&first=1`);
      assert.deepEqual([first.projects, first.total], [expected.slice(0, 1), expected.length]);

      const [every, page] = [
        await get<MilestonePage>(all, `/api/milestones?${ON}`),
        await get<MilestonePage>(fetch, `/api/milestones?${ON}`),
      ];
      const rows = every.milestones.filter(({ project }) => own.projects.has(project.id));
      assert.deepEqual(page.milestones, rows, login);
      const { weightCents, ...counts } = page.totals;
      assert.equal(weightCents, sum(rows.map((row) => row.weightCents)));
      assert.equal(sum(Object.values(counts)), rows.length);
      assert.equal(page.money.at(-1)?.plannedCents ?? 0, weightCents);
    }));

  test('Posts are the own ones, and every sum and split is of these', () =>
    forEachAccount(open, async ({ fetch, all, own, login }) => {
      const whole = await get<PositionPage>(all, `/api/positions?${ON}`);
      const page = await get<PositionPage>(fetch, `/api/positions?${ON}`);
      const rows = whole.positions.filter(({ id }) => own.posts.has(id));
      assert.deepEqual(ids(page.positions), ids(rows), login);
      const counted = rows.filter((row) => row.authorisedFte > 0);
      assert.equal(page.authorised, sum(counted.map((row) => row.authorisedFte)));
      assert.equal(page.filled, sum(counted.map((row) => row.filledFte)));
      for (const split of [page.byOffice, page.byField, page.byGrade])
        assert.equal(sum(split.map((one) => one.authorised)), page.authorised);
      assert.equal(page.cost, null);
      const { value } = await get<Explanation>(fetch, `/api/explain?figure=posts:authorised:alle&${ON}`);
      assert.equal(value, page.authorised);
    }));

  test('The budget is of own lines: sums, groups, steps, explanation and file', () =>
    forEachAccount(open, async ({ fetch, all, own, login }) => {
      const path = `/api/budget?year=2021&${ON}&lines=100000`;
      const [whole, page] = [await get<BudgetPage>(all, path), await get<BudgetPage>(fetch, path)];
      const linesOf = (one: BudgetPage) => one.ledgers.flatMap((l) => l.groups.flatMap((g) => g.lines));
      const lines = linesOf(whole).filter(({ id }) => own.lines.has(id));
      assert.deepEqual(
        linesOf(page)
          .map((line) => line.id)
          .sort(),
        lines.map((line) => line.id).sort(),
        login,
      );
      assert.deepEqual([page.checks, page.coverEdges], [[], []]);
      for (const { ledger, sums, unassignedCents } of page.ledgers) {
        assert.equal(unassignedCents, 0);
        for (const { side, figures } of sums) {
          const part = lines.filter((line) => line.ledger === ledger && sideOf(line.kind) === side);
          for (const figure of ['A', 'F', 'O', 'I', 'V'] as const)
            assert.equal(figures[figure], sum(part.map((line) => line.figures[figure])), figure);
          const node = await get<Explanation>(
            fetch,
            `/api/explain?figure=ledger:2021:${ledger}:${side}:F&${ON}`,
          );
          assert.equal(node.value, figures.F);
        }
      }
      const file = await fetch(`/api/budget.xlsx?year=2021&${ON}`);
      const workbook = await readWorkbook(Buffer.from(await file.arrayBuffer()));
      const texts = new Set<unknown>();
      workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.add(cell.value))));
      const names = new Set(lines.map((line) => line.name));
      const foreign = linesOf(whole).filter(({ id, name }) => !own.lines.has(id) && !names.has(name));
      for (const { name } of foreign) assert.ok(!texts.has(name), `${login}: ${name}`);
      for (const { name } of lines) assert.ok(texts.has(name), `${login}: ${name}`);
    }));

  test('Search, history and a project’s page name nothing foreign', () =>
    forEachAccount(open, async ({ fetch, own, db, login }) => {
      for (const q of ['e', 'P-0', 'online', '10', 'eAkte'].filter((text) => text.length > 1)) {
        const { hits } = await get<SearchResult>(fetch, `/api/search?q=${q}`);
        for (const { kind, id } of hits) {
          const known = { project: own.projects, line: own.lines, position: own.posts }[kind as 'line'];
          assert.ok(kind === 'paper' || known.has(id), `${login} ${q}: ${kind} ${id}`);
        }
      }
      const { entries, total } = await get<HistoryPage>(fetch, '/api/history?limit=200');
      for (const { entity, entityId } of entries)
        assert.ok(entity === 'project' && own.projects.has(Number(entityId)), `${entity} ${entityId}`);
      const stored = await db.read
        .selectFrom('history')
        .where('entity', '=', 'project')
        .selectAll()
        .execute();
      assert.equal(total, stored.filter((row) => own.projects.has(Number(row.entity_id))).length);
      for (const id of own.projects) {
        const { movements } = await get<ProjectDetail>(fetch, `/api/projects/${id}?${ON}`);
        for (const { counterLine } of movements)
          assert.ok(counterLine === null || own.lines.has(counterLine.id), `${login} ${id}`);
      }
    }));

  test('Who moves to another office sees the rows of that one with the next request', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const fetch = await app.as('amt1');
    const officesOf = async () =>
      new Set((await get<ProjectList>(fetch, `/api/projects?${ON}`)).projects.map((row) => row.office));
    assert.deepEqual([...(await officesOf())], ['32']);
    await db.writeTransaction((query) =>
      query.updateTable('app_user').set({ office_code: '66' }).where('login', '=', 'amt1').execute(),
    );
    assert.deepEqual([...(await officesOf())], ['66']);
    await db.writeTransaction((query) =>
      query.updateTable('office').set({ name: 'Amt mit neuem Namen' }).where('code', '=', '66').execute(),
    );
    assert.deepEqual([...(await officesOf())], ['66']);
  });
});
