import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { accountMap } from '#shared/imports/account-map.ts';
import { requireFileSum, withinRange } from '#shared/imports/amount-limits.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { neededHeaders } from '#shared/imports/profile.ts';
import { rowReader } from '#shared/imports/row-reader.ts';
import { planned, TestFile } from '#shared/imports/test-plan.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { planImport } from '../money/plan-import.ts';
import { findProfile } from '../profiles/profiles.ts';
import { readFileRows } from './read-file.ts';
import { readCsv } from './reader/csv.ts';
import { Refusal } from './reader/task.ts';
import type { ReadTask } from './reader/task.ts';
import { readXlsx } from './reader/xlsx.ts';
import { addAccountMap, sample, samplePath, writtenState } from '../test-imports.ts';

const CSV = sample('sap-line-items.csv');
const XLSX = sample('sap-line-items.xlsx');

/** A small repeatable source of chance (mulberry32): the same seed gives the same files. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bits flipped, bytes cut off, doubled, overwritten or put in: what happens to files, and what people do to them. */
function mutate(bytes: Buffer, pick: (below: number) => number): Buffer {
  const at = pick(bytes.length);
  const kind = pick(5);
  if (kind === 0) return bytes.subarray(0, at);
  if (kind === 1) return Buffer.concat([bytes.subarray(0, at), bytes]);
  if (kind === 2) return Buffer.concat([bytes.subarray(0, at), Buffer.from([pick(256)]), bytes.subarray(at)]);
  const copy = Buffer.from(bytes);
  for (let flips = kind === 3 ? 1 : 20; flips > 0; flips -= 1) {
    const place = pick(copy.length);
    copy[place] = (copy[place] ?? 0) ^ (1 << pick(8));
  }
  return copy;
}

function taskFor(code: string): ReadTask {
  const profile = findProfile(code);
  return {
    format: profile.format,
    encoding: profile.encoding ?? 'utf-8',
    separator: profile.separator ?? ';',
    sheet: null,
    headerRow: profile.headerRow,
    headers: neededHeaders(profile),
  };
}

const nowhere = { add: () => undefined, note: () => undefined, taken: () => Promise.resolve() };

const ACCOUNTS = accountMap(
  ['4', '7'].map((prefix) => ({
    prefix,
    ledger: prefix === '4' ? ('result' as const) : ('cash' as const),
    kind: 'material' as const,
    validFrom: toIsoDate('2020-01-01'),
    validTo: null,
  })),
);

/** Reads and plans a file in this process, as a server with empty books would. Throws `Refusal` or `AppError`. */
async function planHere(bytes: Buffer, code: string): Promise<Plan> {
  const profile = findProfile(code);
  const file = new TestFile(rowReader(profile, ACCOUNTS, 'datei'), (text) => text);
  const sink = {
    add: (row: FileRow) => {
      file.add(row);
    },
    note: () => undefined,
    taken: () => Promise.resolve(),
  };
  if (profile.format === 'csv') await readCsv([bytes], taskFor(code), sink);
  else await readXlsx(bytes, taskFor(code), sink);
  requireFileSum(file.file, 'datei');
  return withinRange('datei', () => planned(file, { profile }));
}

const isRefused = (plan: Plan): boolean => plan.errors.length > 0 || plan.control.fault !== null;

test('1,000 mutated CSV and 1,000 mutated XLSX files are refused in words, or still say the same sum, each with under 2 s of work', async (t) => {
  const seed = 20210630;
  const pick = chance(seed);
  let [refused, slowest] = [0, 0];
  for (let run = 0; run < 2_000; run += 1) {
    const [code, bytes] = run % 2 === 0 ? (['sap-ist', CSV] as const) : (['sap-ist-xlsx', XLSX] as const);
    const started = process.cpuUsage();
    try {
      const plan = await planHere(mutate(bytes, pick), code);
      if (isRefused(plan)) refused += 1;
      else assert.equal(plan.sumCents, 15_000_050, `run ${run}`);
    } catch (error) {
      const told = error instanceof Refusal ? new AppError(error.code, error.message) : error;
      assert.ok(told instanceof AppError, `run ${run}: ${String(error)}`);
      assert.ok([400, 413, 415, 422].includes(told.status), `run ${run}: ${told.status}`);
      refused += 1;
    }
    const { user, system } = process.cpuUsage(started);
    slowest = Math.max(slowest, (user + system) / 1_000);
  }
  t.diagnostic(`seed ${seed}: ${refused} of 2,000 refused, the slowest after ${Math.round(slowest)} ms`);
  assert.ok(refused > 1_000, `${refused} refused`);
  assert.ok(slowest < 2_000, `${slowest} ms`);
});

forEachDatabase((open) => {
  test('Mutated files end in a 4xx or still say the same sum; none posts, none ends the server', async () => {
    const db = await open();
    await addAccountMap(db);
    const before = await writtenState(db);
    const pick = chance(98);
    for (let run = 0; run < 40; run += 1) {
      const [profile, bytes] =
        run % 2 === 0 ? (['sap-ist', CSV] as const) : (['sap-ist-xlsx', XLSX] as const);
      const input = { profile, fileName: `lauf-${run}`, bytes: mutate(bytes, pick) };
      try {
        const plan = await planImport(db.read, input);
        if (plan.applicable) assert.equal(plan.sumCents, 15_000_050);
      } catch (error) {
        assert.ok(error instanceof AppError && error.status >= 400 && error.status < 500, String(error));
      }
    }
    assert.deepEqual(await writtenState(db), before);
  });
});

test('More than 1,000,000 rows are refused', async () => {
  const [header] = readFileSync(samplePath('ok', 'sap-totals.csv'), 'latin1').split('\n');
  const short = Buffer.from(`${header ?? ''}\n${'2;1;1;a;4;b;1,00\n'.repeat(1_000_001)}`, 'latin1');
  await assert.rejects(readFileRows(findProfile('sap-summen'), short, nowhere.add), {
    code: 'unpacked-too-large',
  });
});

test('A reader that dies gives a clean refusal', async () => {
  const columns = 'x;'.repeat(400_000);
  const error: unknown = await readFileRows(findProfile('sap-ist'), Buffer.from(columns), nowhere.add).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError && error.status === 422, String(error));
});

test('A fault while rows are taken ends this reading, not the server', async () => {
  const fail = (): never => {
    throw new AppError('internal', 'planned');
  };
  await assert.rejects(readFileRows(findProfile('sap-ist'), CSV, fail), { detail: 'planned' });
});
