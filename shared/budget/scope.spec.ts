import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inScope } from './scope.ts';
import type { EnvelopeScope, ScopedLine } from './scope.ts';

const LINE: ScopedLine = {
  year: 2021,
  kind: 'material',
  stage: 'I',
  field: 'IT',
  project: 'IT-01',
  funding: 'package',
};
const PACKAGE: EnvelopeScope = {
  years: [2020, 2021],
  kinds: ['material', 'investment'],
  stages: ['I'],
  fundings: ['package'],
};

describe('envelope scope', () => {
  test('An absent list means all', () => assert.ok(inScope({ years: [2021] }, LINE)));
  test('Income never lowers what an envelope used, unless it is named', () => {
    const income: ScopedLine = { ...LINE, kind: 'income' };
    assert.ok(!inScope({ years: [2021] }, income));
    assert.ok(inScope({ years: [2021], kinds: ['income'] }, income));
  });
  test('An empty list means none', () => assert.ok(!inScope({ years: [2021], kinds: [] }, LINE)));
  test('No year, no line', () => assert.ok(!inScope({ years: [] }, LINE)));

  const CASES: [string, Partial<ScopedLine>, boolean][] = [
    ['material of stage I', {}, true],
    ['an investment', { kind: 'investment' }, true],
    ['personnel: never inside the 18 million', { kind: 'personnel' }, false],
    ['the reserve', { kind: 'reserve', funding: 'reserve' }, false],
    ['a year outside', { year: 2022 }, false],
    ['another stage', { stage: 'II' }, false],
    ['no stage, where stages are named', { stage: null }, false],
    ['money beside the package (GRDrs 316/2021)', { funding: 'additional' }, false],
    ['no project, where no projects are named', { project: null }, true],
  ];
  for (const [name, change, expected] of CASES)
    test(`${expected ? 'Holds' : 'Leaves out'} ${name}`, () =>
      assert.equal(inScope(PACKAGE, { ...LINE, ...change }), expected));

  test('Envelopes overlap: a broadband line counts in its own and in the whole', () => {
    const broadband: EnvelopeScope = { years: [2020, 2021], projects: ['IT-01'] };
    assert.ok(inScope(broadband, LINE) && inScope(PACKAGE, LINE));
    assert.ok(!inScope(broadband, { ...LINE, project: null }));
  });
});
