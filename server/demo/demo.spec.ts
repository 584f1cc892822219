import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { createDemo } from './demo.ts';
import type { DemoFacts } from './test-demo-facts.ts';
import { demoFacts } from './test-demo-facts.ts';
import { moneyRules } from './test-demo-money.ts';
import { programmeRules } from './test-demo-programme.ts';

const DEMO_LIMIT_MS = 15_000;

forEachDatabase((open) => {
  let built: Promise<DemoFacts & { ms: number; checks: Awaited<ReturnType<typeof verify>> }> | undefined;
  /** The demo is built once; its facts outlive the database. */
  const demo = () => {
    built ??= (async () => {
      const db = await open();
      const start = process.cpuUsage();
      await createDemo(db);
      const { user, system } = process.cpuUsage(start);
      const ms = (user + system) / 1000;
      return { ...(await demoFacts(db)), ms, checks: await verify(db) };
    })();
    return built;
  };

  test('Passes every check of verify', async () => {
    const { checks } = await demo();
    assert.deepEqual(
      checks.checks.filter((check) => !check.ok),
      [],
    );
  });

  // Processor time, because other work on the machine must not decide a test.
  test(`Is built with under ${DEMO_LIMIT_MS / 1000} s of work`, async () => {
    const { ms } = await demo();
    assert.ok(ms < DEMO_LIMIT_MS, `${Math.round(ms)} ms`);
  });

  test('Is recorded in the order of its time', async () => {
    const { history } = await demo();
    assert.ok(history.length < 1000);
    history.forEach((row, index) => assert.ok(index === 0 || (history[index - 1]?.at ?? '') <= row.at));
  });

  moneyRules(demo);
  programmeRules(demo);
});
