import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { restoreBackup } from '../backup/restore.ts';
import { opened } from '../backup/test-backups.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { systemClock } from '../clock.ts';
import { sumOfCents } from '../db/sums.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { testFolder } from '../db/test-folder.ts';
import { transact } from '../db/transact.ts';
import { notedHeadCheck } from '../verify/noted-head.sql.ts';
import { verify } from '../verify/verify.ts';
import { Random } from './test-random.ts';
import { sapFile } from './test-sap-file.ts';
import { Person, startServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';
import { addTestTown } from './test-town.ts';

/** Backups under load: a few in the suite on each engine; `npm run torture` asks for 50 (promises.md P13). */
const BACKUPS = Number(process.env['TORTURE_BACKUPS'] ?? 3);
const SEED = Number(process.env['TORTURE_SEED'] ?? 13);

const folder = testFolder('moves-backups-');
after(() => {
  rmSync(folder, { recursive: true });
});

/** Sends files of postings one after the other until it is told to stop; sums what was acknowledged. */
async function importAlways(server: TestServer, person: Person, state: { go: boolean }): Promise<number> {
  const random = new Random(SEED);
  let files = 0;
  while (state.go) {
    const rows = Array.from({ length: random.whole(5, 60) }, (_, index) => ({
      ...{ year: 2021, document: String(7_000_000_000 + files), item: String(index + 1).padStart(5, '0') },
      ...{ postedOn: '2021-05-05', account: '44031000', object: random.pick(['0105', '0103', '0131']) },
      ...{ text: 'Last', cents: random.whole(-50_000, 900_000) },
    }));
    const bytes = sapFile(rows);
    const path = `/api/imports/uploads?profile=sap-ist&name=last-${files}.csv`;
    const given = await person.ask(server, 'POST', path, { bytes });
    assert.equal(given?.status, 201);
    const { uploadId, plan } = given.body as { uploadId: string; plan: { planSha256: string } };
    const json = { planSha256: plan.planSha256 };
    const applied = await person.ask(server, 'POST', `/api/imports/uploads/${uploadId}/apply`, { json });
    assert.equal(applied?.status, 200, JSON.stringify(applied?.body));
    files += 1;
  }
  return files;
}

forEachDatabase((open, engine, _, emptyPlace) => {
  test(`${BACKUPS} backups under load are each restored as one state: chain, totals and all that must hold`, async (t) => {
    const db = await open();
    await addTestTown(db);
    const server = await startServer(db.url);
    const person = new Person('controller');
    await person.signIn(server);
    const state = { go: true };
    const importing = importAlways(server, person, state);
    // A second writer, of the smallest deeds there are, beside the imports.
    const writing = (async () => {
      while (state.go) {
        await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, () =>
          Promise.resolve({ result: undefined, change: { action: 'test', entity: 'test', entityId: 1 } }),
        );
        await pause(5);
      }
    })();
    try {
      const heads: number[] = [];
      for (let round = 1; round <= BACKUPS; round += 1) {
        await pause(150);
        const file = join(folder, `${engine}-${round}.zst`);
        const { history, parts } = await writeBackup(db, systemClock, file);
        heads.push(history.seq);
        const place = await emptyPlace();
        const { verified } = await restoreBackup(place, file, systemClock.now(), verify);
        const failed = verified?.checks.filter(({ ok }) => !ok);
        assert.deepEqual(failed, [], `round ${round}`);
        await opened(place, async (restored) => {
          const posted = await restored.read
            .selectFrom('posting')
            .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
            .executeTakeFirstOrThrow();
          const said = parts.find(({ table }) => table === 'posting')?.cents['cents'];
          assert.equal(String(posted.cents), said, `round ${round}`);
        });
        assert.equal(
          (await notedHeadCheck(db.read, history)).ok,
          true,
          'it is a state of the one that goes on',
        );
      }
      assert.equal(new Set(heads).size, BACKUPS, 'others wrote between all of them');
      t.diagnostic(`entries of the history when saved: ${heads.join(', ')}`);
    } finally {
      state.go = false;
      t.diagnostic(`${await importing} files were read in meanwhile`);
      await writing;
      await server.stop();
    }
  });
});
