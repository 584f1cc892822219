import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { deed, question } from './question.ts';
import { forEachDatabase } from './test-databases.ts';

forEachDatabase((open) => {
  test('A statement is written once, and each asking brings its own values and lists of any length', async () => {
    const db = await open();
    let written = 0;
    const valuesOf = question((query, { keys, least }: { keys: readonly string[]; least: string }) => {
      written += 1;
      return query
        .selectFrom('meta')
        .where('key', 'in', keys)
        .where('value', '>=', least)
        .where('key', '<>', 'never')
        .orderBy('key')
        .select(['key', 'value']);
    });
    const others = question((query, { keys }: { keys: readonly string[] }) =>
      query.selectFrom('meta').where('key', 'not in', keys).orderBy('key').select('key'),
    );
    const add = deed((query, row: { key: string; value: string }) =>
      query.insertInto('meta').values({ key: row.key, value: row.value }),
    );
    const rename = deed((query, { from, to }: { from: string; to: string }) =>
      query.updateTable('meta').set({ key: to }).where('key', '=', from),
    );
    await db.writeTransaction(async (query) => {
      for (const key of ['a', "b'c", 'ä"\\{},', 'never'])
        assert.equal(await add(query, { key, value: key }), 1);
      assert.equal(await rename(query, { from: 'a', to: 'A' }), 1);
      assert.equal(await rename(query, { from: 'nobody', to: 'x' }), 0);
      assert.deepEqual(await valuesOf(query, { keys: ['A'], least: '' }), [{ key: 'A', value: 'a' }]);
    });
    const many = Array.from({ length: 70_000 }, (_, n) => `x${n}`);
    const keysOf = async (keys: readonly string[], least = ''): Promise<string[]> =>
      (await valuesOf(db.read, { keys, least })).map((row) => row.key);
    assert.deepEqual(await keysOf([]), []);
    assert.deepEqual(await keysOf(['ä"\\{},', 'A', 'never']), ['A', 'ä"\\{},']);
    assert.deepEqual(await keysOf([...many, "b'c"]), ["b'c"]);
    assert.deepEqual(await keysOf(['A', "b'c"], 'b'), ["b'c"]);
    const left = await db.snapshot((read) => others(read, { keys: ['A', "b'c"] }));
    assert.ok(left.some(({ key }) => key === 'never') && !left.some(({ key }) => key === 'A'));
    assert.equal(written, 1);
  });

  test('A text depends on what is given and never on a value, and inside a transaction its own handle counts', async () => {
    const db = await open();
    const glued = question((query, { key }: { key: string }) =>
      query
        .selectFrom('meta')
        .where(sql.raw<boolean>(`key = '${key}'`))
        .select('key'),
    );
    await assert.rejects(() => glued(db.read, { key: 'a' }), /value key is not known/u);
    const bounded = question((query, { key, least }: { key?: string | undefined; least: string }) => {
      const rows = query.selectFrom('meta').where('value', '>=', least).orderBy('key').select('key');
      return key === undefined ? rows : rows.where('key', '=', key);
    });
    await db.writeTransaction(async (query) => {
      for (const key of ['a', 'b']) await query.insertInto('meta').values({ key, value: 'v' }).execute();
    });
    const keys = async (values: { key?: string | undefined; least: string }): Promise<string[]> =>
      (await bounded(db.read, values)).map((row) => row.key).filter((key) => key.length === 1);
    for (let again = 0; again < 2; again += 1) {
      assert.deepEqual(await keys({ least: 'v' }), ['a', 'b']);
      assert.deepEqual(await keys({ key: 'b', least: 'v' }), ['b']);
      assert.deepEqual(await keys({ key: undefined, least: 'v' }), ['a', 'b']);
      assert.deepEqual(await keys({ key: 'b', least: 'w' }), []);
    }
    await assert.rejects(
      () => db.writeTransaction(async () => keys({ least: '' })),
      /Innerhalb einer Transaktion/u,
    );
  });
});
