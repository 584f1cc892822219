import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { createDatabase } from '../db/create.ts';
import { openDatabase } from '../db/database.ts';
import { addHistory } from '../verify/test-history.ts';
import { verify } from '../verify/verify.ts';
import { Random } from './test-random.ts';

/** Places in which a byte changes; repetition is for `npm run torture`, which asks for 1,000. */
const FLIPS = Number(process.env['TORTURE_FLIPS'] ?? 100);
const SEED = Number(process.env['TORTURE_SEED'] ?? randomInt(1_000_000_000));

/** Flips one bit of the file where a text of a history row stands; a row's text also stands in its index. */
function flipOneBit(file: string, text: string, random: Random): boolean {
  const bytes = readFileSync(file);
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
  const place = places[Math.floor(random.next() * places.length)];
  if (place === undefined) return false;
  const offset = place + random.whole(0, Buffer.byteLength(text) - 1);
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << random.whole(0, 7));
  writeFileSync(file, bytes);
  return true;
}

/** The rows as anybody reads them; none when a changed file cannot be read at all. */
async function historyOf(file: string) {
  const db = await openDatabase(`sqlite:${file}`);
  const read = db.read.selectFrom('history').selectAll().orderBy('seq').execute();
  const rows = await read.catch(() => []);
  await db.close();
  return rows;
}

test('A single bit flipped in the file of SQLite, anywhere in a history row, is found', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-flip-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const original = join(folder, 'original.db');
  await createDatabase(`sqlite:${original}`, (db) => addHistory(db, 40));
  const rows = await historyOf(original);
  const random = new Random(SEED);
  t.diagnostic(`seed ${SEED}`);
  const missed: string[] = [];
  let [changed, rounds] = [0, 0];
  const copy = join(folder, 'copy.db');
  for (; changed < FLIPS; rounds += 1) {
    assert.ok(rounds < FLIPS * 4, `only ${changed} of ${rounds} flips changed a row`);
    const row = random.pick(rows);
    const text = random.pick([
      row.at,
      row.actor,
      row.reason ?? '',
      row.before ?? '',
      row.after ?? '',
      row.hash,
      row.prev_hash,
    ]);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    copyFileSync(original, copy);
    assert.ok(flipOneBit(copy, text, random), text);
    // Pages that were split leave dead copies of rows behind; a bit there changes nothing anybody can read.
    if (isDeepStrictEqual(await historyOf(copy), rows)) continue;
    changed += 1;
    const db = await openDatabase(`sqlite:${copy}`);
    if ((await verify(db)).ok) missed.push(`${rounds}: ${text}`);
    await db.close();
  }
  t.diagnostic(`${changed} of ${rounds} flips changed a row`);
  assert.deepEqual(missed, []);
});
