import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { planUploaded } from '../any-file.ts';
import { applyImport } from './apply-import.sql.ts';
import type { FileSource } from '../read/file-source.ts';
import { addAccountMap, sample, testBy, writtenState } from '../test-imports.ts';

const TODAY = '2021-07-02' as IsoDate;
const FILE = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };
const OTHER = Buffer.from(
  sample('sap-line-items.csv').toString('latin1').replaceAll(';1900', ';2900'),
  'latin1',
);

/** The file again, counting how often it is read. */
function counting(bytes: Buffer): FileSource & { reads: number } {
  const source = {
    ...{ size: bytes.length, reads: 0 },
    pieces: () => {
      source.reads += 1;
      return [bytes];
    },
  };
  return source;
}

let uploads = 0;

async function preview(db: Database): Promise<{ uploadId: string; planSha256: string }> {
  uploads += 1;
  const { uploadId, plan } = await planUploaded(db.read, { ...FILE, today: TODAY }, () =>
    Promise.resolve(`test-${uploads}`),
  );
  return { uploadId, planSha256: plan.planSha256 };
}

/** Applies what was previewed; gives the import and how often the file was read for it. */
async function apply(
  db: Database,
  { uploadId, planSha256 }: { uploadId: string; planSha256: string },
  by = testBy,
) {
  const bytes = counting(FILE.bytes);
  const done = await applyImport(db, by, { ...FILE, bytes, uploadId, expectedPlanSha256: planSha256 });
  return { done, reads: bytes.reads };
}

async function change(db: Database, action: string): Promise<void> {
  await transact(db, testBy, async (tx) => {
    await tx.query
      .insertInto('meta')
      .values({ key: `changed-${tx.seq}`, value: action })
      .execute();
    return { result: undefined, change: { action, entity: 'test', entityId: '1' } };
  });
}

const staged = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`moves-staged-${process.pid}-`));

/** Staged files that came since, whatever other specs of this process keep. */
function newSince(before: readonly string[]): string[] {
  return staged().filter((name) => !before.includes(name));
}

forEachDatabase((open) => {
  test('What was previewed is applied without reading the file again, and writes the same', async () => {
    const before = staged();
    const [kept, fresh] = [await open(), await open()];
    for (const db of [kept, fresh]) await addAccountMap(db);
    const { done, reads } = await apply(kept, await preview(kept));
    assert.equal(reads, 0);
    assert.ok(done.first && done.import);
    await applyImport(fresh, testBy, FILE);
    assert.deepEqual(await writtenState(kept), await writtenState(fresh));
    const rowsOf = (db: Database) => db.read.selectFrom('posting').selectAll().orderBy('id').execute();
    assert.deepEqual(await rowsOf(kept), await rowsOf(fresh));
    const months = (db: Database) =>
      db.read.selectFrom('actual_month').selectAll().orderBy('line_id').orderBy('month').execute();
    assert.deepEqual(await months(kept), await months(fresh));
    assert.ok((await verify(kept)).checks.every((one) => one.ok || one.name === 'settings'));
    assert.deepEqual(newSince(before), []);
  });

  test('A status report between preview and apply changes no plan', async () => {
    const db = await open();
    await addAccountMap(db);
    const first = await preview(db);
    await change(db, 'project.report-status');
    assert.equal((await apply(db, first)).reads, 0);
  });

  test('After a change that may touch a plan the file is read and planned again: the same plan is applied', async () => {
    const db = await open();
    await addAccountMap(db);
    const first = await preview(db);
    await change(db, 'rules.create');
    const { done, reads } = await apply(db, first);
    assert.ok(reads > 0);
    assert.ok(done.first);
  });

  test('Among others who never stop writing an import gets its turn, and writes the same', async () => {
    const [busy, quiet] = [await open(), await open()];
    for (const db of [busy, quiet]) await addAccountMap(db);
    const between = { others: 0 };
    const among: Database = {
      ...busy,
      read: busy.read,
      writeTransaction: async (work, rows) => {
        // Whoever has planned beside the others finds that one of them was faster.
        if (rows) {
          between.others += 1;
          await change(busy, 'rules.create');
        }
        return busy.writeTransaction(work, rows);
      },
    };
    const { first } = await applyImport(among, testBy, FILE);
    assert.ok(first);
    assert.ok(between.others > 1, 'it has tried beside them first');
    await applyImport(quiet, testBy, FILE);
    const rowsOf = (db: Database) =>
      db.read.selectFrom('posting').orderBy('id').select(['row_key', 'line_id', 'cents']).execute();
    assert.deepEqual(await rowsOf(busy), await rowsOf(quiet));
    assert.ok((await verify(busy)).checks.every((one) => one.ok || one.name === 'settings'));
    const again = await applyImport(among, testBy, FILE);
    assert.equal(again.first, false);
  });

  test('After an import that brought some of the rows the preview is outdated and nothing is written', async () => {
    const held = staged();
    const db = await open();
    await addAccountMap(db);
    const first = await preview(db);
    await applyImport(db, testBy, { ...FILE, fileName: 'anders.csv', bytes: OTHER });
    const before = await writtenState(db);
    await assert.rejects(apply(db, first), { code: 'plan-outdated' });
    assert.deepEqual(await writtenState(db), before);
    assert.deepEqual(newSince(held), []);
  });

  test('On the next business day the file is read again', async () => {
    const db = await open();
    await addAccountMap(db);
    const first = await preview(db);
    const tomorrow = { ...testBy, clock: { now: () => '2021-07-03T08:00:00.000Z' as Instant } };
    assert.ok((await apply(db, first, tomorrow)).reads > 0);
  });

  test('Of many previews the newest are kept; the others are read again', async () => {
    const before = staged();
    const db = await open();
    await addAccountMap(db);
    const previews = [];
    for (let n = 0; n < 5; n += 1) previews.push(await preview(db));
    assert.ok(newSince(before).length <= 3);
    const [oldest] = previews;
    assert.ok(oldest);
    assert.ok((await apply(db, oldest)).reads > 0);
    for (const one of previews.slice(1)) {
      const again = await apply(db, one);
      assert.equal(again.done.first, false);
    }
    assert.deepEqual(newSince(before), []);
  });
});
