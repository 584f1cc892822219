import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { applyImport } from './apply-import.sql.ts';
import { planImport } from './plan-import.ts';
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
      controlTotalCents: number;
    }
  >;
  notOk: Record<string, { profile: string; code: string; message: string }>;
}

const FOLDER = resolve(import.meta.dirname, '../../data/samples');
/** data/samples is the importer's specification: each file with what it must give. */
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Expected;

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
    for (const [name, { profile, ...sums }] of Object.entries(expected.ok)) {
      const db = await open();
      await addAccountMap(db);
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
    const before = await writtenState(db);
    for (const [name, { profile, code, message }] of Object.entries(expected.notOk)) {
      const error = await refused(db, name, profile);
      const told = [error.detail, ...error.errors.map((one) => `${one.path}: ${one.message}`)].join('\n');
      assert.equal(error.code, code, `${name}: ${told}`);
      assert.ok(told.includes(message), `${name} says: ${told}`);
    }
    const [name] = ['amount-exponent.csv'];
    const input = { profile: 'sap-ist', fileName: name, bytes: readFileSync(samplePath('not-ok', name)) };
    await assert.rejects(applyImport(db, testBy, input), { code: 'rows-invalid' });
    assert.deepEqual(await writtenState(db), before);
  });
});
