import assert from 'node:assert/strict';
import test from 'node:test';
import type { Cell, Workbook } from 'exceljs';
import type { Instant } from '#shared/calendar.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { councilReport } from '#shared/reports/council-report.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { BARE, PROGRAMME, project } from '#shared/reports/test-facts.ts';
import { chartsIn } from '../workbook/charts/test-package.ts';
import { reportWorkbook } from './workbook.ts';
import { SCALES } from '../workbook/sheet-format.ts';
import {
  cellOf,
  formulaOf,
  hasLibreOffice,
  headRowOf,
  printedPages,
  sheetOf,
  readWorkbook,
  recalculated,
  shown,
  withSpoiledResults,
} from '../workbook/test-workbook.ts';

const HOSTILE = ['=1+1', '+49 711', '-5', '@SUM(A1)', '\tTab', '=cmd|calc!A1', '<b>fett</b>', 'Zeile\n=2'];
/** Sums, links, and references to cells; never what somebody has written. */
const OUR_FORMULAS =
  /^(ROUND\(|SUM\(|SUMPRODUCT\(--|MAX\(0,-?'|COUNTIFS?\(|ROWS\(|HYPERLINK\("#'|'[^'!]+'!\$[A-Z]+\$\d+)/u;
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

test('Sums and derived figures are formulas with their result, and nothing else of a table is a formula', async () => {
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
        else assert.match(formula, OUR_FORMULAS);
      });
    });
  });
  for (const text of HOSTILE) assert.ok(texts.includes(text), JSON.stringify(text));
});

test('The sheet of contents names what the report is and rests on', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  const cover = workbook.getWorksheet('Inhalt');
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

test('Every sheet prints on A4 at 8 points or more, pages numbered, and has its title in A1', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  for (const sheet of workbook.worksheets) {
    const { paperSize, scale, printArea } = sheet.pageSetup;
    assert.equal(paperSize, 9, sheet.name);
    assert.match(printArea ?? '', /^A1:/u);
    assert.match(sheet.headerFooter.oddFooter ?? '', /Stichtag 30\.06\.2021.*Seite &P von &N/u);
    assert.equal(sheet.state, 'visible');
    assert.deepEqual(sheet.model.merges, [], sheet.name);
    assert.equal(typeof sheet.getCell('A1').value, 'string', sheet.name);
    const sizes = new Set<number>();
    sheet.eachRow((row) => {
      assert.ok(!row.hidden);
      row.eachCell((cell) => sizes.add(cell.font.size ?? 0));
    });
    for (const size of sizes)
      assert.ok((size * (scale ?? 100)) / 100 >= 8, `${sheet.name}: ${size} × ${scale} %`);
  }
});

test('The first page is one page, and nothing on it falls under 8 points', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  const [sheet] = workbook.worksheets;
  assert.ok(sheet);
  assert.deepEqual([sheet.pageSetup.fitToWidth, sheet.pageSetup.fitToHeight], [1, 1]);
  let points = 0;
  for (let at = 1; at <= sheet.rowCount; at += 1) points += sheet.getRow(at).height;
  const pageHeight = (11.69 - 0.7 - 0.65) * 72;
  assert.ok(pageHeight / points >= 0.8, String(points));
});

test('Lists repeat their head, and every table is one of Excel under a name of its own', async () => {
  const report = hostileReport();
  const workbook = await readWorkbook(await reportWorkbook(report, ISSUE));
  const names = new Set<string>();
  for (const table of report.tables.filter(({ rows }) => rows.length > 0)) {
    const [sheet, head] = [sheetOf(workbook, table), headRowOf(workbook, table)];
    const marked = sheet
      .getTables()
      .map((one) => (one as unknown as { table: { name: string; tableRef: string } }).table);
    const own = marked.find(({ tableRef }) => tableRef.startsWith(`A${head}:`));
    assert.ok(own, table.id);
    names.add(own.name);
    if (table.annex) {
      assert.equal(sheet.pageSetup.printTitlesRow, `${head}:${head}`);
      const [view] = sheet.views;
      assert.equal(view?.state === 'frozen' ? view.ySplit : 0, head);
    }
  }
  assert.equal(names.size, report.tables.filter(({ rows }) => rows.length > 0).length);
});

function namedCell(workbook: Workbook, name: string): Cell | undefined {
  const [range] = workbook.definedNames.getRanges(name).ranges;
  const [sheet = '', address = ''] = (range ?? '').replaceAll(/['$]/gu, '').split('!');
  return workbook.getWorksheet(sheet)?.getCell(address);
}

test('The first page answers with four figures that are formulas under names', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  assert.equal(workbook.worksheets[0]?.name, 'Auf einen Blick');
  const figures = {
    Ausgegeben: 10_770_000.33,
    Beauftragt: 3_890_000,
    Stellen_besetzt: 63.45,
    Meilensteine_erreicht: 1,
  };
  for (const [name, value] of Object.entries(figures)) {
    assert.ok(formulaOf(namedCell(workbook, name)), name);
    assert.equal(shown(namedCell(workbook, name)), value, name);
  }
});

test('The checks of the workbook are formulas that give zero', async () => {
  const workbook = await readWorkbook(await reportWorkbook(hostileReport(), ISSUE));
  const sheet = workbook.getWorksheet('Abstimmung');
  const differences: unknown[] = [];
  sheet?.eachRow((row) => {
    if (formulaOf(row.getCell(5)) !== undefined) differences.push(shown(row.getCell(5)));
  });
  assert.ok(differences.length > 15);
  assert.deepEqual(new Set(differences), new Set([0]));
});

test('A stored report whose parts differ is shown as it is: the check is not zero', async () => {
  const report = councilReport(PROGRAMME, '');
  const [total] = report.tables.find(({ id }) => id === 'stellen-gesamt')?.rows ?? [];
  assert.ok(total);
  total.cells['filled'] = Number(total.cells['filled']) + 10_000;
  const workbook = await readWorkbook(await reportWorkbook(report, null));
  assert.equal(shown(namedCell(workbook, 'Pruefungen_offen')), 2);
});

test('A report without projects and posts is a workbook too, and draws what it has', async () => {
  const bytes = await reportWorkbook(councilReport(BARE, ''), null);
  const workbook = await readWorkbook(bytes);
  assert.ok(workbook.getWorksheet('Hinweise'));
  assert.equal(chartsIn(bytes).length, 0);
  assert.equal(
    shown(workbook.getWorksheet('Projekte')?.getCell('A2')),
    'In diesem Datenbestand sind keine Projekte erfasst.',
  );
});

test('A report of an earlier program, without chapters and names of sheets, is a workbook too', async () => {
  const report = councilReport(PROGRAMME, '1/2021');
  const tables = report.tables.map(({ sheet: _, annex: __, ...table }) => table);
  const bytes = await reportWorkbook({ ...report, letterhead: undefined, chapters: [], tables }, ISSUE);
  assert.ok(chartsIn(bytes).length >= 8);
  await readWorkbook(bytes);
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

test('LibreOffice prints it in any locale: one first page, no cut numbers, German marks, every chart', (context) => {
  if (!hasLibreOffice()) {
    context.diagnostic('soffice fehlt auf dieser Maschine: nicht gedruckt.');
    return;
  }
  return reportWorkbook(hostileReport(), ISSUE).then((bytes) => {
    const titles = chartsIn(bytes).map(({ message }) => message);
    assert.ok(titles.length >= 8);
    for (const locale of ['de_DE.UTF-8', 'en_US.UTF-8']) {
      const pages = printedPages(bytes, locale);
      const all = pages.join('\n').replaceAll(/\s+/gu, '');
      assert.match(pages[0] ?? '', /10,77.Mio\. €/u);
      assert.match(pages[1] ?? '', /Angaben zum Bericht/u);
      assert.doesNotMatch(all, /###|#REF!|#NAME|#VALUE|#NV|#N\/A|Err:/u);
      for (const title of titles)
        assert.ok(
          all.includes(title.split(' ').slice(0, 3).join('').replaceAll(/\s/gu, '')),
          `${locale}: ${title}`,
        );
    }
  });
});
