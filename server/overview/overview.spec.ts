import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataState } from '#shared/data-state/data-state.ts';
import type { Problem } from '#shared/errors.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { DEMO } from '../demo/test-demo.ts';

forEachDatabase((open) => {
  test('The demo at 30.06.2021 shows the frames, the posts and the curve as an independent model has them', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    const office = await app.as('programmbuero');
    const at = async (asOf: string) =>
      (await (await office(`/api/overview?asOf=${asOf}`)).json()) as Overview;
    const june = await at('2021-06-30');
    // Recomputed outside this code from the stored facts: movements, orders, postings, posts, milestones.
    assert.deepEqual(
      june.envelopes.map((e) => [e.ceilingCents, e.plannedCents, e.I, e.O, e.S]),
      [
        [1_800_000_000, 1_297_500_000, 1_076_838_944, 388_828_350, 7_200_000],
        [6_400_000_000, 1_752_701_497, 1_368_099_072, 388_828_350, 7_200_000],
        [400_000_000, 321_900_000, 197_204_880, 129_155_000, 0],
      ],
    );
    assert.deepEqual(
      [june.positions.authorised, june.positions.planned, june.positions.filled],
      [980_000, 860_000, 634_500],
    );
    assert.equal(june.spend.actualAtAsOfCents, june.envelopes[0]?.I);
    assert.equal(
      june.spend.points.findLast((p) => p.actualCents !== null)?.actualCents,
      june.spend.actualAtAsOfCents,
    );
    assert.equal(june.spend.points.at(-1)?.forecastCents, june.spend.forecastAtEndCents);
    assert.deepEqual(june.milestones.withoutReport, ['P-027']);
    assert.equal(june.sinceLastReport.previousOn, '2021-03-31');
    assert.equal(june.deviations[0]?.projectNumber, 'P-017', 'declared red comes first');
    assert.doesNotMatch(june.deviations.map((one) => one.text).join(' | '), /(?:^|\| )Vorsorglich gelb/u);

    // Before the reports of a quarter arrive nothing may look good.
    const september = await at('2021-09-30');
    assert.deepEqual(
      september.fields.map((field) => field.lights.overall.declared),
      ['none', 'none', 'none'],
    );
    assert.ok(september.deviationCount > september.deviations.length);

    const march = (await (await office('/api/data-state?asOf=2021-03-15')).json()) as DataState;
    assert.deepEqual([march.postedUntil, march.importedAt?.slice(0, 10)], ['2021-03-15', '2021-04-02']);
    await app.close();
  });

  test('A database without anything in it shows an empty overview, at the edges of time too', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const office = await app.as('programme-office');
    for (const asOf of ['1990-01-01', '2021-06-30', '2100-12-31']) {
      for (const page of ['overview', 'data-state', 'projects', 'milestones', 'positions', 'reports/draft']) {
        const answer = await office(`/api/${page}?asOf=${asOf}`);
        assert.ok(answer.status < 500, `${page} at ${asOf}: ${answer.status}`);
      }
    }
    for (const asOf of ['1900-01-01', '2199-12-20', '2021-02-30', 'heute']) {
      const answer = await office(`/api/overview?asOf=${asOf}`);
      assert.equal(answer.status, 400, asOf);
      assert.equal(((await answer.json()) as Problem).code, 'invalid-parameter');
    }
    await app.close();
  });
});
