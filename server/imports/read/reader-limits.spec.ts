import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { neededHeaders } from '#shared/imports/profile.ts';
import { findProfile } from '../profiles/profiles.ts';
import { followReader, readFileRows } from './read-file.ts';
import { READER_FLAGS } from './reader-process.ts';
import { testZip, workbookParts } from '../test-zip.ts';

const PROFILE = findProfile('sap-ist-xlsx');
const HEADERS = neededHeaders(PROFILE);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TEXTS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings';

/** A workbook whose rows name one shared text in their first column. */
function sharedTextRows(text: string, rows: number): Buffer {
  const header = HEADERS.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('');
  const body = '<row><c t="s"><v>0</v></c></row>'.repeat(rows);
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData><row>${header}</row>${body}</sheetData></worksheet>`;
  const parts = workbookParts(Buffer.from(sheet)).map((part) =>
    part.name.endsWith('.rels')
      ? {
          ...part,
          content: Buffer.from(
            part.content
              .toString()
              .replace('</Rel', `<Relationship Id="t" Type="${TEXTS}" Target="texts.xml"/></Rel`),
          ),
        }
      : part,
  );
  const texts = Buffer.from(`<sst xmlns="${MAIN}"><si><t>${text}</t></si></sst>`);
  return testZip([...parts, { name: 'xl/texts.xml', content: texts }]);
}

test('Refuses a shared text that thousands of rows name, before its copies take memory', async () => {
  const bytes = sharedTextRows('x'.repeat(32_000), 199_000);
  assert.ok(bytes.length < 200_000, `${bytes.length} bytes`);
  let taken = 0;
  await assert.rejects(
    readFileRows(PROFILE, bytes, (rows) => {
      taken += rows.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
    }),
    { code: 'unpacked-too-large' },
  );
  assert.ok(taken <= 280_000_000, `${taken} characters handed on`);
});

test('Reads a large sheet every time, also when the rows are taken slowly', async () => {
  const bytes = sharedTextRows('Lizenzen eAkte, Verlängerung um ein Jahr', 30_000);
  for (let round = 0; round < 8; round += 1) {
    let rows = 0;
    await readFileRows(PROFILE, bytes, (batch) => {
      rows += batch.length;
      if (rows % 5_000 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    });
    assert.equal(rows, 30_000);
    await pause(1);
  }
});

test('The reader may read its own code, nothing of the data or the rest of the server', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const places = [
    'server/imports/read/reader/csv.ts',
    'data/local/moves.db',
    'data',
    '.env',
    'server/main.ts',
  ];
  const script = `console.log(JSON.stringify(process.argv.slice(1).map((p) => process.permission.has('fs.read', p))))`;
  const paths = places.map((place) => join(root, place));
  const answer = execFileSync(process.execPath, [...READER_FLAGS, '-e', script, ...paths], {
    encoding: 'utf8',
  });
  assert.deepEqual(JSON.parse(answer), [true, false, false, false, false]);
});

test('A reader that crashes tells operators why, and the person only that nothing was kept', async () => {
  const warned = once(process, 'warning') as Promise<[Error]>;
  const child = spawn(process.execPath, ['-e', `console.error('boom\\n'.repeat(9_999)); process.exit(7)`]);
  await assert.rejects(
    followReader(child, 30, () => undefined),
    {
      code: 'file-unreadable',
      detail: 'Die Datei ließ sich nicht lesen: Das Lesen wurde abgebrochen. Es wurde nichts gespeichert.',
    },
  );
  const [warning] = await warned;
  assert.equal(warning.name, 'ReaderCrash');
  assert.match(warning.message, /^Der Leser einer hochgeladenen Datei brach ab \(Code 7\): boom boom /u);
  assert.ok(warning.message.length < 2_100);
});

test('A reader is ended by the processor time it used, not by the clock', async () => {
  const busy = spawn(process.execPath, ['-e', 'for (;;);']);
  await assert.rejects(
    followReader(busy, 0.5, () => undefined),
    {
      code: 'file-unreadable',
      detail:
        'Das Lesen der Datei brauchte zu viel Rechenzeit und wurde abgebrochen. Es wurde nichts gespeichert.',
    },
  );
  const patient = spawn(process.execPath, ['-e', `setTimeout(() => console.log('{"end":true}'), 1_500)`]);
  await followReader(patient, 0.5, () => undefined);
});

test('Two files are read, eight wait, and the next is told to come again', async () => {
  const bytes = sharedTextRows('a', 1);
  const read = (): Promise<string> => readFileRows(PROFILE, bytes, () => undefined);
  const first = Array.from({ length: 10 }, read);
  await assert.rejects(read(), { code: 'overloaded' });
  await Promise.all(first);
  await read();
});
