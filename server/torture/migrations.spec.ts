import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { appliedMigrations, migrate, pendingMigrations } from '../db/migrate.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { structureOf } from '../db/test-structure.ts';
import { Random } from './test-random.ts';

/** Kills on the way from the oldest schema: a few in the suite; `npm run torture` kills in each step, 20 times over. */
const ROUNDS = Number(process.env['TORTURE_MIGRATIONS'] ?? 1);
const IN_EACH = process.env['TORTURE_MIGRATIONS'] !== undefined;
const A_FEW = 4;
const SEED = Number(process.env['TORTURE_SEED'] ?? 21);
const OLDEST = 1;

const PROGRAM = new URL('../db/test-migrating.ts', import.meta.url).pathname;

/** Lifts in a process of its own, which is killed at a random instant of the step it is to die in. */
async function liftAndKill(
  url: string,
  dieIn: ReadonlySet<number>,
  random: Random,
): Promise<number | undefined> {
  const child = spawn(process.execPath, [PROGRAM, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let killedIn: number | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    const version = chunk
      .toString()
      .split('\n')
      .map(Number)
      .find((one) => dieIn.has(one));
    if (version === undefined || killedIn !== undefined) return;
    killedIn = version;
    setTimeout(() => child.kill('SIGKILL'), random.next() * 40);
  });
  const [code] = (await gone) as [number | null];
  if (code !== null) assert.equal(code, 0, 'it ends in order unless it is killed');
  return killedIn;
}

/** A server goes on with what a killed client sent last; what it makes of it is seen when it has ended. */
async function untilQuiet(db: Database): Promise<void> {
  if (db.engine === 'sqlite') return;
  // Asked by the owner: the application's role does not see what others do.
  await db.runScript(`DO $$
    BEGIN
      WHILE EXISTS (SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid())
      LOOP PERFORM pg_sleep(0.02), pg_stat_clear_snapshot(); END LOOP;
    END $$;`);
}

const postings = async (db: Database): Promise<unknown> =>
  (await sql`select count(*) as rows, cast(sum(cents) as text) as cents from posting`.execute(db.read)).rows;

forEachDatabase((_, __, openOld) => {
  test(`A migration that is killed is done or not begun, never half (${ROUNDS} times from schema ${OLDEST})`, async (t) => {
    t.diagnostic(`seed ${SEED}`);
    const random = new Random(SEED);
    const model = await openOld(OLDEST);
    const versions = (await pendingMigrations(model)).map(({ version }) => version);
    const structures = new Map([[OLDEST, await structureOf(model)]]);
    for (const version of versions) {
      await migrate(model, version);
      structures.set(version, await structureOf(model));
    }
    let [done, notBegun] = [0, 0];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const db = await openOld(OLDEST);
      const before = await postings(db);
      const dieIn = new Set(IN_EACH ? versions : Array.from({ length: A_FEW }, () => random.pick(versions)));
      for (;;) {
        const version = await liftAndKill(db.url, dieIn, random);
        await untilQuiet(db);
        const applied = (await appliedMigrations(db)).at(-1)?.version ?? 0;
        const [found, whole] = [await structureOf(db), structures.get(applied) ?? []];
        const half = [
          ...found.filter((line) => !whole.includes(line)),
          ...whole.filter((line) => !found.includes(line)),
        ];
        assert.deepEqual(half, [], `killed in ${String(version)}, stands at ${applied}`);
        if (version === undefined) break;
        dieIn.delete(version);
        if (applied >= version) done += 1;
        else notBegun += 1;
      }
      assert.deepEqual(await pendingMigrations(db), []);
      assert.deepEqual(await postings(db), before);
      assert.deepEqual(await db.integrity(), []);
    }
    t.diagnostic(`killed in ${done + notBegun} steps: ${done} done, ${notBegun} not begun`);
    assert.ok(done + notBegun >= ROUNDS);
  });
});
