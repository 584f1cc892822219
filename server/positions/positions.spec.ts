import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { toFte } from '#shared/fte.ts';
import { toCents } from '#shared/money.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { PositionEventKind } from '#shared/positions/terms.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

const on = toIsoDate;

/** number, FTE in ten-thousandths, grade, authorised on, planned start, events: kind, day, share or grade */
type PostSeed = readonly [
  string,
  number,
  string,
  string,
  string,
  ...(readonly [PositionEventKind, string, (number | string)?])[],
];

const POSTS: readonly PostSeed[] = [
  ['S-1', 10_000, 'EG 9b', '2020-01-01', '2020-07-01', ['filled', '2020-08-01']],
  ['S-2', 10_000, 'EG 9b', '2020-01-01', '2020-07-01', ['filled', '2020-09-01', 5000]],
  ['S-3', 10_000, 'EG 9b', '2020-01-01', '2021-01-01', ['advertised', '2021-03-01']],
  ['S-4', 5000, 'EG 9b', '2020-01-01', '2021-01-01', ['filled', '2021-07-15']],
  ['S-5', 10_000, 'EG 9b', '2020-01-01', '2021-07-01'],
  [
    'S-6',
    10_000,
    'EG 11',
    '2020-01-01',
    '2020-07-01',
    ['filled', '2020-07-01'],
    ['upgraded', '2021-01-01', 'EG 13'],
  ],
  ['S-7', 10_000, 'EG 13', '2022-01-01', '2022-01-01', ['requested', '2021-05-01']],
  ['S-8', 10_000, 'EG 13', '2022-01-01', '2022-01-01'],
];

async function addStructure(tx: Tx) {
  const dated = {
    code: '10',
    valid_from: on('2020-01-01'),
    valid_to: null,
    origin: 'invented',
    recorded_seq: tx.seq,
  } as const;
  const stage = { ...dated, code: 'I', name: 'Stufe I', first_year: 2020, last_year: 2021 };
  const returning = 'id' as const;
  const office = await tx.query
    .insertInto('office')
    .values({ ...dated, name: 'Haupt- und Personalamt' })
    .returning(returning)
    .executeTakeFirstOrThrow();
  const field = await tx.query
    .insertInto('field_of_action')
    .values({ ...dated, code: 'IT', name: 'IT', position: 1 })
    .returning(returning)
    .executeTakeFirstOrThrow();
  const { id } = await tx.query
    .insertInto('stage')
    .values(stage)
    .returning(returning)
    .executeTakeFirstOrThrow();
  return { office_id: office.id, field_id: field.id, stage_id: id };
}

async function addTestPosts(db: Database): Promise<void> {
  await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
    const common = { origin: 'invented', recorded_seq: tx.seq } as const;
    const structure = await addStructure(tx);
    for (const [number, fte, grade, authorised, start, ...events] of POSTS) {
      const { id } = await tx.query
        .insertInto('position')
        .values({
          ...{ ...common, ...structure, number, grade, title: `Stelle ${number}`, kw_on: null },
          ...{ fte_ten_thousandths: toFte(fte), project_id: null, council_paper_id: null },
          ...{ authorised_on: on(authorised), planned_start: on(start) },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const [kind, day, detail] of events) {
        const share = typeof detail === 'number' ? toFte(detail) : null;
        const grade_to = typeof detail === 'string' ? detail : null;
        await tx.query
          .insertInto('position_event')
          .values({
            ...common,
            position_id: id,
            kind,
            effective_on: on(day),
            share_ten_thousandths: share,
            grade_to,
            date_to: null,
          })
          .execute();
      }
    }
    for (const [grade, euro] of [
      ['EG 9b', 72_000],
      ['EG 13', 96_000],
    ] as const) {
      await tx.query
        .insertInto('grade_rate')
        .values({
          ...common,
          grade,
          year_cents: toCents(euro * 100),
          overhead_cents: toCents(euro * 20),
          valid_from: on('2020-01-01'),
          valid_to: null,
        })
        .execute();
    }
    return { result: null, change: { action: 'test.posts', entity: 'position', entityId: 'test' } };
  });
}

async function page(fetch: TestFetch, asOf: string): Promise<PositionPage> {
  const response = await fetch(`/api/positions?asOf=${asOf}`);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as PositionPage;
}

forEachDatabase((open) => {
  test('Counts authorised, planned and filled posts on a day', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestPosts(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const shown = await page(controller, '2021-06-30');
    assert.deepEqual(
      [shown.authorised, shown.plannedFilled, shown.filled, shown.vacant],
      [55_000, 45_000, 25_000, 30_000],
    );
    assert.deepEqual(
      shown.positions.map((post) => [post.number, post.state, post.filledFte, post.grade]),
      [
        ['S-1', 'filled', 10_000, 'EG 9b'],
        ['S-2', 'filled', 5000, 'EG 9b'],
        ['S-3', 'advertised', 0, 'EG 9b'],
        ['S-4', 'created', 0, 'EG 9b'],
        ['S-5', 'created', 0, 'EG 9b'],
        ['S-6', 'filled', 10_000, 'EG 13'],
        ['S-7', 'requested', 0, 'EG 13'],
      ],
      'S-8 is not known yet',
    );
    assert.deepEqual(shown.byState, [
      { state: 'requested', posts: 1, fte: 10_000 },
      { state: 'created', posts: 2, fte: 15_000 },
      { state: 'advertised', posts: 1, fte: 10_000 },
      { state: 'filled', posts: 3, fte: 30_000 },
    ]);
    const july = shown.curve.find((point) => point.month === '2021-07');
    assert.deepEqual(july, { month: '2021-07', authorised: 55_000, planned: 55_000, filled: null });
  });

  test('Shows cost by rates to those who may see it, and none for a group of fewer than five', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestPosts(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const shown = await page(await app.as('programme-office'), '2021-06-30');
    assert.deepEqual(shown.cost, {
      year: 2021,
      // 3 × 72,000 + half a post 36,000 + half a year 36,000 + 96,000
      plannedCents: 38_400_000,
      overheadCents: 7_680_000,
      // 72,000 + half a post 36,000 + 96,000; what is filled on the day goes on
      filledCents: 20_400_000,
      postsWithoutRate: 0,
    });
    assert.deepEqual(
      shown.byGrade.map((split) => [split.code, split.posts, split.plannedCostCents]),
      [
        ['EG 9b', 5, 28_800_000],
        ['EG 13', 1, null],
      ],
    );
    assert.equal(shown.positions[0]?.plannedCostCents, 7_200_000);
  });

  test('Shows a project lead the posts of their office without any cost, and the council nothing', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestPosts(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const lead = await app.as('project-lead');
    const none = await page(lead, '2021-06-30');
    assert.deepEqual([none.positions, none.authorised], [[], 0], 'without an office nothing is theirs');
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async ({ query }) => {
      await query
        .updateTable('app_user')
        .set({ office_code: '10' })
        .where('login', '=', 'project-lead')
        .execute();
      return { result: null, change: { action: 'test', entity: 'app_user', entityId: 'test' } };
    });
    const shown = await page(lead, '2021-06-30');
    assert.equal(shown.cost, null);
    assert.ok(shown.positions.every((post) => post.plannedCostCents === null));
    for (const split of [...shown.byOffice, ...shown.byGrade, ...shown.byField])
      assert.equal(split.plannedCostCents, null);
    assert.equal(shown.filled, 25_000);
    assert.equal((await (await app.as('council'))('/api/positions')).status, 403);
  });

  test('A database without posts answers with none', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const shown = await page(await app.as('auditor'), '2021-06-30');
    assert.deepEqual([shown.positions, shown.curve, shown.authorised], [[], [], 0]);
  });
});
