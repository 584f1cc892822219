import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { giveBackMemory } from './give-back.ts';

test('What nobody holds any more is given back', async () => {
  let held: number[] | undefined = Array.from({ length: 2_000_000 }, (_, n) => n / 3);
  const before = process.memoryUsage().heapTotal;
  assert.equal(held.length, 2_000_000);
  held = undefined;
  await turn();
  giveBackMemory();
  assert.ok(before - process.memoryUsage().heapTotal > 15_000_000);
});
