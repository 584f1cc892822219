import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largest, pushAll, smallest } from './largest.ts';

test('Largest, smallest and all of a million values', () => {
  const values = Array.from({ length: 1_000_000 }, (_, n) => (n * 7_919) % 1_000_003);
  assert.deepEqual([largest(values), smallest(values)], [1_000_002, 0]);
  const list = [-1];
  pushAll(list, values);
  assert.deepEqual([list.length, list[1]], [1_000_001, 0]);
});

test('Without values the bound is the answer, and a bound beyond them too', () => {
  assert.deepEqual([largest([]), smallest([]), largest([], 0), smallest([], 0)], [-Infinity, Infinity, 0, 0]);
  assert.deepEqual([largest([3, 5], 9), smallest([3, 5], 1), largest([-3], -9)], [9, 1, -3]);
});
