import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timesByFile } from '../run/by-file.ts';
import { countTests, nodeSummary } from '../run/count.ts';
import { nextStep } from '../run/schedule.ts';
import type { Step } from '../run/steps.ts';
import { STEPS } from '../run/steps.ts';

const light = (name: string, after?: string): Step => ({
  ...{ name, title: name, command: [], heavy: false },
  ...(after === undefined ? {} : { after }),
});
const heavy = (name: string): Step => ({ ...light(name), heavy: true });

/** The steps in the order in which they begin, when each that runs ends before the next look: `+` beside another. */
function order(steps: readonly Step[]): string {
  const waiting = [...steps];
  const active: Step[] = [];
  const said: string[] = [];
  while (waiting.length > 0 || active.length > 0) {
    const next = nextStep(waiting, active);
    if (next === undefined) {
      assert.ok(active.length > 0, 'nothing runs and nothing may begin');
      active.shift();
      continue;
    }
    said.push(active.length > 0 ? `+${next.name}` : next.name);
    active.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return said.join(' ');
}

test('Light steps run in pairs, a heavy one alone and after all before it', () => {
  assert.equal(order([light('a'), light('b'), light('c'), heavy('d'), light('e')]), 'a +b +c d e');
});

test('A step waits for the one it names, and is overtaken meanwhile', () => {
  assert.equal(order([light('a'), light('b', 'a'), light('c')]), 'a +c +b');
});

test('Every step of npm test begins', () => {
  assert.deepEqual(
    order(STEPS)
      .split(' ')
      .map((name) => name.replace('+', ''))
      .sort(),
    STEPS.map(({ name }) => name).sort(),
  );
  assert.equal(new Set(STEPS.map(({ name }) => name)).size, STEPS.length);
});

test('The sum of several groups is what Node says at their end', () => {
  const count = { passed: 12, failed: 1, skipped: 3 };
  assert.deepEqual(countTests('node', `ℹ pass 5\nℹ fail 0\n${nodeSummary(count)}\n`), count);
});

test('What a spec file took is the sum of its tests', () => {
  const lines =
    '{"file":"/a.spec.ts","ms":2}\n{"file":"/b.spec.ts","ms":5}\n{"file":"/a.spec.ts","ms":1.5}\n';
  assert.deepEqual(
    [...timesByFile(lines)],
    [
      ['/a.spec.ts', 3.5],
      ['/b.spec.ts', 5],
    ],
  );
  assert.equal(timesByFile('').size, 0);
});
