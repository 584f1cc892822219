import assert from 'node:assert/strict';
import test from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { councilReport } from '#shared/reports/council-report.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { BARE, PROGRAMME, project } from '#shared/reports/test-facts.ts';
import { reportWorkbook } from './workbook.ts';
import { SCALES } from '../workbook/sheet-format.ts';
import {
  cellOf,
  formulaOf,
  hasLibreOffice,
  headRowOf,
  readWorkbook,
  recalculated,
  shown,
  withSpoiledResults,
} from '../workbook/test-workbook.ts';

const HOSTILE = ['=1+1', '+49 711', '-5', '@SUM(A1)', '\tTab', '=cmd|calc!A1', '<b>fett</b>', 'Zeile\n=2'];
const ISSUE = { issuedAt: '2021-07-12T08:00:00.000Z' as Instant, sha256: 'ab'.repeat(32) };

function hostileReport(): CouncilReport {
  const projects = HOSTILE.map((name, index) =>
    project(`P-${100 + index}`, 'red', { name, sentence: name, decisionNeeded: name, officeName: name }),
  );
  return councilReport({ ...PROGRAMME, projects: [...PROGRAMME.projects, ...projects] }, '9105/2021');
}

/** Every additive number of a report with the sheet's number it must be, to the cent. */
function* numbers(
  report: CouncilReport,
): Generator<{ table: ReportTable; row: number; key: string; want: number }> {
  for (const table of report.tables) {
    for (const [row, { cells }] of table.rows.entries()) {
      for (const column of table.columns) {
        const value = cells[column.key];
        const scale = SCALES[column.kind];
        if (typeof value === 'number' && scale)
          yield { table, row, key: column.key, want: value / scale.units };
      }
    }
  }
}

async function assertSameNumbers(report: CouncilReport, workbook: Awaited<ReturnType<typeof readWorkbook>>) {
  let compared = 0;
  for (const { table, row, key, want } of numbers(report)) {
    const at = table.rows[row];
    assert.ok(at);
    assert.equal(shown(cellOf(workbook, table, at, key)), want, `${table.id}, Zeile ${row + 1}, ${key}`);
    compared += 1;
  }
  return compared;
}

test('Two writes of the same report are the same bytes, however far apart', async (t) => {
  const report = hostileReport();
  t.mock.timers.enable({ apis: ['Date'], now: new Date('2021-06-30T12:00:00Z') });
  const first = await reportWorkbook(report, ISSUE);
  t.mock.timers.setTime(new Date('2024-02-29T23:59:58Z').getTime());
  assert.ok(first.equals(await reportWorkbook(report, ISSUE)));
});

test('Every number of the report stands in its cell, exact to the cent', async () => {
  const report = hostileReport();
  const workbook = await readWorkbook(await reportWorkbook(report, ISSUE));
  assert.ok((await assertSameNumbers(report, workbook)) > 100);
});

test('Sums and derived figures are formulas with their result, and nothing else is a formula', async () => {
  const report = hostileReport();
  const workbook = await readWorkbook(await reportWorkbook(report, ISSUE));
  for (const table of report.tables) {
    for (const row of table.rows) {
      for (const column of table.columns) {
        const cell = cellOf(workbook, table, row, column.key);
        const computed =
          typeof row.cells[column.key] === 'number' &&
          SCALES[column.kind] !== undefined &&
          (row.sums !== undefined || column.derived !== undefined);
        assert.equal(formulaOf(cell) !== undefined, computed, `${table.id} ${column.key}`);
      }
    }
  }
});

test('Text that begins like a formula stays text, in every sheet', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  const texts: unknown[] = [];
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        const formula = formulaOf(cell);
        if (formula === undefined) texts.push(cell.value);
        else assert.match(formula, /^(ROUND\(|HYPERLINK\("#')/u);
      });
    });
  });
  for (const text of HOSTILE) assert.ok(texts.includes(text), JSON.stringify(text));
});

test('The cover names what the report is and rests on', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  const cover = workbook.getWorksheet('Deckblatt');
  const said = new Map<unknown, unknown>();
  cover?.eachRow((row) => said.set(shown(row.getCell(1)), shown(row.getCell(2))));
  assert.equal(said.get('GRDrs'), '9105/2021');
  assert.deepEqual(said.get('Stichtag'), new Date('2021-06-30T00:00:00Z'));
  assert.equal(said.get('Datenstand'), 'Buchungsstand 30.06.2021, eingelesen 02.07.2021');
  assert.equal(said.get('Prüfsumme SHA-256'), ISSUE.sha256);
  assert.match(String(said.get('Beispieldaten')), /erfundene/u);
  assert.equal(workbook.title, 'Digital MoveS: Bericht zum 30. Juni 2021');
  assert.deepEqual(workbook.created, new Date(ISSUE.issuedAt));
});

test('Every table sheet prints on A4 landscape, one page wide, with its head repeated and pages numbered', async () => {
  const report = hostileReport();
  const workbook = await readWorkbook(await reportWorkbook(report, ISSUE));
  for (const table of report.tables) {
    const sheet = workbook.getWorksheet(table.sheet);
    const head = headRowOf(workbook, table);
    assert.ok(sheet);
    const { paperSize, orientation, fitToWidth, fitToHeight, printTitlesRow, printArea } = sheet.pageSetup;
    assert.deepEqual([paperSize, orientation, fitToWidth, fitToHeight], [9, 'landscape', 1, 0], table.id);
    assert.equal(printTitlesRow, `${head}:${head}`);
    assert.match(printArea ?? '', /^A1:/u);
    assert.match(sheet.headerFooter.oddFooter ?? '', /Stichtag 30\.06\.2021.*Seite &P von &N/u);
    const [view] = sheet.views;
    assert.equal(view?.state === 'frozen' ? view.ySplit : 0, head);
    assert.deepEqual(sheet.model.merges, []);
  }
});

test('A report without projects and posts is a workbook too', async () => {
  const workbook = await readWorkbook(await reportWorkbook(councilReport(BARE, ''), null));
  assert.equal(workbook.worksheets.length, 14);
  assert.equal(
    shown(workbook.getWorksheet('Projekte')?.getCell('A2')),
    'In diesem Datenbestand sind keine Projekte erfasst.',
  );
});

test('LibreOffice opens it, recalculates every formula to the same cent and finds no error', async (context) => {
  if (!hasLibreOffice()) {
    context.diagnostic('soffice fehlt auf dieser Maschine: nicht nachgerechnet.');
    return;
  }
  const report = hostileReport();
  const spoiled = await withSpoiledResults(await reportWorkbook(report, ISSUE));
  const workbook = await recalculated(spoiled);
  assert.ok((await assertSameNumbers(report, workbook)) > 100);
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        const value = shown(cell);
        assert.ok(
          !(typeof value === 'object' && value !== null && 'error' in value),
          `${sheet.name} ${cell.address}`,
        );
      });
    });
  });
});
