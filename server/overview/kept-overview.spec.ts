import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { listMilestones } from '../milestones/milestones.sql.ts';
import { positionFacts } from '../positions/positions.sql.ts';
import { portfolio } from '../projects/portfolio.ts';
import { createDemo } from '../demo/demo.ts';
import { overviewAt } from './overview.sql.ts';

const DATES = ['2019-12-31', '2021-03-31', '2021-06-15', '2021-06-30', '2021-11-11'].map(toIsoDate);

/** Every part of a page from what is kept, beside the same read anew from the tables. */
async function assertSame(db: Database, when: string): Promise<void> {
  for (const asOf of DATES) {
    const pages = async (read: Database['read']) => ({
      overview: await overviewAt(read, asOf),
      portfolio: await portfolio(read, asOf),
      milestones: await listMilestones(read, asOf),
      positions: await positionFacts(read, asOf),
    });
    assert.deepEqual(await db.snapshot(pages), await pages(db.read), `${when}, at ${asOf}`);
  }
}

forEachDatabase((open) => {
  test('The overview of what is kept is the overview read anew, after every kind of change', async () => {
    const db = await open();
    await createDemo(db);
    const app = await startTestApp(db);
    const office = await app.as('programmbuero');
    await assertSame(db, 'at first');
    const detail = async (id: number): Promise<ProjectDetail> =>
      (await (await office(`/api/projects/${id}?asOf=2021-06-30`)).json()) as ProjectDetail;
    const patch = async (id: number, path: string, body: unknown): Promise<void> => {
      const { project } = await detail(id);
      const answer = await office(`/api/projects/${id}${path}?asOf=2021-06-30`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', 'If-Match': `"${project.version}"` },
        body: JSON.stringify(body),
      });
      assert.equal(answer.status, 200, await answer.text());
    };
    await patch(3, '', { name: 'Ein anderer Name' });
    await assertSame(db, 'after a new name');
    await patch(3, '', { state: 'paused' });
    await assertSame(db, 'after a new state');
    const { milestones, reportingDate } = await detail(5);
    await patch(5, '/status', {
      reportingDate,
      lights: { overall: 'red', time: 'red', cost: 'green', scope: 'green' },
      trends: { overall: 'down', time: 'down', cost: 'flat', scope: 'flat' },
      sentence: 'Der Auftrag verzögert sich.',
      divergenceReason: 'Die Regel sieht es noch nicht.',
      sinceLast: 'Nichts.',
      untilNext: 'Alles.',
      decisionNeeded: '',
      forecastCents: 123_456_700,
      milestoneForecasts: milestones
        .filter((milestone) => milestone.reachedOn === null)
        .slice(0, 1)
        .map((milestone) => ({ milestoneId: milestone.id, forecastOn: '2022-02-02' })),
    });
    await assertSame(db, 'after a status report');
    const by = {
      clock: { now: () => '2021-07-01T08:00:00.000Z' as never },
      writer: { id: null, name: 'test' },
    };
    await transact(db, by, async (tx) => {
      const seq = { recorded_seq: tx.seq };
      await tx.query
        .insertInto('milestone_actual')
        .values({ ...seq, milestone_id: 7, reached_on: toIsoDate('2021-06-01'), evidence: 'Protokoll' })
        .execute();
      await tx.query
        .insertInto('milestone_baseline')
        .values({
          ...{
            ...seq,
            milestone_id: 9,
            baseline_on: toIsoDate('2022-01-01'),
            weight_cents: 5_000_00 as never,
          },
          ...{ in_force_on: toIsoDate('2021-05-01'), reason: 'Test', council_paper_id: null },
        })
        .execute();
      await tx.query
        .insertInto('position_event')
        .values({
          ...{
            ...seq,
            position_id: 4,
            kind: 'vacant',
            effective_on: toIsoDate('2021-05-05'),
            origin: 'live',
          },
          ...{ share_ten_thousandths: null, grade_to: null, date_to: null },
        })
        .execute();
      return { result: undefined, change: { action: 'test.record', entity: 'test', entityId: 1 } };
    });
    await assertSame(db, 'after milestones and posts');
    await app.close();
  });
});
