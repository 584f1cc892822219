import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { neededHeaders } from '#shared/imports/profile.ts';
import { findProfile } from '../profiles/profiles.ts';
import { readFileRows } from './read-file.ts';
import type { ReadTask } from './reader/task.ts';
import { readXlsx } from './reader/xlsx.ts';
import { sheetXml, testZip, workbookParts } from '../test-zip.ts';
import type { TestEntry } from '../test-zip.ts';

const MEGABYTE = 1024 * 1024;
const TASK: ReadTask = {
  format: 'xlsx',
  encoding: 'utf-8',
  separator: ';',
  sheet: null,
  headerRow: 1,
  headers: neededHeaders(findProfile('sap-ist-xlsx')),
};
const nowhere = { add: () => undefined, note: () => undefined, taken: () => Promise.resolve() };

const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * MEGABYTE);

/** promises.md P12, T19, T20: file, expected code. */
const BOMBS: [string, () => Buffer, string][] = [
  [
    'entries that overlap',
    () => {
      const parts = workbookParts(sheetXml());
      const big: TestEntry = { name: 'xl/a.xml', content: zeros(8) };
      const copies = Array.from({ length: 30 }, (_, n) => ({
        ...big,
        name: `xl/b${n}.xml`,
        sharesOffsetOf: 3,
      }));
      return testZip([...parts, big, ...copies]);
    },
    'file-unreadable',
  ],
  ['a sheet of 300 MB', () => testZip(workbookParts(zeros(300))), 'unpacked-too-large'],
  [
    '10,000 entries',
    () =>
      testZip(
        Array.from({ length: 10_000 }, (_, n) => ({ name: `xl/e${n}.xml`, content: Buffer.from('x') })),
      ),
    'unpacked-too-large',
  ],
  [
    'a size that lies',
    () => testZip([...workbookParts(sheetXml()), { name: 'xl/x.xml', content: zeros(250), statedSize: 10 }]),
    'unpacked-too-large',
  ],
  [
    'a zip inside',
    () =>
      testZip([
        ...workbookParts(sheetXml()),
        { name: 'xl/inner.xml', content: testZip([]) },
        { name: 'xl/z.zip', content: testZip(workbookParts(sheetXml())) },
      ]),
    'file-type-refused',
  ],
  [
    'a zip inside under another name',
    () =>
      testZip([
        ...workbookParts(sheetXml()),
        { name: 'xl/media/image1.png', content: testZip(workbookParts(sheetXml())) },
      ]),
    'file-type-refused',
  ],
  [
    'a document type with entities',
    () => testZip(workbookParts(sheetXml('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', ['&a;']))),
    'file-type-refused',
  ],
  ['an undefined entity', () => testZip(workbookParts(sheetXml('', ['&a;']))), 'file-unreadable'],
  [
    'macros',
    () => testZip([...workbookParts(sheetXml()), { name: 'xl/vbaProject.bin', content: Buffer.from('x') }]),
    'file-type-refused',
  ],
  [
    'external links',
    () =>
      testZip([
        ...workbookParts(sheetXml()),
        { name: 'xl/externalLinks/externalLink1.xml', content: Buffer.from('<a/>') },
      ]),
    'file-type-refused',
  ],
  [
    'an encrypted entry',
    () =>
      testZip([
        ...workbookParts(sheetXml()),
        { name: 'xl/e.xml', content: Buffer.from('x'), encrypted: true },
      ]),
    'file-type-refused',
  ],
  ['a program with the name of a sheet', () => Buffer.from(`MZ${'\0'.repeat(600)}`), 'file-type-refused'],
  ['41 MB', () => zeros(41), 'file-too-large'],
];

const TICK_MS = 10;

/**
 * Processor time of this process and of the readers it has seen end, in milliseconds: other work on the machine must
 * not decide a test. Where the system does not tell of readers (only Linux does), this process alone.
 */
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  const stat = existsSync('/proc/self/stat') ? readFileSync('/proc/self/stat', 'latin1') : ')';
  // Behind the name in brackets: 16 and 17 of the whole line are what children used that were waited for.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const readers = (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * TICK_MS;
  return Math.round((user + system) / 1_000) + readers;
}

for (const [name, make, code] of BOMBS) {
  test(`Refuses ${name} quickly and without memory`, async () => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    const started = spentMs();
    await assert.rejects(
      readFileRows(findProfile('sap-ist-xlsx'), bytes, () => undefined),
      { code },
    );
    const ms = spentMs() - started;
    assert.ok(ms < 2_000, `${ms} ms`);
    assert.ok(process.memoryUsage().rss - before < 50 * MEGABYTE);
  });
}

/** The five of P12 against the reader itself: what is measured is the reading, not the start of its process. */
for (const [name, make, code] of BOMBS.slice(0, 5)) {
  test(`Sees through ${name} in less than a second`, async () => {
    const bytes = make();
    const started = spentMs();
    await assert.rejects(readXlsx(bytes, TASK, nowhere), { code });
    const ms = spentMs() - started;
    assert.ok(ms < 1_000, `${ms} ms`);
  });
}
