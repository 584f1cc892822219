import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { generate } from './generate.sql.ts';
import { monthParts } from './generated-postings.sql.ts';

async function postingsOf(db: Database): Promise<string> {
  const rows = await db.read
    .selectFrom('posting')
    .orderBy('row_key')
    .select(['row_key', 'posted_on', 'cents', 'line_id', 'order_number', 'text'])
    .where('fiscal_year', '>=', 2024)
    .execute();
  return hash('sha256', JSON.stringify(rows));
}

const digests: string[] = [];

forEachDatabase((open) => {
  test('A generated database stands every check, and the same seed makes the same postings', async () => {
    const db = await open();
    await generate(db, { postings: 1_500, lines: 40, projects: 12, seed: 7 });
    const found = await verify(db);
    assert.deepEqual(
      found.checks.filter((check) => !check.ok),
      [],
    );
    const count = await db.read
      .selectFrom('posting')
      .where('fiscal_year', '>=', 2024)
      .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('line_id').as('assigned')])
      .executeTakeFirstOrThrow();
    assert.equal(count.all, 1_500);
    assert.ok(count.assigned < 1_500);
    const split = await db.read.selectFrom('assignment').where('method', '=', 'split').selectAll().execute();
    assert.ok(split.length > 100);
    digests.push(await postingsOf(db));
    assert.equal(new Set(digests).size, 1);
  });
});

test('Postings are spread over all months, in imports of at most 50,000', () => {
  const parts = monthParts(3_000_001);
  assert.equal(
    parts.reduce((sum, part) => sum + part.rows, 0),
    3_000_001,
  );
  assert.equal(new Set(parts.map((part) => part.month)).size, 24);
  assert.ok(parts.every((part) => part.rows <= 50_000 && part.rows > 0));
});
