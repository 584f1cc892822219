import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFaults, sourceNotes, sourcesOfSystem, systemsOf, unknownSource } from './source-rules.ts';
import type { Source } from './source-rules.ts';

const SOURCES: Source[] = [
  { code: 'SAP', name: 'SAP', system: 'SAP' },
  { code: 'SAP-WEB', name: 'SAP im Netz', system: 'SAP' },
  { code: 'KAEMMEREI', name: 'Kämmerei', system: 'KAEMMEREI' },
];

test('Sources of one system know each other, one that no list knows stands alone', () => {
  assert.deepEqual(sourcesOfSystem(SOURCES, 'SAP-WEB'), ['SAP', 'SAP-WEB']);
  assert.deepEqual(sourcesOfSystem(SOURCES, 'KAEMMEREI'), ['KAEMMEREI']);
  assert.deepEqual(sourcesOfSystem(SOURCES, 'FREMD'), ['FREMD']);
  assert.deepEqual(systemsOf(SOURCES), ['KAEMMEREI', 'SAP']);
});

test('A source that is not there is refused with those that are', () => {
  assert.equal(unknownSource(SOURCES, 'SAP'), undefined);
  const fault = unknownSource(SOURCES, 'SPA', 'source');
  assert.equal(fault?.path, 'source');
  assert.match(fault.message, /„SPA“ gibt es nicht\. Es gibt: SAP, SAP-WEB, KAEMMEREI\./u);
});

const FAULTS: [string, Source, string[]][] = [
  ['a new source of a known system', { code: 'SAP-BW', name: 'BW', system: 'SAP' }, []],
  ['a new source that is its own system', { code: 'DOPPIK', name: 'Doppik', system: 'DOPPIK' }, []],
  ['another name', { code: 'SAP', name: 'SAP ERP', system: 'SAP' }, []],
  ['a move to another system', { code: 'SAP-WEB', name: 'SAP im Netz', system: 'KAEMMEREI' }, []],
  ['what stands there already', { code: 'SAP', name: 'SAP', system: 'SAP' }, ['payload.code']],
  ['a system nobody knows', { code: 'NEU', name: 'Neu', system: 'ALT' }, ['payload.system']],
];
for (const [what, asked, paths] of FAULTS) {
  test(`${paths.length > 0 ? 'Refuses' : 'Takes'} ${what}`, () => {
    assert.deepEqual(
      sourceFaults(SOURCES, asked).map(({ path }) => path),
      paths,
    );
  });
}

test('A decider is told what a source will know, and what it will count twice', () => {
  const [isNew, joins] = sourceNotes(SOURCES, { code: 'SAP-BW', name: 'BW', system: 'SAP' });
  assert.match(isNew ?? '', /SAP-BW ist neu/u);
  assert.match(joins ?? '', /System SAP mit SAP, SAP-WEB/u);
  const moved = sourceNotes(SOURCES, { code: 'SAP-WEB', name: 'SAP im Netz', system: 'SAP-WEB' });
  assert.match(moved[1] ?? '', /zählt dann doppelt/u);
  assert.match(moved[2] ?? '', /verlässt das System SAP/u);
});
