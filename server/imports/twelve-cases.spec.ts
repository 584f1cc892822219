import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { planImport } from './money/plan-import.ts';
import { APPROPRIATIONS, LINE_ITEMS, startCorrections } from './test-corrections.ts';
import type { TwoPeople } from './test-corrections.ts';
import { testBy, writtenState } from './test-imports.ts';
import { fileOf } from './money/test-line-items.ts';

const items = (bytes: Buffer) => ({ ...LINE_ITEMS, bytes });
const FILE = fileOf([100, 200, 300, 400], 5_000_000);

/** The file with its rows (not header and totals row) changed. */
function withRows(change: (rows: string[]) => string[], end = '\r\n'): Buffer {
  const [head = '', ...rest] = FILE.toString('latin1').trim().split('\r\n');
  const rows = change(rest.slice(0, -1));
  const total = rest.at(-1) ?? '';
  return Buffer.from([head, ...rows, total, ''].join(end), 'latin1');
}

async function refusal(db: Database, bytes: Buffer): Promise<string> {
  const error: unknown = await applyImport(db, testBy, items(bytes)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AppError);
  return error.code;
}

interface Case {
  /** What is read in after FILE. */
  run: (db: Database, people: TwoPeople) => Promise<void>;
  /** Postings beside the four of FILE, and their sum in cents. */
  more: [postings: number, cents: number];
}

/** Reads a file after FILE; answers whether it was new, and how many rows it added. */
async function second(db: Database, bytes: Buffer): Promise<[boolean, number, number]> {
  const { first, import: row } = await applyImport(db, testBy, items(bytes));
  return [first, first ? row.added : 0, first ? row.conflicts : 0];
}

/** The twelve fixed cases of promise P3. */
const CASES: Record<string, Case> = {
  'same file': {
    run: async (db) => assert.deepEqual(await second(db, FILE), [false, 0, 0]),
    more: [0, 0],
  },
  're-saved file with another hash': {
    run: async (db) => {
      const resaved = withRows((rows) => rows, '\n');
      assert.ok(!resaved.equals(FILE));
      assert.deepEqual(await second(db, resaved), [false, 0, 0]);
    },
    more: [0, 0],
  },
  'overlap of one half': {
    run: async (db) => {
      // The cells of a row follow its place in the file, so the known rows stand where they stood.
      const both = fileOf([100, 200, 300, 400, 500, 600, 700, 800], 5_000_000);
      assert.deepEqual(await second(db, both), [true, 4, 0]);
    },
    more: [4, 2_600],
  },
  'two identical lines': {
    run: async (db) => {
      const { import: row } = await applyImport(db, testBy, APPROPRIATIONS);
      const twins = await db.read
        .selectFrom('budget_line')
        .where('import_id', '=', row.id)
        .where('twin', '>', 1)
        .select('id')
        .execute();
      assert.ok(twins.length > 0, 'both of them stay');
    },
    more: [0, 0],
  },
  'duplicate inside one file': {
    run: async (db) => {
      const twice = fileOf([500], 6_000_000).toString('latin1').trim().split('\r\n');
      const total = twice[2]?.replace('5,00', '10,00');
      const bytes = Buffer.from([twice[0], twice[1], twice[1], total, ''].join('\r\n'), 'latin1');
      assert.deepEqual(await second(db, bytes), [true, 1, 0]);
    },
    more: [1, 500],
  },
  'changed amount': {
    run: async (db) => {
      const changed = fileOf([100, 200, 300, 401], 5_000_000);
      assert.deepEqual(await second(db, changed), [true, 0, 1]);
    },
    more: [0, 0],
  },
  'reversal line': {
    run: async (db) => assert.deepEqual(await second(db, fileOf([-400], 6_000_000)), [true, 1, 0]),
    more: [1, -400],
  },
  empty: {
    run: async (db) =>
      assert.match(await refusal(db, Buffer.alloc(0)), /^(file-unreadable|file-type|invalid)/u),
    more: [0, 0],
  },
  'header only': {
    run: async (db) => {
      const [head = ''] = FILE.toString('latin1').split('\r\n');
      assert.equal(await refusal(db, Buffer.from(`${head}\r\n`, 'latin1')), 'file-unreadable');
    },
    more: [0, 0],
  },
  'sorted differently': {
    run: async (db) =>
      assert.deepEqual(
        await second(
          db,
          withRows((rows) => rows.toReversed()),
        ),
        [false, 0, 0],
      ),
    more: [0, 0],
  },
  'extra column': {
    run: async (db) => {
      const [head = '', ...rest] = FILE.toString('latin1').trim().split('\r\n');
      const wider = [`${head};Bemerkung`, ...rest.map((row) => `${row};x`), ''].join('\r\n');
      assert.deepEqual(await second(db, Buffer.from(wider, 'latin1')), [false, 0, 0]);
    },
    more: [0, 0],
  },
  'after reversal': {
    run: async (db, { bothWant }) => {
      const { id } = await db.read.selectFrom('import').select('id').executeTakeFirstOrThrow();
      await bothWant('undo-import', { importId: id });
      assert.equal((await planImport(db.read, items(FILE))).add, 4);
      assert.deepEqual(await second(db, FILE), [true, 4, 0]);
    },
    // The four reversals and the four that count anew.
    more: [8, 0],
  },
};

forEachDatabase((open) => {
  for (const [name, { run, more }] of Object.entries(CASES)) {
    test(`P3, ${name}: nothing counts twice and nothing is lost`, async () => {
      const db = await open();
      const people = await startCorrections(db);
      await applyImport(db, testBy, items(FILE));
      await run(db, people);
      const { postings, postingCents, monthCents } = await writtenState(db);
      assert.deepEqual([postings, postingCents, monthCents], [4 + more[0], 1_000 + more[1], 1_000 + more[1]]);
      const { ok, checks } = await verify(db);
      assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
    });
  }
});

test('P3 has its twelve cases', () => {
  assert.equal(Object.keys(CASES).length, 12);
});
