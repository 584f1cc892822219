import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LIGHTS } from '../light.ts';
import type { Light, Trend } from '../light.ts';
import { countLights, fieldLight, fieldTrend } from './field-light.ts';

const many = (green: number, yellow: number, red: number, none = 0): Light[] => [
  ...Array<Light>(green).fill('green'),
  ...Array<Light>(yellow).fill('yellow'),
  ...Array<Light>(red).fill('red'),
  ...Array<Light>(none).fill('none'),
];

for (const [lights, expected] of [
  [many(0, 0, 0), 'none'],
  [many(0, 0, 0, 3), 'none'],
  [many(9, 0, 1), 'red'],
  [many(10, 0, 1), 'yellow'],
  [many(3, 1, 0), 'yellow'],
  [many(4, 1, 0), 'green'],
  [many(33, 11, 2, 2), 'yellow'],
  [many(4, 0, 0, 100), 'none'],
  [many(4, 0, 0, 4), 'green'],
  [many(1, 0, 0, 13), 'none'],
] as const) {
  test(`A field of ${JSON.stringify(countLights(lights))} is ${expected}`, () => {
    assert.equal(fieldLight(lights), expected);
  });
}

for (const [trends, expected] of [
  [[null, null], null],
  [['up', 'down'], 'flat'],
  [['up', 'flat', null], 'up'],
  [['down', ...Array<Trend>(10).fill('flat')], 'flat'],
  [['down', 'down', 'flat'], 'down'],
] as [(Trend | null)[], Trend | null][]) {
  test(`Trends ${trends.join(' ')} make ${String(expected)}`, () => {
    assert.equal(fieldTrend(trends), expected);
  });
}

test('One more red project never makes a field better', () => {
  const severity = { none: -1, green: 0, yellow: 1, red: 2 };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LIGHTS), { maxLength: 60 }), (lights) => {
      assert.ok(severity[fieldLight([...lights, 'red'])] >= severity[fieldLight(lights)]);
    }),
  );
});
