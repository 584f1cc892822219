import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { planImport } from './money/plan-import.ts';
import { findProfile } from './profiles/profiles.ts';
import { profileDetail, saveProfile } from './profiles/stored-profiles.sql.ts';
import { addAccountMap, samplePath, testBy, writtenState } from './test-imports.ts';

interface Expected {
  ok: Record<
    string,
    {
      profile: string;
      rowsRead: number;
      add: number;
      leftOut: number;
      sumCents: number;
      controlTotalCents: number | null;
    } & Variation
  >;
  notOk: Record<string, { profile: string; code: string; message: string } & Variation>;
}

/** What the sample's profile says otherwise than the delivered one of its code. */
interface Variation {
  with?: Record<string, unknown>;
}

const FOLDER = resolve(import.meta.dirname, '../../data/samples');
/** data/samples is the importer's specification: each file with what it must give. */
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Expected;

/** Makes the sample's profile the one that counts, as a new version of its code. */
async function useProfile(db: Database, code: string, changes: Variation['with']): Promise<void> {
  const { version } = await profileDetail(db.read, code);
  if (version === 0 && changes === undefined) return;
  const profile = { ...findProfile(code), ...changes };
  await saveProfile(db, testBy, { code, version }, { profile, reason: 'Beispiel' });
}

async function refused(db: Database, name: string, profile: string): Promise<AppError> {
  const input = { profile, fileName: name, bytes: readFileSync(samplePath('not-ok', name)) };
  try {
    const refusal = refusalOf(await planImport(db.read, input));
    assert.ok(refusal, `${name} is planned as applicable`);
    return refusal;
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return error;
  }
}

test('Every sample file has its expectation, and every expectation its file', () => {
  assert.deepEqual(readdirSync(join(FOLDER, 'ok')).sort(), Object.keys(expected.ok).sort());
  assert.deepEqual(readdirSync(join(FOLDER, 'not-ok')).sort(), Object.keys(expected.notOk).sort());
});

forEachDatabase((open) => {
  test('Takes every file of samples/ok with its sums, and adds nothing the second time', async () => {
    for (const [name, { profile, with: changes, ...sums }] of Object.entries(expected.ok)) {
      const db = await open();
      await addAccountMap(db);
      await useProfile(db, profile, changes);
      const input = { profile, fileName: name, bytes: readFileSync(samplePath('ok', name)) };
      const plan = await planImport(db.read, input);
      assert.deepEqual(refusalOf(plan), undefined, name);
      const { rowsRead, add, leftOut, sumCents, controlTotalCents } = plan;
      assert.deepEqual({ rowsRead, add, leftOut, sumCents, controlTotalCents }, sums, name);
      const { first } = await applyImport(db, testBy, { ...input, expectedPlanSha256: plan.planSha256 });
      assert.equal(first, true, name);
      const state = await writtenState(db);
      assert.equal(state.postingCents + state.movementCents, sums.sumCents, name);
      assert.equal((await applyImport(db, testBy, input)).first, false, name);
      assert.deepEqual(await writtenState(db), state, name);
    }
  });

  test('Refuses every file of samples/not-ok with its reason and writes nothing', async () => {
    const db = await open();
    await addAccountMap(db);
    for (const [name, { profile, code, message, with: changes }] of Object.entries(expected.notOk)) {
      await useProfile(db, profile, changes);
      const before = await writtenState(db);
      const error = await refused(db, name, profile);
      const told = [error.detail, ...error.errors.map((one) => `${one.path}: ${one.message}`)].join('\n');
      assert.equal(error.code, code, `${name}: ${told}`);
      assert.ok(told.includes(message), `${name} says: ${told}`);
      assert.deepEqual(await writtenState(db), before, name);
    }
    const before = await writtenState(db);
    const [name] = ['amount-exponent.csv'];
    const input = { profile: 'sap-ist', fileName: name, bytes: readFileSync(samplePath('not-ok', name)) };
    await assert.rejects(applyImport(db, testBy, input), { code: 'rows-invalid' });
    assert.deepEqual(await writtenState(db), before);
  });
});
