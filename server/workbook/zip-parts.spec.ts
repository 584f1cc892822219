import assert from 'node:assert/strict';
import test from 'node:test';
import { readParts, setText, textOf, writeParts } from './zip-parts.ts';
import type { Parts } from './zip-parts.ts';

const AT = new Date('2021-06-30T10:20:30Z');

function packed(files: Record<string, string>): Buffer {
  const parts: Parts = new Map();
  for (const [name, text] of Object.entries(files)) setText(parts, name, text);
  return writeParts(parts, AT);
}

test('What was written is read again, in its order, umlauts and empty files too', () => {
  const files = { 'a.xml': '<a/>', 'ordner/ä.xml': 'Maß '.repeat(5_000), 'leer.txt': '' };
  const parts = readParts(packed(files));
  assert.deepEqual([...parts.keys()], Object.keys(files));
  for (const [name, text] of Object.entries(files)) assert.equal(textOf(parts, name), text);
  assert.equal(textOf(parts, 'fehlt.xml'), undefined);
});

test('A part in the place of another keeps the rest as it was packed', () => {
  const parts = readParts(packed({ a: 'eins', b: 'zwei' }));
  setText(parts, 'a', 'drei');
  const again = readParts(writeParts(parts, AT));
  assert.deepEqual([textOf(again, 'a'), textOf(again, 'b')], ['drei', 'zwei']);
});

test('The same parts are the same bytes, and another date is another file', () => {
  assert.ok(packed({ a: 'eins' }).equals(packed({ a: 'eins' })));
  const parts = readParts(packed({ a: 'eins' }));
  assert.ok(!writeParts(parts, new Date('2022-01-01T00:00:00Z')).equals(packed({ a: 'eins' })));
});

test('What is no archive, or is damaged, is refused', () => {
  assert.throws(
    () => readParts(Buffer.from('kein Archiv, aber lang genug für ein Ende')),
    /kein Inhaltsverzeichnis/u,
  );
  const bytes = packed({ a: 'eins' });
  bytes.writeUInt32LE(0, 0);
  assert.throws(() => readParts(bytes), /beschädigt/u);
});
