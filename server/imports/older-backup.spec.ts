import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { verify } from '../verify/verify.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { listImports } from './imports.sql.ts';
import { planImport } from './money/plan-import.ts';
import { LINE_ITEMS } from './test-corrections.ts';
import { addAccountMap, testBy, writtenState } from './test-imports.ts';
import { fileOf } from './money/test-line-items.ts';

const read = (bytes: Buffer) => ({ ...LINE_ITEMS, bytes });
const MARCH = read(fileOf([100, 200], 5_000_000));
/** Everything up to April: the rows of March and two more. */
const APRIL = read(fileOf([100, 200, 300, 400], 5_000_000));

async function sums(db: Database): Promise<[postings: number, cents: number, months: number]> {
  const { postings, postingCents, monthCents } = await writtenState(db);
  return [postings, postingCents, monthCents];
}

/** SQLite alone: a backup of PostgreSQL is made and restored by its own tools, above the rows nothing differs. */
test('T38: after an older backup came back, files read in again are not doubled, and what is gone is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-backup-'));
  const [live, backup] = [join(folder, 'live.db'), join(folder, 'backup.db')];
  try {
    let db = await openDatabase(`sqlite:${live}`, { mayCreate: true });
    await migrate(db);
    await addAccountMap(db);
    await applyImport(db, testBy, MARCH);
    // Closed, so that the file is whole without its log.
    await db.close();
    copyFileSync(live, backup);
    db = await openDatabase(`sqlite:${live}`);
    await applyImport(db, testBy, APRIL);
    const full = await sums(db);
    await db.close();

    copyFileSync(backup, live);
    db = await openDatabase(`sqlite:${live}`);
    assert.ok((await verify(db)).ok, 'the older state holds in itself');
    // The gap shows where a person looks: the list of imports, and the plan of the file that is missing.
    assert.equal((await listImports(db.read)).length, 1);
    const known = await planImport(db.read, MARCH);
    assert.deepEqual([known.add, known.importedBefore === null], [0, false]);
    const missing = await planImport(db.read, APRIL);
    assert.deepEqual([missing.add, missing.same, missing.addCents], [2, 2, 700]);

    assert.equal((await applyImport(db, testBy, MARCH)).first, false);
    assert.equal((await applyImport(db, testBy, APRIL)).import.added, 2);
    assert.deepEqual(await sums(db), full);
    assert.equal((await applyImport(db, testBy, APRIL)).first, false);
    assert.deepEqual(await sums(db), full);
    assert.ok((await verify(db)).ok);
    await db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
