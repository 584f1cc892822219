import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { Random } from './test-random.ts';
import { sapFile } from './test-sap-file.ts';
import type { SapRow } from './test-sap-file.ts';
import { Person, startServer } from './test-server.ts';
import type { Answer, TestServer } from './test-server.ts';
import { addTestTown } from './test-town.ts';

/** 8 kills in the suite on each engine; repetition is for `npm run torture`, which asks for 1,000. */
const KILLS = Number(process.env['TORTURE_KILLS'] ?? 8);
const SEED = Number(process.env['TORTURE_SEED'] ?? randomInt(1_000_000_000));

/** Phases in which the process dies: while the file is read and planned, in the transaction, around its end. */
const PHASES = ['upload', 'apply'] as const;

interface Upload {
  uploadId: string;
  plan: { planSha256: string };
}

function rowsOf(random: Random, file: number): SapRow[] {
  const count = random.whole(20, 300);
  return Array.from({ length: count }, (_, index) => ({
    year: 2021,
    document: String(7_000_000_000 + file),
    item: String(index + 1).padStart(5, '0'),
    postedOn: `2021-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
    account: '44031000',
    object: random.pick(['0105', '0103', '0131', '0999']),
    text: `Datei ${file}`,
    cents: random.whole(-50_000, 900_000),
  }));
}

const sumOf = (rows: readonly SapRow[]): number => rows.reduce((sum, row) => sum + row.cents, 0);

async function postedSum(db: Database): Promise<number> {
  const row = await db.read
    .selectFrom('posting')
    .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return row.cents;
}

async function upload(server: TestServer, person: Person, bytes: Buffer, file: number) {
  return person.ask(server, 'POST', `/api/imports/uploads?profile=sap-ist&name=datei-${file}.csv`, { bytes });
}

async function apply(server: TestServer, person: Person, given: Upload): Promise<Answer | undefined> {
  return person.ask(server, 'POST', `/api/imports/uploads/${given.uploadId}/apply`, {
    json: { planSha256: given.plan.planSha256 },
  });
}

/** Lets a request begin and ends the server at a random instant within its usual time. */
async function killDuring<T>(server: TestServer, after: number, begin: () => Promise<T>): Promise<T> {
  const answer = begin();
  await pause(after);
  await server.kill();
  return answer;
}

forEachDatabase((open) => {
  test(`${KILLS} kills at random instants lose nothing acknowledged and tear no import, and a retry counts once`, async (t) => {
    t.diagnostic(`seed ${SEED}`);
    const random = new Random(SEED);
    const db = await open();
    await addTestTown(db);
    const person = new Person('controller');
    await (await startServer(db.url)).stop();
    let server = await startServer(db.url);
    await person.signIn(server);
    let expected = await postedSum(db);
    // How long the two requests usually take, so that a kill falls anywhere within.
    const usual = { upload: 60, apply: 60 };
    let acknowledged = 0;
    try {
      for (let file = 1; file <= KILLS; file += 1) {
        const rows = rowsOf(random, file);
        const bytes = sapFile(rows);
        const phase = random.pick(PHASES);
        const after = random.next() * usual[phase] * 1.4;
        const where = `seed ${SEED}, kill ${file} (${phase}, ${Math.round(after)} ms)`;
        let given: Answer | undefined;
        let applied: Answer | undefined;
        if (phase === 'upload') {
          given = await killDuring(server, after, () => upload(server, person, bytes, file));
        } else {
          const began = performance.now();
          given = await upload(server, person, bytes, file);
          usual.upload = (usual.upload * 3 + performance.now() - began) / 4;
          assert.equal(given?.status, 201, where);
          applied = await killDuring(server, after, () => apply(server, person, given?.body as Upload));
        }
        const found = await postedSum(db);
        const whole = expected + sumOf(rows);
        assert.ok(found === expected || found === whole, `${where}: torn, ${found}`);
        if (applied?.status === 200) {
          acknowledged += 1;
          assert.equal(found, whole, `${where}: acknowledged and lost`);
        }
        assert.deepEqual(await db.integrity(), [], where);
        server = await startServer(db.url);
        const began = performance.now();
        const again = await upload(server, person, bytes, file);
        assert.equal(again?.status, 201, where);
        const start = performance.now();
        const answer = await apply(server, person, again.body as Upload);
        usual.apply = (usual.apply * 3 + performance.now() - start) / 4;
        usual.upload = (usual.upload * 3 + start - began) / 4;
        assert.equal(answer?.status, 200, `${where}: ${JSON.stringify(answer?.body)}`);
        assert.equal(await postedSum(db), whole, `${where}: the retry counted again`);
        expected = whole;
        if (file % 25 === 0) await requireSound(db, where);
      }
      await requireSound(db, `seed ${SEED}, at the end`);
      t.diagnostic(`${acknowledged} of ${KILLS} imports were acknowledged before the kill`);
    } finally {
      await server.kill();
    }
  });
});

async function requireSound(db: Database, where: string): Promise<void> {
  const { checks } = await verify(db);
  assert.deepEqual(
    checks.filter((check) => !check.ok),
    [],
    where,
  );
}
