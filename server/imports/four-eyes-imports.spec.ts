import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { forEachDatabase } from '../db/test-databases.ts';
import type { Database, Queries } from '../db/database.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { APPROPRIATIONS, startCorrections } from './test-corrections.ts';
import { testBy } from './test-imports.ts';

interface Forged {
  line: number;
  importId: number | null;
  request?: number | null;
  reverses?: number | null;
  seq: number;
  cents?: number;
  key?: string;
}

function movement(forged: Forged) {
  const { line, importId, request = null, reverses = null, seq, cents = 100_000_00, key = 'forged' } = forged;
  return sql`insert into movement
      (line_id, kind, cents, effective_on, reason, import_id, row_key, occurrence, reverses_id, request_id, origin, recorded_seq)
    values (${line}, 'A', ${cents}, '2021-01-01', 'gefälscht', ${importId}, ${key}, 1, ${reverses}, ${request}, 'live', ${seq})`;
}

async function refused(db: Database, work: (query: Queries) => Promise<unknown>, why: string): Promise<void> {
  await assert.rejects(db.writeTransaction(work), (error: Error) => /four-eyes/u.test(error.message), why);
}

/** A copy of an import under another hash, as somebody would write it past the code. */
function copyOfImport(id: number, seq: number) {
  return sql<{
    id: number;
  }>`insert into "import" (kind, profile, profile_json, file_name, file_sha256, content_sha256,
      rows_read, added, same, left_out, sum_cents, left_out_cents, added_cents, unassigned_cents, control_origin,
      applied_at, origin, recorded_seq)
    select kind, profile, profile_json, file_name, 'f', 'c', 1, 1, 0, 0, 1, 0, 1, 0, 'none', applied_at, origin, ${seq}
    from "import" where id = ${id} returning id`;
}

forEachDatabase((open) => {
  async function loaded(db: Database) {
    const { bothWant } = await startCorrections(db);
    const { import: row } = await applyImport(db, testBy, APPROPRIATIONS);
    const first = await db.read
      .selectFrom('movement')
      .where('import_id', '=', row.id)
      .orderBy('id')
      .select(['id', 'line_id as line', 'cents', 'recorded_seq as seq', 'row_key as key'])
      .executeTakeFirstOrThrow();
    const { last } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max<number>('seq').as('last'))
      .executeTakeFirstOrThrow();
    return { bothWant, importId: row.id, first, next: last + 1, source: first.key?.split('|')[0] ?? '' };
  }

  test('The first appropriations of a year need nobody else, and the database knows which they are', async () => {
    const db = await open();
    const { importId } = await loaded(db);
    const years = await db.read.selectFrom('first_appropriations').selectAll().execute();
    assert.deepEqual(
      years.map((row) => [row.import_id, row.year]),
      [[importId, 2021]],
    );
  });

  test('A movement that only names an import is refused by the database', async () => {
    const db = await open();
    const { importId, first, next, source } = await loaded(db);
    const key = `${source}|2021|x|y`;
    const ways: [string, Forged][] = [
      ['a later change', { line: first.line, importId, seq: next, key }],
      ['the change that brought the import', { line: first.line, importId, seq: first.seq, key }],
      ['an import that is none', { line: first.line, importId: 4711, seq: next, key }],
      [
        'a reversal nobody asked for',
        { line: first.line, importId, seq: next, reverses: first.id, cents: -first.cents },
      ],
      ['no import at all', { line: first.line, importId: null, seq: next }],
    ];
    for (const [why, forged] of ways) await refused(db, (query) => movement(forged).execute(query), why);
  });

  test('An import written past the code brings no movements into a year that has appropriations', async () => {
    const db = await open();
    const { importId, first, next, source } = await loaded(db);
    const key = `${source}|2021|x|y`;
    const claim = (id: number, name: string) =>
      sql`insert into first_appropriations (import_id, year, source, recorded_seq) values (${id}, 2021, ${name}, ${next})`;
    const forgedImport = async (query: Queries): Promise<number> =>
      (await copyOfImport(importId, next).execute(query)).rows[0]?.id ?? 0;
    await refused(
      db,
      async (query) => {
        const id = await forgedImport(query);
        await movement({ line: first.line, importId: id, seq: next, key }).execute(query);
      },
      'without a claim',
    );
    await refused(
      db,
      async (query) => claim(await forgedImport(query), source).execute(query),
      'the year has some',
    );
    await refused(
      db,
      async (query) => claim(await forgedImport(query), 'anders').execute(query),
      'another source than its profile’s',
    );
    await refused(db, (query) => claim(importId, source).execute(query), 'an import of an earlier change');
  });

  test('An approved request serves the change that approved it, and no other', async () => {
    const db = await open();
    const { bothWant, importId, first, next } = await loaded(db);
    const request = await bothWant('undo-import', { importId });
    const rows = await db.read
      .selectFrom('movement')
      .where('request_id', '=', request)
      .select(['reverses_id as reverses', 'recorded_seq as seq'])
      .execute();
    assert.ok(rows.some((row) => row.reverses === first.id));
    const used = rows[0]?.seq ?? 0;
    for (const seq of [used, next + 5]) {
      const again: Forged = { line: first.line, importId: null, request, seq };
      await refused(db, (query) => movement(again).execute(query), `change ${seq}`);
      await refused(db, (query) => movement({ ...again, importId }).execute(query), `import, change ${seq}`);
    }
  });
});
