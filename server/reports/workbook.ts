import type { Workbook, Worksheet } from 'exceljs';
import { formatDate } from '#shared/calendar.ts';
import { pushAll } from '#shared/largest.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import type { PlacedChart } from '../workbook/charts/chart.ts';
import { placeBeside } from '../workbook/charts/place-charts.ts';
import { placedAt } from '../workbook/placed-table.ts';
import type { PlacedTable } from '../workbook/placed-table.ts';
import type { SheetFrame } from '../workbook/sheet-page.ts';
import { fillTableSheet } from '../workbook/table-sheet.ts';
import { workbookBytes } from '../workbook/workbook.ts';
import { chartData } from './charts/chart-data.ts';
import { chartsOver, FRONT } from './charts/report-charts.ts';
import { fillChapterSheet } from './sheets/chapter-sheet.ts';
import type { ChartSpace } from './sheets/chapter-sheet.ts';
import { fillContentsSheet } from './sheets/contents-sheet.ts';
import type { Issue } from './sheets/contents-sheet.ts';
import { fillFrontSheet } from './sheets/front-sheet.ts';
import { fillTieOutSheet } from './sheets/tie-out-sheet.ts';
import { sheetPlan } from './sheets/sheet-plan.ts';
import type { SheetPlan } from './sheets/sheet-plan.ts';

function framesOf(report: CouncilReport): (name: string) => SheetFrame {
  const { reference, title, demo, asOf } = report;
  const paper = reference === '' ? report.kindText : `GRDrs ${reference}`;
  const shared = {
    title,
    asOfText: `${paper} · Stichtag ${formatDate(asOf)}`,
    mark: demo ? 'Beispieldaten' : '',
  };
  return (name) => ({ ...shared, name });
}

/** Where every table will stand, before its rows are known: enough to see which charts there will be. */
function planned(tables: readonly ReportTable[], plan: SheetPlan): Map<string, PlacedTable> {
  return new Map(tables.map((table) => [table.id, placedAt(table, plan.sheetOf(table.id), 1)]));
}

/**
 * A council report as a workbook, only from its tables: nothing is computed anew. The same report gives the
 * same bytes: its dates are those of the report, also inside the package. Sums are formulas with their result.
 */
export function reportWorkbook(report: CouncilReport, issue: Issue | null): Promise<Buffer> {
  const at = new Date(issue?.issuedAt ?? `${report.asOf}T00:00:00Z`);
  const subject = report.reference === '' ? report.kindText : `GRDrs ${report.reference}`;
  const { title, dataState: description } = report;
  return workbookBytes({ title, subject, description, at }, (workbook) =>
    fillReport(workbook, report, issue),
  );
}

/** Sheets in the order of the agenda; the first ones are filled last, when everything they point at has its place. */
function fillReport(workbook: Workbook, report: CouncilReport, issue: Issue | null): PlacedChart[] {
  const plan = sheetPlan(report);
  const frameOf = framesOf(report);
  const context = { asOfText: `Stichtag ${formatDate(report.asOf)}`, asOf: report.asOf };
  const sheets = new Map<string, Worksheet>(
    plan.order.map(({ sheet }) => [sheet, workbook.addWorksheet(sheet)]),
  );
  const sheetOf = (name: string): Worksheet => {
    const sheet = sheets.get(name);
    if (!sheet) throw new Error(`Das Blatt ${name} ist nicht geplant.`);
    return sheet;
  };
  const expected = planned(report.tables, plan);
  for (const { table } of chartData(expected, report.asOf))
    expected.set(table.id, placedAt(table, plan.data, 1));
  const placed = new Map<string, PlacedTable>();
  const spaces: ChartSpace[] = [];
  for (const { sheet, table, title } of plan.single)
    placed.set(table.id, fillTableSheet(sheetOf(sheet), table, frameOf(sheet), title));
  for (const { sheet, question, blocks } of plan.chapters) {
    const filled = fillChapterSheet(sheetOf(sheet), frameOf(sheet), { question, blocks }, (id) =>
      chartsOver(id, expected, context),
    );
    for (const one of filled.placed) placed.set(one.table.id, one);
    pushAll(spaces, filled.spaces);
  }
  if (plan.hasData) {
    const blocks = chartData(placed, report.asOf);
    const question = 'Woraus sind die Diagramme gezeichnet?';
    const filled = fillChapterSheet(
      sheetOf(plan.data),
      frameOf(plan.data),
      { question, blocks },
      () => undefined,
    );
    for (const one of filled.placed) placed.set(one.table.id, one);
  }
  const rows = FRONT.flatMap((name) => {
    const row = chartsOver(name, expected, context);
    return row ? [{ name, height: row.height }] : [];
  });
  const front = fillFrontSheet(sheetOf(plan.front), report, frameOf(plan.front), placed, rows);
  fillTieOutSheet(sheetOf(plan.tieOut), report, frameOf(plan.tieOut), placed);
  fillContentsSheet(sheetOf(plan.contents), report, issue, frameOf(plan.contents), plan.order.slice(2));
  return [...front, ...spaces].flatMap(({ tableId, sheet, columns, firstRow }) => {
    const row = chartsOver(tableId, placed, context);
    return row ? placeBeside(sheet, { columns, first: firstRow }, row.charts, row.height) : [];
  });
}
