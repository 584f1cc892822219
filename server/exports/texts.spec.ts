import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { toIsoDate } from '#shared/calendar.ts';
import { cellText } from '#shared/imports/cell.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { findProfile } from '../imports/profiles/profiles.ts';
import { readFileCells } from '../imports/read/read-file.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';
import { hasLibreOffice } from '../workbook/test-workbook.ts';
import type { PostingPart } from './postings.sql.ts';
import { longWorkbook } from '../workbook/long-sheet.ts';

const HEAD = 'Text';
const HOSTILE = [
  '_x0020_',
  '_x005F_x0041_',
  '__x000D_x0041_',
  'Zeile 1\nZeile 2',
  'a\r\nb',
  '=1+1',
  '<&>"\'',
  'Gebäude 😀 ẞ',
  ' Rand ',
  'x'.repeat(300),
];
/** Stored before a gate stood: what no file can hold is seen, and nothing around it is lost. */
const LOST: readonly [stored: string, seen: string][] = [
  ['Na\ufffeme', 'Na\ufffdme'],
  ['Na\uffffme', 'Na\ufffdme'],
  ['Na\u0001me', 'Na\ufffdme'],
  ['Na\ud800me', 'Na\ufffdme'],
];

async function exported(texts: readonly string[]): Promise<Buffer> {
  const column = { label: HEAD, kind: 'text' as const, width: 20, of: (part: PostingPart) => part.text };
  const batch = texts.map((text) => ({ text }) as PostingPart);
  const pieces: Buffer[] = [];
  async function* batches(): AsyncGenerator<PostingPart[]> {
    yield await Promise.resolve(batch);
  }
  for await (const piece of longWorkbook([column], batches(), { title: 'Buchungen', name: 'Buchungen' }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

function reported(texts: readonly string[]): Promise<Buffer> {
  const table: ReportTable = {
    ...{ id: 'texte', title: 'Texte', sheet: 'Texte', sentence: '', notes: [] },
    columns: [{ key: 'text', label: HEAD, kind: 'text' }],
    rows: texts.map((text) => ({ kind: 'row', cells: { text } })),
  };
  return annexWorkbook({ title: 'Na\uffffme', asOf: toIsoDate('2021-06-30'), demo: false }, [table]);
}

/** The texts under the head as our reader gives them. */
async function readBack(bytes: Buffer, headerRow: number): Promise<string[]> {
  const shape = { ...findProfile('sap-ist-xlsx'), headerRow, once: [] };
  const texts: string[] = [];
  await readFileCells(shape, [HEAD], bytes, (rows) => {
    for (const row of rows) texts.push(cellText(row.cells[0] ?? ''));
  });
  return texts;
}

/** Head of the report's table: title, an empty sentence, an empty row. */
const WRITERS = [
  { name: 'exports', write: exported, headerRow: 1 },
  { name: 'reports', write: reported, headerRow: 4 },
] as const;

describe('texts in Excel', () => {
  for (const { name, write, headerRow } of WRITERS) {
    test(`Every text of ${name} comes back from Excel as it was`, async () => {
      const texts = [...HOSTILE, ...LOST.map(([stored]) => stored)];
      const seen = [...HOSTILE, ...LOST.map(([, shown]) => shown)];
      assert.deepEqual(await readBack(await write(texts), headerRow), seen);
    });

    test(`Whatever letters a text of ${name} has, they come back`, async () => {
      const unit = fc.constantFrom('_', 'x', '0', '4', '1', 'D', '\n', '\r', 'ä', '&', ']]>', '😀', 'b');
      const text = fc.string({ unit, minLength: 1, maxLength: 40 }).map((middle) => `a${middle}z`);
      const texts = fc.sample(text, 300);
      assert.deepEqual(await readBack(await write(texts), headerRow), texts);
    });

    test(`LibreOffice shows the texts of ${name} as they are`, async (context) => {
      if (!hasLibreOffice()) {
        context.diagnostic('soffice fehlt auf dieser Maschine: nicht nachgesehen.');
        return;
      }
      const folder = mkdtempSync(join(tmpdir(), 'moves-texts-'));
      try {
        writeFileSync(join(folder, 'texte.xlsx'), await write(HOSTILE));
        const form = 'csv:Text - txt - csv (StarCalc):59,34,76,1';
        const home = `-env:UserInstallation=file://${join(folder, 'home')}`;
        execFileSync(
          'soffice',
          [home, '--headless', '--convert-to', form, '--outdir', folder, join(folder, 'texte.xlsx')],
          {
            stdio: 'ignore',
          },
        );
        const options = { delimiter: ';', relax_column_count: true, bom: true };
        const rows: string[][] = parse(readFileSync(join(folder, 'texte.csv'), 'utf8'), options);
        const shown = rows.slice(-HOSTILE.length).map(([text]) => text?.replaceAll('\r\n', '\n'));
        assert.deepEqual(
          shown,
          HOSTILE.map((text) => text.replaceAll('\r\n', '\n')),
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
