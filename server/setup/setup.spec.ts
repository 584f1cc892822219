import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { SetupState } from '#shared/setup/setup.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { instantOf } from '../demo/demo-step.sql.ts';
import { SimulatedClock } from '../demo/simulated-clock.ts';
import { DEMO } from '../demo/test-demo.ts';
import { startTestApp } from '../http/test-app.ts';
import { verify } from '../verify/verify.ts';
import { initForTwo, linksOfNewcomers, requireOwnData } from './first-administrators.ts';

const clock = new SimulatedClock(instantOf(toIsoDate('2027-01-04'), '08:00'));
const by = { clock, writer: { id: null, name: 'moves' } };

forEachDatabase((open) => {
  test('An empty city says of each step what is missing, and who may do it', async () => {
    const db = await open();
    await initForTwo(db, by);
    const app = await startTestApp(db, { clock });
    const answer = await (await app.as('verwaltung'))('/api/setup');
    assert.equal(answer.status, 200);
    const { demo, counts, steps } = SetupState.parse(await answer.json());
    assert.equal(demo, false);
    assert.equal(counts.admins, 2);
    assert.equal(counts.controllers, 0);
    assert.deepEqual(
      steps.filter((step) => step.done).map((step) => step.key),
      ['accounts'],
      'the account maps of two states are there from the start',
    );
    const people = steps.find(({ key }) => key === 'people');
    assert.equal(people?.may, true);
    assert.equal(people.missing.length, 2, 'controllers and the programme office');
    assert.equal(
      steps.find(({ key }) => key === 'appropriations')?.may,
      false,
      'an administrator reads no money in',
    );
    await app.close();
  });

  test('The demonstration lacks a second administrator alone, and is nobody’s own data', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    const { demo, steps } = SetupState.parse(await (await (await app.as('admin'))('/api/setup')).json());
    assert.equal(demo, true);
    assert.deepEqual(
      steps.filter((step) => !step.done).map((step) => step.key),
      ['people'],
      'it has one administrator',
    );
    await assert.rejects(
      requireOwnData(db),
      (error) => error instanceof AppError && error.code === 'conflict',
    );
    await app.close();
  });

  test('Two administrators get a link each, anew until they have a way in', async () => {
    const db = await open();
    await initForTwo(db, by);
    const first = await linksOfNewcomers(db, by);
    assert.deepEqual(
      first.map(({ login }) => login),
      ['verwaltung', 'verwaltung-2'],
    );
    for (const { path } of first) assert.match(path, /^\/aktivieren#[\w-]{43}$/u);
    const again = await linksOfNewcomers(db, by);
    assert.notEqual(again[0]?.path, first[0]?.path);
    await requireOwnData(db);
    assert.equal((await verify(db)).ok, true);
  });
});
