import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LISTED_SINGLY } from './long-lists.ts';
import { forEachDatabase } from './test-databases.ts';

/** More than a statement of either engine takes as values of its own. */
const MANY = 70_000;

forEachDatabase((open) => {
  test('A list of any length can be asked for, of numbers and of texts, inside and outside', async () => {
    const db = await open();
    const keys = ['a', "b'c", 'ä"\\{},', 'null', '7'];
    await db.writeTransaction(async (query) => {
      const values = keys.map((key, n) => ({ key, value: String(n) }));
      await query.insertInto('meta').values(values).execute();
    });
    for (const length of [1, LISTED_SINGLY, LISTED_SINGLY + 1, MANY]) {
      const others = Array.from({ length }, (_, n) => `x${n}`);
      const inside = await db.read
        .selectFrom('meta')
        .where('key', 'in', [...others, ...keys.slice(0, 4)])
        .orderBy('value')
        .select('key')
        .execute();
      assert.deepEqual(
        inside.map((row) => row.key),
        keys.slice(0, 4),
      );
      const outside = await db.read
        .selectFrom('meta')
        .where('key', 'not in', [...others, 'a', '7'])
        .where('value', 'in', ['0', '1', '2', '3', '4'])
        .orderBy('value')
        .select('key')
        .execute();
      assert.deepEqual(
        outside.map((row) => row.key),
        keys.slice(1, 4),
      );
      const numbers = Array.from({ length }, (_, n) => n - 5);
      const found = await db.read.selectFrom('history').where('seq', 'in', numbers).select('seq').execute();
      assert.deepEqual(found, []);
    }
  });
});
