import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideOf } from '#shared/budget/sides.ts';
import { endOfMonth } from '#shared/calendar.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { PeriodList } from '#shared/periods/period-views.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import type { ForecastPage } from '#shared/planning/forecasts.ts';
import type { LaterYears } from '#shared/planning/later-years.ts';
import type { OrderList } from '#shared/planning/orders.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { IssuedReport, ReportList } from '#shared/reports/reports.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { DEMO } from '../demo/test-demo.ts';
import { ask, walk } from './test-walk.ts';

const JUNE = 'asOf=2021-06-30';

/** One walk for all figures: what was reached once is known. */
function walker(fetch: TestFetch, clocks: string) {
  const seen = new Map<string, Explanation>();
  return async (figure: string, shown: number | null): Promise<void> => {
    if (!seen.has(figure)) await walk(fetch, figure, clocks, seen);
    assert.equal(seen.get(figure)?.value, shown, figure);
  };
}
/** A few of many: the sums above them reach every one anyway. */
const some = <T>(rows: readonly T[]): T[] => rows.filter((_, index) => index % 6 === 0);
type Is = ReturnType<typeof walker>;

async function overviewIs(fetch: TestFetch, is: Is): Promise<void> {
  const { envelopes, spend } = await ask<Overview>(fetch, `/api/overview?${JUNE}`);
  for (const { id, plannedCents } of envelopes) await is(`curve:${id}:planned`, plannedCents);
  const id = envelopes[0]?.id ?? 0;
  await is(`curve:${id}:plan`, spend.planAtAsOfCents);
  await is(`curve:${id}:deviation`, spend.deviationCents);
  await is(`curve:${id}:forecast`, spend.forecastAtEndCents);
  const quarters = spend.points.filter(
    ({ month, on }) => ['03', '06', '09', '12'].includes(month.slice(5)) && on === endOfMonth(month),
  );
  for (const { month, planCents, actualCents, forecastCents } of quarters) {
    await is(`curve:${id}:plan:${month}`, planCents);
    if (actualCents !== null) await is(`curve:${id}:actual:${month}`, actualCents);
    if (actualCents !== null) await is(`curve:${id}:deviation:${month}`, actualCents - planCents);
    if (forecastCents !== null) await is(`curve:${id}:forecast:${month}`, forecastCents);
  }
}

async function planningIs(fetch: TestFetch, is: Is): Promise<void> {
  for (const year of [2020, 2021]) {
    const { rows } = await ask<ForecastPage>(fetch, `/api/forecasts?year=${year}&${JUNE}`);
    assert.ok(rows.length > 0);
    for (const row of some(rows)) {
      await is(`forecast:line:${row.line.id}:P`, row.P);
      await is(`forecast:line:${row.line.id}:PF`, row.againstF);
      await is(`forecast:line:${row.line.id}:PA`, row.againstA);
      for (const figure of ['A', 'F'] as const) await is(`line:${row.line.id}:${figure}`, row[figure]);
    }
    const parts = Map.groupBy(rows, ({ line }) => `${year}:${line.ledger}:${sideOf(line.kind)}`);
    for (const [part, own] of parts) {
      for (const figure of ['A', 'F'] as const)
        await is(
          `ledger:${part}:${figure}`,
          own.reduce((sum, row) => sum + row[figure], 0),
        );
      await is(
        `forecast:${part}:P`,
        own.reduce((sum, row) => sum + row.P, 0),
      );
      await is(
        `forecast:${part}:PF`,
        own.reduce((sum, row) => sum + row.againstF, 0),
      );
      await is(
        `forecast:${part}:PA`,
        own.reduce((sum, row) => sum + row.againstA, 0),
      );
    }
    const later = await ask<LaterYears>(fetch, `/api/later-years?year=${year}&${JUNE}`);
    for (const row of later.rows) {
      const at = `later:${row.line.id}:${year}:${row.ledger}:${row.dueYear}`;
      await is(`${at}:${row.investment ? 'bound' : 'boundOther'}`, row.preCommitmentCents);
      if (!row.investment) continue;
      await is(`${at}:authorised`, row.authorisedCents);
      await is(`${at}:used`, row.usedCents);
      await is(`${at}:free`, row.freeCents);
    }
    for (const [key, own] of Map.groupBy(later.rows, (row) => `${row.ledger}:${row.dueYear}`)) {
      const investments = own.filter((row) => row.investment);
      const [ledger, due] = key.split(':');
      await is(
        `later:alle:${year}:${ledger ?? ''}:${due ?? ''}:free`,
        investments.reduce((sum, row) => sum + (row.freeCents ?? 0), 0),
      );
    }
    const { orders } = await ask<OrderList>(fetch, `/api/orders?year=${year}&${JUNE}`);
    for (const order of some(orders))
      for (const part of order.parts) await is(`order:${part.id}`, part.openCents);
    const carry = await ask<CarryOverPage>(fetch, `/api/carry-over?year=${year}&${JUNE}`);
    for (const row of some(carry.rows)) {
      for (const figure of ['F', 'I', 'O'] as const)
        await is(`line:${row.id}:${figure}`, row.figures[figure]);
      await is(`carryOver:${row.id}:cap`, row.capCents);
      await is(`carryOver:${row.id}:carried`, row.carriedCents);
    }
  }
}

async function tieOutIs(fetch: TestFetch, is: Is): Promise<void> {
  const { periods } = await ask<PeriodList>(fetch, '/api/periods?year=2021');
  const sums = new Map<string, number>();
  let places = 0;
  for (const { period, ledgers } of periods) {
    for (const one of ledgers) {
      places += 1;
      const at = `tieOut:2021:${period}:${one.ledger}`;
      await is(`${at}:difference`, one.differenceCents);
      await is(`${at}:sap`, one.sapCents);
      await is(`${at}:assigned`, one.assignedCents);
      await is(`${at}:open`, one.openCents);
      await is(`${at}:excluded`, one.excludedCents);
      sums.set(one.ledger, (sums.get(one.ledger) ?? 0) + one.sapCents);
    }
  }
  assert.ok(places > 3);
  for (const [ledger, cents] of sums) await is(`tieOut:2021:alle:${ledger}:sap`, cents);
}

async function postsAre(fetch: TestFetch, is: Is): Promise<void> {
  const page = await ask<PositionPage>(fetch, `/api/positions?${JUNE}`);
  await is('posts:authorised:alle', page.authorised);
  await is('posts:vacant:alle', page.vacant);
  const groups = { office: page.byOffice, grade: page.byGrade, field: page.byField };
  for (const [trait, splits] of Object.entries(groups)) {
    for (const { code, authorised, filled } of splits) {
      await is(`posts:authorised:${trait}:${encodeURIComponent(code)}`, authorised);
      await is(`posts:filled:${trait}:${encodeURIComponent(code)}`, filled);
      await is(`posts:vacant:${trait}:${encodeURIComponent(code)}`, authorised - filled);
    }
  }
  for (const { state, fte } of page.byState) await is(`posts:known:state:${state}`, fte);
}

forEachDatabase((open) => {
  test('What planning, tie-out, posts and the curve show is what their figures explain, down to the last part', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('controlling1');
    const is = walker(fetch, JUNE);
    await overviewIs(fetch, is);
    await planningIs(fetch, is);
    await tieOutIs(fetch, is);
    await postsAre(fetch, is);
    const posts = await ask<Explanation>(fetch, `/api/explain?figure=posts:authorised:alle&${JUNE}`);
    assert.ok(!JSON.stringify(posts).includes('cents'), 'no post is shown with its cost');
  });

  test('A sealed report explains every number of its tables from what was sealed', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('programmbuero');
    const { reports } = await ask<ReportList>(fetch, '/api/reports');
    const [brief] = reports;
    assert.ok(brief);
    const { report } = await ask<IssuedReport>(fetch, `/api/reports/${brief.id}`);
    // Asked for another day, its figures stay.
    const is = walker(fetch, 'asOf=2023-12-31');
    const sealed = await ask<Explanation>(
      fetch,
      `/api/explain?figure=report:${brief.id}:rahmen:0:F&asOf=2023-12-31`,
    );
    assert.equal(sealed.asOf, report.asOf, 'it stands at the day of the report');
    let asked = 0;
    for (const table of report.tables.filter((one) => one.annex !== true)) {
      for (const [at, row] of table.rows.entries()) {
        for (const column of table.columns) {
          const cell = row.cells[column.key];
          if (row.kind === 'row' && !column.derived && at % 6 !== 0) continue;
          if (typeof cell !== 'number' || !['cents', 'fte', 'integer'].includes(column.kind)) continue;
          await is(`report:${brief.id}:${table.id}:${at}:${column.key}`, cell);
          asked += 1;
        }
      }
    }
    assert.ok(asked > 30, `${asked} figures`);
    for (const figure of [
      `report:${brief.id}:nichts:0:A`,
      'report:9999:budget:0:A',
      'tieOut:2033:01:cash:sap',
    ])
      assert.equal((await fetch(`/api/explain?figure=${figure}`)).status, 404, figure);
  });
});
