import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerCache } from './answer-cache.ts';

const bytes = (text: string) => Promise.resolve(Buffer.from(text));

test('An answer is computed once per history row, also for several who ask at once', async () => {
  const cache = new AnswerCache();
  let computed = 0;
  const compute = () => {
    computed += 1;
    return bytes(`answer ${computed}`);
  };
  const all = await Promise.all([1, 1, 1].map((seq) => cache.answer('k', seq, compute)));
  assert.deepEqual(
    all.map((one) => one.toString()),
    ['answer 1', 'answer 1', 'answer 1'],
  );
  assert.equal((await cache.answer('k', 2, compute)).toString(), 'answer 2');
  assert.equal((await cache.answer('other', 2, compute)).toString(), 'answer 3');
  assert.equal((await cache.answer('k', 2, compute)).toString(), 'answer 2');
});

test('A refusal is not kept', async () => {
  const cache = new AnswerCache();
  await assert.rejects(cache.answer('k', 1, () => Promise.reject(new Error('no'))));
  assert.equal((await cache.answer('k', 1, () => bytes('yes'))).toString(), 'yes');
});

test('The least recently used answers go when the bytes are used up', async () => {
  const cache = new AnswerCache(1_000);
  let computed = 0;
  const get = (key: string, seq = 1) =>
    cache.answer(key, seq, () => {
      computed += 1;
      return Promise.resolve(Buffer.alloc(300));
    });
  for (const key of ['a', 'b', 'c']) await get(key);
  await get('a');
  assert.equal(computed, 3);
  await get('d');
  await get('a');
  assert.equal(computed, 4, 'a was used last and stayed');
  await get('b');
  assert.equal(computed, 5, 'b had gone');
  for (let seq = 2; seq < 50; seq += 1) await get('a', seq);
  assert.ok(cache.bytes <= 1_000, `${cache.bytes} bytes`);
});
