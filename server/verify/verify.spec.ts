import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { systemClock } from '../clock.ts';
import { createDatabase } from '../db/create.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { Random } from '../torture/test-random.ts';
import { verify } from './verify.ts';

async function addHistory(db: Database, rows: number): Promise<void> {
  for (let i = 1; i <= rows; i += 1) {
    await transact(db, { clock: systemClock, writer: { id: null, name: 'prüfer' } }, () =>
      Promise.resolve({
        result: null,
        change: {
          action: 'note',
          entity: 'note',
          entityId: i,
          reason: `Grund ${i}`,
          before: { i },
          after: { i: i + 1 },
        },
      }),
    );
  }
}

/** Changes the data as somebody with the database's own password could, past every guard of ours. */
async function tamper(db: Database, statement: string): Promise<void> {
  const before =
    db.engine === 'sqlite' ? 'DROP TRIGGER history_no_update; DROP TRIGGER history_no_delete;' : '';
  const after =
    db.engine === 'sqlite'
      ? `CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
         CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;`
      : '';
  await db.runScript(`${before} ${statement}; ${after}`);
}

async function failing(db: Database): Promise<string[]> {
  const { checks } = await verify(db);
  return checks.filter((check) => !check.ok).map((check) => check.name);
}

forEachDatabase((open, engine) => {
  test('An untouched database is green', async () => {
    const db = await open();
    await addTestUsers(db);
    await addHistory(db, 5);
    assert.deepEqual(await failing(db), []);
    assert.equal((await verify(db)).ok, true);
  });

  test('One changed byte of any column of any history row is found', async () => {
    const db = await open();
    await addHistory(db, 6);
    const columns = [
      'at',
      'actor',
      'action',
      'entity',
      'entity_id',
      'reason',
      'before',
      'after',
      'prev_hash',
      'hash',
    ];
    let found = 0;
    for (const [index, column] of columns.entries()) {
      const seq = (index % 6) + 1;
      const row = await db.read
        .selectFrom('history')
        .selectAll()
        .where('seq', '=', seq)
        .executeTakeFirstOrThrow();
      const value = String(row[column as keyof typeof row]);
      const at = (index * 7) % value.length;
      const changed = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`;
      const set = (text: string) =>
        tamper(db, `update history set "${column}" = '${text}' where seq = ${seq}`);
      await set(changed);
      if ((await failing(db)).includes('history-chain')) found += 1;
      await set(value);
    }
    assert.equal(found, columns.length);
    assert.deepEqual(await failing(db), []);
  });

  test('A removed history row is found', async () => {
    const db = await open();
    await addHistory(db, 4);
    await tamper(db, 'delete from history where seq = 2');
    assert.deepEqual(await failing(db), ['history-chain']);
  });

  test('A missing guard against changes is found', async () => {
    const db = await open();
    await db.runScript(
      engine === 'sqlite' ? 'DROP TRIGGER posting_no_update' : 'GRANT UPDATE ON posting TO moves_app',
    );
    assert.deepEqual(await failing(db), ['integrity']);
  });

  test('A stored total that is off by a cent is found', async () => {
    const db = await open();
    await db.writeTransaction((query) =>
      sql`insert into actual_month (line_id, ledger, fiscal_year, month, recorded_seq, cents, postings) values (0, 'result', 2021, '2021-06', 1, 1, 0)`.execute(
        query,
      ),
    );
    assert.deepEqual(await failing(db), ['stored-totals']);
  });

  test('A stored day that is off by a cent is found, of a line and of all lines together', async () => {
    const db = await open();
    const add = (line: number, seq: number) =>
      db.writeTransaction((query) =>
        sql`insert into actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
          values (${line}, '2021-06-01', 'result', 2021, ${seq}, 1, 0, 0)`.execute(query),
      );
    await add(-2, 1);
    assert.deepEqual(await failing(db), ['stored-totals']);
    await add(0, 2);
    assert.deepEqual(await failing(db), ['stored-days', 'stored-totals']);
  });

  test('A project without a state, which no page would show, is found', async () => {
    const db = await open();
    await addTestPortfolio(db, (await addTestUsers(db))['project-lead']);
    assert.equal((await failing(db)).includes('project-states'), false);
    await db.writeTransaction(async (query) => {
      const row = await query.selectFrom('project').selectAll().executeTakeFirstOrThrow();
      await query
        .insertInto('project')
        .values({ ...row, id: 999, number: 'P-999' })
        .execute();
    });
    assert.ok((await failing(db)).includes('project-states'));
  });
});

/** 1,000 places in which a byte changes (promises.md P19). */
const FLIPS = 1000;
const SEED = randomInt(1_000_000_000);

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
