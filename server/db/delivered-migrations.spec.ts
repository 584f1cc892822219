import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const FOLDER = new URL('../../data/migrations/', import.meta.url);

interface Pin {
  file: string;
  sha256: string;
}

/** In the form of `sha256sum`, one line per file that a delivered program brought. */
function pins(text: string): Pin[] {
  return [...text.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gmu)].map(([, sha256 = '', file = '']) => ({
    sha256,
    file,
  }));
}

/** What is wrong with the files of `read` against the pins, in words; nothing when all is as delivered. */
function faults(
  delivered: readonly Pin[],
  files: readonly string[],
  read: (file: string) => Buffer,
): string[] {
  const known = new Set(delivered.map(({ file }) => file));
  const newest = delivered.reduce((most, { file }) => Math.max(most, Number(file.slice(0, 4))), 0);
  const changed = delivered.flatMap(({ file, sha256 }) => {
    if (!files.includes(file)) return [`${file} was delivered and is gone`];
    const found = createHash('sha256').update(read(file)).digest('hex');
    return found === sha256
      ? []
      : [
          `${file} was delivered and has changed: whoever was lifted keeps the old one. Write a new migration.`,
        ];
  });
  const late = files
    .filter((file) => Number(file.slice(0, 4)) <= newest && !known.has(file))
    .map((file) => `${file} bears a number that was delivered: give it one above ${newest}.`);
  return [...changed, ...late];
}

const delivered = pins(readFileSync(new URL('delivered.sha256', FOLDER), 'utf8'));
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.sql'));
const read = (file: string): Buffer => readFileSync(new URL(file, FOLDER));

test('A delivered migration is never changed, taken away or joined by another of its number', () => {
  assert.ok(delivered.length >= 42, 'the pins are there');
  assert.deepEqual(faults(delivered, files, read), []);
});

test('A changed, a missing and an added one are each named', () => {
  const [first, second] = [delivered[0]?.file ?? '', delivered[1]?.file ?? ''];
  const bent = (file: string): Buffer =>
    file === first ? Buffer.concat([read(file), Buffer.from(' ')]) : read(file);
  const others = [...files.filter((file) => file !== second), '0008-late.sql'];
  assert.deepEqual(faults(delivered, others, bent), [
    `${first} was delivered and has changed: whoever was lifted keeps the old one. Write a new migration.`,
    `${second} was delivered and is gone`,
    '0008-late.sql bears a number that was delivered: give it one above 27.',
  ]);
});
