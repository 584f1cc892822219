import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { systemClock } from '../clock.ts';
import { hearOfClockBack } from './clock-back.ts';
import type { Database } from './database.ts';
import { APPEND_ONLY } from './tables.ts';
import { forEachDatabase } from './test-databases.ts';
import { FIRST_HASH, historyHash, transact } from './transact.ts';

const by = { clock: systemClock, writer: { id: null, name: 'test' } };

function addStage(db: Database, code: string, options: { fail?: boolean } = {}): Promise<number> {
  return transact(db, by, async (tx) => {
    await tx.query
      .insertInto('stage')
      .values({
        code,
        name: code,
        first_year: 2020,
        last_year: 2021,
        valid_from: '2020-01-01' as IsoDate,
        valid_to: null,
        origin: 'live',
        recorded_seq: tx.seq,
      })
      .execute();
    if (options.fail) throw new Error('abgebrochen');
    return {
      result: tx.seq,
      change: { action: 'stage.add', entity: 'stage', entityId: code, after: { code } },
    };
  });
}

async function count(db: Database, table: 'stage' | 'history'): Promise<number> {
  const row = await db.read
    .selectFrom(table)
    .select(sql<number>`cast(count(*) as bigint)`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

forEachDatabase((open, engine) => {
  test('The date of an entry never goes back, which is said once, and order and numbers are kept', async (t) => {
    const db = await open();
    const said: string[] = [];
    hearOfClockBack((message) => said.push(message));
    t.after(() => hearOfClockBack((message) => process.emitWarning(message)));
    // A year ahead, a day back, both nights of summer time, the last second of a year, and a step of a second.
    const instants = [
      '2021-03-28T00:59:59.000Z',
      '2021-03-28T01:00:00.000Z',
      '2021-10-31T00:59:59.000Z',
      '2021-10-31T01:00:00.000Z',
      '2021-12-31T22:59:59.000Z',
      '2021-12-31T23:00:00.000Z',
      '2021-12-30T23:00:00.000Z',
      '2021-12-30T23:00:01.000Z',
      '2022-12-31T23:00:00.000Z',
      '2022-12-31T22:59:59.000Z',
      '2021-12-31T23:00:01.000Z',
    ] as Instant[];
    for (const instant of instants)
      await transact(db, { ...by, clock: { now: () => instant } }, (tx) =>
        Promise.resolve({
          result: undefined,
          change: { action: 'test', entity: 'test', entityId: tx.seq, after: { at: tx.at } },
        }),
      );
    const rows = await db.read.selectFrom('history').selectAll().orderBy('seq').execute();
    const at = rows.map((row) => row.at);
    assert.deepEqual(at, [...at].sort());
    assert.deepEqual(at.slice(5, 9), [instants[5], instants[5], instants[5], instants[8]]);
    assert.deepEqual(
      rows.map((row) => [row.seq, (JSON.parse(row.after ?? '') as { at: string }).at]),
      at.map((instant, index) => [index + 1, instant]),
    );
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /Die Uhr geht .* zurück: 2021-12-30T23:00:00/u);
  });

  test('A change and its history row are written together', async () => {
    const db = await open();
    assert.equal(await addStage(db, 'I'), 1);
    assert.equal(await addStage(db, 'II'), 2);
    const rows = await db.read.selectFrom('history').selectAll().orderBy('seq').execute();
    assert.deepEqual(
      rows.map((row) => [row.seq, row.action, row.entity_id, row.after]),
      [
        [1, 'stage.add', 'I', '{"code":"I"}'],
        [2, 'stage.add', 'II', '{"code":"II"}'],
      ],
    );
    assert.equal(rows[0]?.prev_hash, FIRST_HASH);
    assert.equal(rows[1]?.prev_hash, rows.at(0)?.hash);
    for (const { hash, ...content } of rows) assert.equal(hash, historyHash(content));
  });

  test('When the work fails nothing stays, neither the change nor its history', async () => {
    const db = await open();
    await assert.rejects(addStage(db, 'I', { fail: true }), /abgebrochen/u);
    assert.deepEqual([await count(db, 'stage'), await count(db, 'history')], [0, 0]);
    assert.equal(await addStage(db, 'I'), 1, 'the sequence has no gap');
  });

  test('Interleaved transactions lose nothing and keep the chain without gaps', async () => {
    const db = await open();
    const isBroken = (i: number): boolean => i % 3 === 0;
    const runs = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => addStage(db, `S${i}`, { fail: isBroken(i) })),
    );
    // Each ends as it was asked to: a lock that was waited for in vain would be another error.
    for (const [i, run] of runs.entries()) {
      if (isBroken(i)) assert.match(String(run.status === 'rejected' && run.reason), /abgebrochen/u);
      else assert.equal(run.status, 'fulfilled', `S${i}`);
    }
    const sequences = runs
      .flatMap((run) => (run.status === 'fulfilled' ? [run.value] : []))
      .sort((a, b) => a - b);
    assert.deepEqual(
      sequences,
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    assert.equal(await count(db, 'stage'), 40);
  });

  test('The outer handle cannot be used inside a transaction', async () => {
    const db = await open();
    await assert.rejects(
      db.writeTransaction(() => db.read.selectFrom('stage').selectAll().execute()),
      /nur deren eigener Zugriff/u,
    );
  });

  test('The reading handle cannot write', async () => {
    const db = await open();
    await assert.rejects(
      db.read.deleteFrom('session').execute(),
      engine === 'sqlite' ? /readonly/u : /read-only/u,
    );
  });

  test('What was recorded is neither changed, replaced, removed nor emptied', async () => {
    const db = await open();
    await addStage(db, 'I');
    // What a stage leaves behind: its entry, and what it is called from the beginning.
    const filled = new Set(['history', 'master_fact']);
    const attempts = (table: string): string[] => [
      `update ${table} set recorded_seq = 1`,
      `delete from ${table}`,
      ...(engine === 'postgres'
        ? [`truncate ${table}`, `drop table ${table}`, `alter table ${table} add column x text`]
        : []),
    ];
    for (const table of APPEND_ONLY) {
      for (const statement of attempts(table === 'history' ? 'history' : `"${table}"`)) {
        const text = table === 'history' ? statement.replace('recorded_seq', 'seq') : statement;
        const run = db.writeTransaction((query) => sql.raw(text).execute(query));
        // SQLite's triggers speak for each row: an empty table has none.
        if (engine === 'sqlite' && !filled.has(table)) await run;
        else await assert.rejects(run, /append-only|permission denied|must be owner/u, text);
      }
    }
    const replace = `insert or replace into history select seq, at, actor_id, 'x', action, entity, entity_id, reason, before, after, prev_hash, hash from history`;
    if (engine === 'sqlite')
      await assert.rejects(
        db.writeTransaction((query) => sql.raw(replace).execute(query)),
        /append-only/u,
      );
    assert.deepEqual(await db.integrity(), []);
  });

  test('Money is a whole number in the database too', async () => {
    const db = await open();
    await addStage(db, 'I');
    const insert = (cents: string) =>
      db.writeTransaction((query) =>
        sql
          .raw(
            `insert into grade_rate (grade, year_cents, valid_from, origin, recorded_seq) values ('x${cents}', ${cents}, '2020-01-01', 'live', 1)`,
          )
          .execute(query),
      );
    await assert.rejects(insert("'viel'"));
    if (engine === 'sqlite')
      await assert.rejects(insert('12.5'), /cannot store REAL value in INTEGER column/u);
    await insert('6400000000');
    const row = await db.read.selectFrom('grade_rate').select('year_cents').executeTakeFirstOrThrow();
    assert.equal(row.year_cents, 6_400_000_000, '64 million euro fit');
  });

  test('Many rows are inserted at once, with defaults and nulls, or not at all', async () => {
    const db = await open();
    const group = (code: string, seq: number) => ({
      code,
      name: `Kreis "${code}", {ä}\\`,
      origin: 'live' as const,
      recorded_seq: seq,
    });
    await transact(db, by, async (tx) => {
      const codes = Array.from({ length: 1_000 }, (_, n) => `G-${n}`);
      await tx.insertMany(
        'cover_group',
        codes.map((code) => group(code, tx.seq)),
      );
      await tx.insertMany('cover_group', []);
      await tx.insertMany('meta', [{ key: 'a', value: 'NULL' }]);
      return { result: undefined, change: { action: 'seed', entity: 'cover_group', entityId: 'many' } };
    });
    const rows = await db.read.selectFrom('cover_group').selectAll().orderBy('id').execute();
    assert.equal(rows.length, 1_000);
    assert.deepEqual(rows[7], { id: 8, ...group('G-7', 1) });
    const twice = transact(db, by, async (tx) => {
      await tx.insertMany('cover_group', [group('X', tx.seq), group('G-7', tx.seq)]);
      return { result: undefined, change: { action: 'seed', entity: 'cover_group', entityId: 'twice' } };
    });
    await assert.rejects(twice);
    const uneven = transact(db, by, async (tx) => {
      const { origin, ...rest } = group('Y', tx.seq);
      await tx.insertMany('cover_group', [group('X', tx.seq), { ...rest, name: origin } as never]);
      return { result: undefined, change: { action: 'seed', entity: 'cover_group', entityId: 'uneven' } };
    });
    await assert.rejects(uneven, /insertMany into cover_group/u);
    assert.equal((await db.read.selectFrom('cover_group').selectAll().execute()).length, 1_000);
  });
});
