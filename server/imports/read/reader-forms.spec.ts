import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileRow } from '#shared/imports/cell.ts';
import { noteWords } from '#shared/imports/file-notes.ts';
import { shownText } from '#shared/imports/typed-text.ts';
import { readCsv } from './reader/csv.ts';
import { Notes } from './reader/notes.ts';
import type { ReadTask, RowSink } from './reader/task.ts';
import { readXlsx } from './reader/xlsx.ts';
import { testWorkbook } from '../test-sheets.ts';
import type { TestSheet } from '../test-sheets.ts';

const TASK: ReadTask = {
  format: 'csv',
  encoding: 'utf-8',
  separator: ';',
  sheet: null,
  headerRow: 1,
  headers: ['A', 'B'],
};

/** What a reader hands on, as `line: cells` or its fault, then what it noted; or its refusal. */
async function outcome(read: (sink: RowSink) => Promise<void>): Promise<string[]> {
  const rows: FileRow[] = [];
  const notes = new Notes();
  const sink: RowSink = {
    add: (row) => rows.push(row),
    note: (kind, place) => {
      notes.add(kind, place);
    },
    taken: () => Promise.resolve(),
  };
  try {
    await read(sink);
  } catch (error) {
    return [(error as Error).message];
  }
  const words = rows.map(({ line, cells, fault }) => `${line}: ${fault ?? cells.map(shownText).join('|')}`);
  return [...words, ...notes.list().map(noteWords)];
}

const csv = (text: string | Buffer, task: Partial<ReadTask> = {}): Promise<string[]> =>
  outcome((sink) => readCsv([Buffer.from(text as string)], { ...TASK, ...task }, sink));

const sheet = (
  sheets: TestSheet[],
  task: Partial<ReadTask> = {},
  formats: string[] = [],
): Promise<string[]> =>
  outcome((sink) => readXlsx(testWorkbook(sheets, formats), { ...TASK, format: 'xlsx', ...task }, sink));

/** A text file, how the profile says it is written, and what is read of it. */
const TEXTS: [name: string, text: string, task: Partial<ReadTask>, expected: string[]][] = [
  ['a line that names the separator is no header', 'sep=;\nA;B\n1;2', {}, ['3: 1|2']],
  ['a header counted behind the separator line', 'sep=;\nA;B\n1;2', { headerRow: 2 }, ['3: 1|2']],
  [
    'another separator than the profile’s',
    'sep=,\nA,B\n1,2',
    {},
    ['Zeile 1: Die Datei nennt das Trennzeichen „,“, das Profil „;“.'],
  ],
  ['separators behind the last column', 'A;B\n1;2;\n3;4;;', {}, ['2: 1|2', '3: 3|4']],
  ['separators behind the header alone', 'A;B;;\n1;2\n3;4;;', {}, ['2: 1|2', '3: 3|4']],
  ['text behind the last column', 'A;B\n1;2;x', {}, ['2: Die Zeile hat 3 statt 2 Felder.']],
  ['a row that ends too early', 'A;B\n1', {}, ['2: Die Zeile hat 1 statt 2 Felder.']],
  ['rows that may end early', 'A;B\n1', { missingCells: 'empty' }, ['2: 1|']],
  ['quotes that belong to the text', 'A;B\n"x" y;2\n"z;3', { quotes: 'none' }, ['2: "x" y|2', '3: "z|3']],
  [
    'a field over two lines is told',
    'A;B\n"x\ny";2\n3;4',
    {},
    [
      '2: x\ny|2',
      '4: 3|4',
      '1 Feld in Anführungszeichen läuft über das Zeilenende; was dazwischen steht, gehört zu diesem Feld (Zeile 2 bis 3).',
    ],
  ],
  [
    'a field over two lines is refused',
    'A;B\n"x\ny";2\n3;4',
    { fieldBreaks: 'refused' },
    [
      '2: Ein Feld in Anführungszeichen läuft bis Zeile 3.',
      '4: 3|4',
      '1 Feld in Anführungszeichen läuft über das Zeilenende; was dazwischen steht, gehört zu diesem Feld (Zeile 2 bis 3).',
    ],
  ],
  [
    'the header again on every page',
    'A;B;C\n1;2;\nA;B;C\n3;4;',
    {},
    ['2: 1|2', '4: 3|4', '1 wiederholte Kopfzeile übergangen (Zeile 3).'],
  ],
  [
    'titles above and notes below',
    'Liste\n\nA;B\nAbschnitt;\n1;2\n;9\nErstellt am 01.08.2021\n',
    { headerRow: 3, textLines: 'left-out' },
    ['5: 1|2', '6: |9', '2 Zeilen, in denen nur ein Text steht, ausgelassen (Zeile 4, 7).'],
  ],
  [
    'a table that ends',
    'A;B\n1;2\nEnde;\n3;4',
    { tableEnd: [{ column: 'A', is: 'equals', value: 'Ende' }] },
    ['2: 1|2', '2 Zeilen nach dem Ende der Tabelle nicht gelesen (Zeile 3, 4).'],
  ],
  [
    'a header on two rows',
    'Nr;Ansatz;;Ansatz\n;2021;2022;gesamt\nx;1;2;3',
    { headerRows: 2, headers: ['Nr', 'Ansatz 2021', 'Ansatz 2022', 'Ansatz gesamt'] },
    ['3: x|1|2|3'],
  ],
  ['a line break in a header', '"A\n(EUR)";B\n1;2', { headers: ['A (EUR)', 'B'] }, ['3: 1|2']],
  ['a blank first column', ';A;B\n;1;2', {}, ['2: 1|2']],
  ['tabulators', 'A\tB\n1\t2\n"x\ty"\t3', { separator: '\t' }, ['2: 1|2', '3: x\ty|3']],
  [
    'a printed list',
    [
      '31.01.2032   Liste     1',
      '-----------',
      '|A    |B  |',
      '|-----+---|',
      '|  1  | 2 |',
      '|x|y  | 3 |',
      '-----------',
      '\f31.01.2032   Liste     2',
      '|A    |B  |',
      '-----------',
      '|  4  | 5 |',
      '-----------',
    ].join('\r\n'),
    { separator: '|', lines: 'list', headerRow: 3 },
    [
      '5: 1|2',
      '6: x|y|3',
      '11: 4|5',
      '1 Zeile ohne Striche übergangen (Zeile 8).',
      '1 wiederholte Kopfzeile übergangen (Zeile 9).',
    ],
  ],
  [
    'ISO 8859-15',
    Buffer.from('A;B\n\u00a4;\u00fc', 'latin1') as unknown as string,
    { encoding: 'iso-8859-15' },
    ['2: €|ü'],
  ],
];

for (const [name, text, task, expected] of TEXTS)
  test(`Text file: ${name}`, async () => {
    assert.deepEqual(await csv(text, task), expected);
  });

test('Text file: UTF-16 with and without a mark, in both orders', async () => {
  const text = 'A\tB\r\nBürger – €\t1';
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const files = [
    Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
    little,
  ];
  for (const file of files)
    assert.deepEqual(await csv(file, { encoding: 'utf-16', separator: '\t' }), ['2: Bürger – €|1']);
  const [cut] = await csv(little.subarray(0, -1), { encoding: 'utf-16', separator: '\t' });
  assert.match(cut ?? '', /Zeile 1: Die Zeichen passen nicht zur Kodierung UTF-16/u);
  const [other] = await csv(text, { encoding: 'utf-16', separator: '\t' });
  assert.match(other ?? '', /nicht in UTF-16/u);
});

const HEAD = ['A', 'B'];

test('Sheet: a merged cell counts for its rows, an amount for its first', async () => {
  const rows = [HEAD, ['x', { v: '5' }], [null, null], [null, { v: '7' }]];
  const merged = { name: 'T', rows, merges: ['A2:A4', 'B2:B3'] };
  assert.deepEqual(await sheet([merged], { once: ['B'] }), ['2: x|5', '3: x|', '4: x|7']);
  assert.deepEqual(await sheet([merged]), ['2: x|5', '3: x|5', '4: x|7']);
  assert.deepEqual(await sheet([merged], { mergedCells: 'first' }), ['2: x|5', '4: |7']);
});

test('Sheet: a header of merged cells names every column', async () => {
  const rows = [
    ['Produkt', 'Ansatz 2032', null],
    [null, 'Ertrag', 'Aufwand'],
    ['1', { v: '2' }, { v: '3' }],
  ];
  const headers = ['Produkt', 'Ansatz 2032 Ertrag', 'Ansatz 2032 Aufwand'];
  const merges = ['A1:A2', 'B1:C1'];
  assert.deepEqual(await sheet([{ name: 'T', rows, merges }], { headerRows: 2, headers }), ['3: 1|2|3']);
});

test('Sheet: hidden rows, columns and sheets are told, and left out by switch', async () => {
  const rows = [HEAD, ['x', { v: '1' }], ['y', { v: '2' }]];
  const sheets: TestSheet[] = [
    { name: 'T', rows, hiddenRows: [3], hiddenColumns: [2] },
    { name: 'Alt', rows, state: 'veryHidden' },
  ];
  assert.deepEqual(await sheet(sheets), [
    '2: x|1',
    '3: y|2',
    '1 ausgeblendetes Tabellenblatt nicht gelesen (Alt).',
    '1 ausgeblendete Spalte gelesen (B).',
    '1 ausgeblendete Zeile gelesen wie jede andere (Zeile 3).',
  ]);
  const left = await sheet(sheets, { hiddenRows: 'left-out' });
  assert.deepEqual(left.slice(0, 1), ['2: x|1']);
  assert.equal(left.at(-1), '1 ausgeblendete Zeile nicht gelesen (Zeile 3).');
});

test('Sheet: several sheets of one form, with their name as a column', async () => {
  const sheets: TestSheet[] = [
    { name: 'Deckblatt', rows: [['Plan']] },
    { name: 'Plan 2021', rows: [HEAD, ['x', { v: '1' }]] },
    { name: 'Plan 2022', rows: [HEAD, ['x', { v: '2' }]] },
    { name: 'Plan alt', rows: [HEAD, ['x', { v: '3' }]], state: 'hidden' },
  ];
  const task = { sheets: ['Plan *'], sheetColumn: 'Blatt', headers: ['A', 'B', 'Blatt'] };
  assert.deepEqual((await sheet(sheets, task)).slice(0, 2), ['2: x|1|Plan 2021', '2: x|2|Plan 2022']);
  const [missing] = await sheet(sheets, { ...task, sheets: ['Haushalt'] });
  assert.match(missing ?? '', /Erwartet wird das Blatt „Haushalt“, gefunden: „Deckblatt“/u);
  const [several] = await sheet(sheets);
  assert.match(several ?? '', /genau ein Tabellenblatt/u);
});

test('Sheet: a typed cell says what it is, and a formula needs consent', async () => {
  const rows = [
    ['A', 'B', 'C', 'D', 'E'],
    [
      { v: '44265.0', s: 1 },
      { t: 'd', v: '2021-03-10' },
      { v: '0.19', s: 2 },
      { v: '42', s: 3 },
      { f: 'A1', v: '4.401E7' },
    ],
  ];
  const formats = ['dd\\.mm\\.yyyy', '0.00%', '0000000'];
  const headers = ['A', 'B', 'C', 'D', 'E'];
  const read = async (task: Partial<ReadTask>): Promise<FileRow['cells']> => {
    const all: FileRow[] = [];
    const sink = {
      add: (row: FileRow) => all.push(row),
      note: () => undefined,
      taken: () => Promise.resolve(),
    };
    await readXlsx(
      testWorkbook([{ name: 'T', rows }], formats),
      { ...TASK, format: 'xlsx', headers, ...task },
      sink,
    );
    return all[0]?.cells ?? [];
  };
  const plain = [
    { number: '44265.0', means: 'date' },
    { date: '2021-03-10' },
    { number: '0.19', means: 'percent' },
    { number: '42', digits: 7 },
  ];
  const result = { number: '4.401E7' };
  assert.deepEqual(await read({}), [...plain, { refused: 'formula', text: '4.401E7', result }]);
  assert.deepEqual(await read({ formulas: 'stored' }), [...plain, result]);
});
