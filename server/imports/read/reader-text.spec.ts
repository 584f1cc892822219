import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { cellText } from '#shared/imports/cell.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import { cpuSecondsOf } from './cpu-watch.ts';
import { readCsv } from './reader/csv.ts';
import { LIMITS } from './reader/task.ts';
import type { ReadTask } from './reader/task.ts';

const TASK: ReadTask = {
  format: 'csv',
  encoding: 'windows-1252',
  separator: ';',
  sheet: null,
  headerRow: 1,
  headers: ['A', 'B'],
};

/** One byte at a time: what ends in the middle of a character, a line's end or a quote must read the same. */
const singly = (bytes: Buffer): Buffer[] => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));

async function rowsOf(pieces: Buffer[], task: Partial<ReadTask> = {}): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  await readCsv(
    pieces,
    { ...TASK, ...task },
    { add: (row) => rows.push(row), note: () => undefined, taken: () => Promise.resolve() },
  );
  return rows;
}

/** What became of a file, however it was cut into pieces: its rows as `line: cells`, or the refusal. */
async function outcome(text: string, task: Partial<ReadTask> = {}): Promise<string> {
  const encoding = (task.encoding ?? TASK.encoding) === 'utf-8' ? 'utf8' : 'latin1';
  const bytes = Buffer.from(text, encoding);
  const told = await Promise.all(
    [[bytes], singly(bytes), [gzipSync(bytes)], singly(gzipSync(bytes))].map((pieces) =>
      rowsOf(pieces, task).then(
        (rows) =>
          rows
            .map(({ line, cells, fault }) => `${line}: ${fault ?? cells.map(cellText).join('|')}`)
            .join(' / '),
        (error: unknown) => (error as Error).message,
      ),
    ),
  );
  assert.deepEqual(new Set(told).size, 1, told.join('\n'));
  return told[0] ?? '';
}

/** Line numbers as an editor counts: LF, CRLF and CR each end a line, also inside quotes and where nothing stands. */
const LINES: [string, string, string][] = [
  ['LF', 'A;B\n1;2\n3;4', '2: 1|2 / 3: 3|4'],
  ['CRLF', 'A;B\r\n1;2\r\n3;4\r\n', '2: 1|2 / 3: 3|4'],
  ['CR', 'A;B\r1;2\r3;4\r', '2: 1|2 / 3: 3|4'],
  ['mixed ends', 'A;B\n1;2\r\n\r3;4', '2: 1|2 / 4: 3|4'],
  ['blank lines', 'A;B\n\n\n \n\t\n1;2\n\n3;4', '6: 1|2 / 8: 3|4'],
  ['blank lines with CRLF', 'A;B\r\n\r\n\r\n1;2', '4: 1|2'],
  ['rows of nothing but separators', 'A;B\n;\n ; \n1;2', '4: 1|2'],
  ['a quoted LF', 'A;B\n"x\ny";2\n3;4', '2: x\ny|2 / 4: 3|4'],
  ['quoted CRLF', 'A;B\r\n"x\r\ny\r\nz";2\r\n3;4', '2: x\r\ny\r\nz|2 / 5: 3|4'],
  ['a quoted CR', 'A;B\r"x\ry";2\r3;4', '2: x\ry|2 / 4: 3|4'],
  ['quoted blank lines', 'A;B\n"\n\n";2\n3;4', '2: \n\n|2 / 5: 3|4'],
  ['doubled quotes', 'A;B\n"a ""b""";"";\n"";"x"', '2: a "b"| / 3: |x'],
  ['a field too many', 'A;B\n1;2;3\n;"x"', '2: Die Zeile hat 3 statt 2 Felder. / 3: |x'],
  ['an inch mark', 'A;B\n24" Monitor;2\n3;4', '2: 24" Monitor|2 / 3: 3|4'],
  ['padding around quotes', 'A ;B \n "x ""y"" " ; "2" \n3 ;4', '2: x "y" |2 / 3: 3 |4'],
  ['a last row without an end', 'A;B\n1;"2"', '2: 1|2'],
];

for (const [name, text, expected] of LINES)
  test(`Counts lines as an editor does: ${name}`, async () => {
    assert.equal(await outcome(text), expected);
  });

test('Lines above the header are skipped as they stand, quotes or not', async () => {
  assert.equal(await outcome('Liste "x\r\n\r\nA;B\r\n1;2', { headerRow: 3 }), '4: 1|2');
  assert.match(await outcome('A;B\n1;2', { headerRow: 3 }), /endet vor der Kopfzeile \(Zeile 3\)/u);
  assert.match(await outcome('\nA;B\n1;2'), /In Zeile 1 fehlen die Spalten „A“, „B“\. Gefunden: nichts/u);
});

/** Faults with the line they stand in. */
const FAULTS: [string, string, string, Partial<ReadTask>?][] = [
  ['a quote never closed', 'A;B\n1;2\n"3;4\n5;6\n', 'Zeile 3: Ein Anführungszeichen wird nicht geschlossen.'],
  [
    'text behind a quote',
    'A;B\n"x\ny"z;2',
    'Zeile 3: Nach einem schließenden Anführungszeichen steht noch Text. Gehören Anführungszeichen in dieser Datei zum Text, sagt das das Profil.',
  ],
  [
    'a UTF-8 letter in Windows-1252',
    'A;B\nB\u00fcrger;2\nF\u00c3\u00bchrer;4',
    'Zeile 3, Zeichen 2: Hier steht „Ã¼“ für „ü“: Die Zeile ist in UTF-8 gespeichert, nicht in Windows-1252; das Profil liest Windows-1252.',
  ],
  [
    'a byte Windows-1252 does not know',
    'A;B\r\n1;x\u0081',
    'Zeile 2, Zeichen 4: Die Zeichen passen nicht zur Kodierung Windows-1252.',
  ],
  ['a control character', 'A;B\r1;\u0001', 'Zeile 2, Zeichen 3: Steuerzeichen im Text.'],
  ['a zero byte', 'A;B\n\n1;\u0000', 'Zeile 3: Das ist keine Textdatei (Nullbyte).'],
];

for (const [name, text, expected] of FAULTS)
  test(`Refuses ${name} at its line`, async () => {
    assert.equal(await outcome(text), expected);
  });

test('Words of Windows-1252 that could be read as UTF-8 are words', async () => {
  // ß and a closing quotation mark, ß and a dash, Ä and a quotation mark.
  const text = 'A;B\nGru\u00df\u0093;Spa\u00df\u0096\n\u00c4\u0093;\u00fc';
  assert.equal(await outcome(text), '2: Gruß“|Spaß– / 3: Ä“|ü');
});

test('A byte of Windows-1252 in a UTF-8 file is told with its line and place', async () => {
  const bytes = Buffer.concat([Buffer.from('A;B\nBürger;2\r\nFä'), Buffer.from([0xfc]), Buffer.from('h;4')]);
  for (const pieces of [[bytes], singly(bytes)])
    await assert.rejects(rowsOf(pieces, { encoding: 'utf-8' }), {
      message: 'Zeile 3, Zeichen 3: Die Zeichen passen nicht zur Kodierung UTF-8.',
    });
  const cut = Buffer.from('A;B\n1;ü').subarray(0, -1);
  await assert.rejects(rowsOf([cut], { encoding: 'utf-8' }), { message: /^Zeile 2, Zeichen 3: /u });
});

test('A whole file in UTF-8 is refused under Windows-1252, also where every pair could be words', async () => {
  const bytes = Buffer.from('A;B\n\nŌ;2\nŽ;ő');
  for (const pieces of [[bytes], singly(bytes)])
    await assert.rejects(rowsOf(pieces), {
      message: 'Zeile 3: Die Datei ist in UTF-8 gespeichert; das Profil liest Windows-1252.',
    });
});

test('A packed file that is cut, damaged, a bomb or packed twice is refused', async () => {
  const packed = gzipSync(Buffer.from(`A;B\n${'1;2\n'.repeat(5_000)}`));
  await assert.rejects(rowsOf([packed.subarray(0, -20)]), { message: /abgeschnitten/u });
  const broken = Buffer.from(packed);
  broken[15] = (broken[15] ?? 0) ^ 0xff;
  await assert.rejects(rowsOf([broken]), { message: /beschädigt/u });
  await assert.rejects(rowsOf([gzipSync(packed)]), { message: /keine Textdatei/u });
  const bomb = gzipSync(Buffer.concat([Buffer.from('A;B\n'), Buffer.alloc(LIMITS.textBytes, 10)]));
  await assert.rejects(rowsOf([bomb]), { code: 'unpacked-too-large' });
});

/** Processor time of this process, in ms: a busy machine does not count. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test('Files of nothing are read or refused at once', async () => {
  const head = 'A;B\n';
  const files: [string, string, RegExp | null][] = [
    ['9 MB of blank lines', '\n'.repeat(9_000_000), null],
    ['9 MB of CR', '\r'.repeat(9_000_000), null],
    ['9 MB of blanks and CRLF', ' \r\n'.repeat(3_000_000), null],
    ['10 MB of separators', ';'.repeat(10_000_000), /^Zeile 2: Die Zeile hat mehr als 500 Felder/u],
    ['10 MB of quotes', '"'.repeat(10_000_000), /^Zeile 2: Ein Datensatz ist zu lang/u],
    ['10 MB in one field', 'x'.repeat(10_000_000), /^Zeile 2: Ein Datensatz ist zu lang/u],
    ['10 MB of quoted lines', `"${'\n'.repeat(10_000_000)}`, /^Zeile 2: Ein Datensatz ist zu lang/u],
  ];
  for (const [name, text, refused] of files) {
    const read = (): Promise<unknown> => rowsOf([Buffer.from(head + text, 'latin1')]);
    const ms = await spent(() => (refused ? assert.rejects(read(), { message: refused }) : read()));
    assert.ok(ms < 2_000, `${name}: ${Math.round(ms)} ms`);
  }
});

test('The processor time of a process is known where the system tells it', () => {
  const before = cpuSecondsOf(process.pid);
  if (process.platform !== 'linux') {
    assert.equal(before, undefined);
    return;
  }
  const until = process.cpuUsage().user + 300_000;
  while (process.cpuUsage().user < until);
  assert.ok((cpuSecondsOf(process.pid) ?? 0) - (before ?? 0) >= 0.2);
  assert.equal(cpuSecondsOf(2 ** 30), undefined);
});
