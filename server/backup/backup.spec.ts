import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import type { IsoDate } from '#shared/calendar.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import { schemaVersion } from '../db/migrate.ts';
import { newestVersion } from '../db/migrations.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { testFolder } from '../db/test-folder.ts';
import { OLD_SCHEMAS } from '../db/test-old-database.ts';
import { structureOf } from '../db/test-structure.ts';
import { transact } from '../db/transact.ts';
import { DEMO } from '../demo/test-demo.ts';
import { verify } from '../verify/verify.ts';
import type { Part } from './format.ts';
import { restoreBackup } from './restore.ts';
import { opened } from './test-backups.ts';
import { writeBackup } from './write-backup.ts';

const folder = testFolder('moves-backup-');
after(() => {
  rmSync(folder, { recursive: true });
});

const demos = new Map<string, Part[]>();
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.zst`);

forEachDatabase((open, engine, openOld, emptyPlace) => {
  test('What is restored is what was saved: every row, the chain, the schema and all that must hold', async () => {
    const db = await open(DEMO);
    const [file, place] = [newFile(), await emptyPlace()];
    const manifest = await writeBackup(db, systemClock, file);
    assert.ok((manifest.parts.find(({ table }) => table === 'posting')?.rows ?? 0) > 100);
    const { verified } = await restoreBackup(place, file, systemClock.now(), verify);
    assert.deepEqual(
      verified?.checks.filter(({ ok }) => !ok),
      [],
    );
    await opened(place, async (restored) => {
      assert.deepEqual(await structureOf(restored), await structureOf(db));
      const again = await writeBackup(restored, systemClock, newFile());
      assert.deepEqual(again.parts, manifest.parts);
      assert.deepEqual(again.history, manifest.history);
    });
    assert.deepEqual(
      readdirSync(folder).filter((name) => /part|entwurf/u.test(name)),
      [],
      'no draft is left',
    );
  });

  test('A backup of one engine is restored on the other and back, byte by byte the same', async () => {
    const [file, there, back] = [newFile(), newFile(), newFile()];
    const saved = await writeBackup(await open(DEMO), systemClock, file);
    demos.set(engine, saved.parts);
    // On SQLite the way leads over a second file: that it leads over PostgreSQL is the other engine's test.
    const [first, second] = [`sqlite:${join(folder, `${engine}.db`)}`, await emptyPlace()];
    await restoreBackup(first, file, systemClock.now());
    assert.deepEqual((await opened(first, (db) => writeBackup(db, systemClock, there))).parts, saved.parts);
    await restoreBackup(second, there, systemClock.now());
    const again = await opened(second, (db) => writeBackup(db, systemClock, back));
    assert.deepEqual([again.parts, again.history], [saved.parts, saved.history]);
  });

  test('Whoever works on a restored database goes on with the next number', async () => {
    const db = await open();
    await addTestBudget(db);
    const [file, place] = [newFile(), await emptyPlace()];
    const { history } = await writeBackup(db, systemClock, file);
    await restoreBackup(place, file, systemClock.now());
    await opened(place, async (restored) => {
      const most = await restored.read
        .selectFrom('office')
        .select((eb) => eb.fn.max('id').as('id'))
        .execute();
      const by = { clock: systemClock, writer: { id: null, name: 'test' } };
      const { seq, id } = await transact(restored, by, async (tx) => {
        const values = {
          code: 'neu',
          name: 'Neu',
          valid_from: '2021-01-01' as IsoDate,
          origin: 'live' as const,
        };
        const added = await tx.query
          .insertInto('office')
          .values({ ...values, recorded_seq: tx.seq })
          .returning('id')
          .executeTakeFirstOrThrow();
        return {
          result: { seq: tx.seq, id: added.id },
          change: { action: 'office.add', entity: 'office', entityId: added.id },
        };
      });
      assert.equal(seq, history.seq + 1);
      assert.equal(id, (most[0]?.id ?? 0) + 1);
      await assert.rejects(
        restored.writeTransaction((query) => query.deleteFrom('history').execute()),
        /append-only|permission denied/u,
      );
    });
  });

  test('Every character survives, and both engines write it by the same bytes', async () => {
    const db = await open();
    const signs = Array.from({ length: 0x250 }, (_, code) => String.fromCodePoint(code + 1)).join('');
    const value = `${signs}\u2028\u2029\u20ac\ufffd\u{1f600} "\\ \\n`;
    await db.writeTransaction((query) => query.insertInto('meta').values({ key: 'signs', value }).execute());
    const [file, place] = [newFile(), await emptyPlace()];
    await writeBackup(db, systemClock, file);
    await restoreBackup(place, file, systemClock.now());
    await opened(place, async (restored) => {
      const row = await restored.read
        .selectFrom('meta')
        .where('key', '=', 'signs')
        .select('value')
        .executeTakeFirst();
      assert.equal(row?.value, value);
    });
    const line = zstdDecompressSync(readFileSync(file))
      .toString()
      .split('\n')
      .find((one) => one.startsWith('["signs"'));
    assert.equal(line, JSON.stringify(['signs', value]));
  });

  for (const schema of OLD_SCHEMAS) {
    test(`A backup of schema ${schema} is lifted when it is restored`, async () => {
      const db = await openOld(schema);
      const [file, place] = [newFile(), await emptyPlace()];
      const saved = await writeBackup(db, systemClock, file);
      const { lifted } = await restoreBackup(place, file, systemClock.now());
      assert.ok(lifted.length > 0);
      await opened(place, async (restored) => {
        assert.equal(await schemaVersion(restored), newestVersion());
        assert.deepEqual(await structureOf(restored), await structureOf(await open()));
        const { parts } = await writeBackup(restored, systemClock, newFile());
        const postings = ({ parts: all }: { parts: Part[] }): unknown => {
          const found = all.find(({ table }) => table === 'posting');
          return [found?.rows, found?.cents['cents']];
        };
        assert.deepEqual(postings({ parts }), postings(saved));
      });
    });
  }
});

test('Both engines say the same of the same content', () => {
  assert.deepEqual([...demos.keys()], ['sqlite', 'postgres']);
});
