import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { COPY_FAULT } from './sqlite-live-copy.ts';
import { testFolder } from './test-folder.ts';
import { OLD_SCHEMA, oldSqliteFile } from './test-old-database.ts';

/** Kills and copies: a few here, more for `npm run torture`. */
const ROUNDS = Number(process.env['TORTURE_COPIES'] ?? 5);

const folder = testFolder('moves-live-copy-');
const template = join(folder, 'template.db');
let files = 0;

function fresh(): string {
  const path = join(folder, `${(files += 1)}.db`);
  copyFileSync(template, path);
  return path;
}

before(async () => {
  const db = await openDatabase(`sqlite:${template}`, { mayCreate: true });
  await migrate(db);
  await db.close();
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** What one who opens it is told, as by a program of its own. */
async function faultsOf(path: string): Promise<string[]> {
  const db = await openDatabase(`sqlite:${path}`);
  try {
    return await db.integrity();
  } finally {
    await db.close();
  }
}

async function countIn(path: string): Promise<number> {
  const db = await openDatabase(`sqlite:${path}`);
  try {
    const row = await db.read
      .selectFrom('meta')
      .where('key', '=', 'count')
      .select('value')
      .executeTakeFirst();
    return Number(row?.value ?? 0);
  } finally {
    await db.close();
  }
}

interface Writing {
  /** What it was told is committed. */
  count: () => number;
  kill: () => Promise<void>;
}

async function startWriting(path: string): Promise<Writing> {
  const program = new URL('test-writing.ts', import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, [program, `sqlite:${path}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let count = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    count = Number(chunk.toString().trim().split('\n').at(-1));
  });
  while (count < 3) await pause(5);
  return {
    count: () => count,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test(`${ROUNDS} copies of a file that is written to, without its log, are each recognised, now and later`, async () => {
  const path = fresh();
  const writing = await startWriting(path);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const copy = join(folder, `copy-${round}.db`);
    await pause(20);
    const acknowledged = writing.count();
    copyFileSync(path, copy);
    assert.ok((await faultsOf(copy)).includes(COPY_FAULT), `round ${round}`);
    assert.ok((await countIn(copy)) < acknowledged, 'it does lack what was committed');
    assert.ok((await faultsOf(copy)).includes(COPY_FAULT), 'who asks again is told again');
    const moved = join(folder, `moved-${round}.db`);
    copyFileSync(copy, moved);
    assert.ok((await faultsOf(moved)).includes(COPY_FAULT), 'and so is who copies the copy');
  }
  await writing.kill();
});

test(`${ROUNDS} kills give no false alarm, and neither does the file that is closed in order after them`, async () => {
  const path = fresh();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const writing = await startWriting(path);
    await pause(20);
    const acknowledged = writing.count();
    await writing.kill();
    assert.deepEqual(await faultsOf(path), [], `round ${round}`);
    assert.ok((await countIn(path)) >= acknowledged, 'nothing acknowledged is lost');
    assert.equal(existsSync(`${path}-offen`), false, 'the last one to close takes the mark away');
    const copy = join(folder, `closed-${round}.db`);
    copyFileSync(path, copy);
    assert.deepEqual(await faultsOf(copy), [], 'a copy of a file at rest is whole');
  }
});

test('Another program that tidies the log away after a kill raises no alarm', async () => {
  const path = fresh();
  const writing = await startWriting(path);
  await writing.kill();
  const other = new Sqlite(path);
  other.prepare('select count(*) from meta').get();
  other.close();
  assert.equal(existsSync(`${path}-wal`), false);
  assert.deepEqual(await faultsOf(path), []);
});

test('While one of two programs goes on, a copy is recognised; when both have closed, it is whole', async () => {
  const path = fresh();
  const [first, second] = [await openDatabase(`sqlite:${path}`), await openDatabase(`sqlite:${path}`)];
  await first.writeTransaction((query) =>
    query.insertInto('meta').values({ key: 'count', value: '1' }).execute(),
  );
  await first.close();
  const early = join(folder, 'early.db');
  copyFileSync(path, early);
  assert.ok((await faultsOf(early)).includes(COPY_FAULT));
  await second.close();
  const late = join(folder, 'late.db');
  copyFileSync(path, late);
  assert.deepEqual(await faultsOf(late), []);
  assert.equal(await countIn(late), 1);
});

test('A file that an earlier program left is not judged, and is whole after it was lifted', async () => {
  const path = join(folder, 'old.db');
  writeFileSync(path, oldSqliteFile(OLD_SCHEMA));
  const db = await openDatabase(`sqlite:${path}`);
  assert.equal(db.isLiveCopy(), false);
  await migrate(db);
  assert.deepEqual(await db.integrity(), []);
  await db.close();
  assert.deepEqual(await faultsOf(path), []);
});
