import type { Worksheet } from 'exceljs';
import { reportTableFaults } from '#shared/report-table.ts';
import type { ReportColumn, ReportTable } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { BASE_FONT, BOLD, lightFont } from '../../workbook/sheet-format.ts';
import { paperFor, setUpPage } from '../../workbook/sheet-page.ts';
import type { SheetFrame } from '../../workbook/sheet-page.ts';
import { writeTable } from '../../workbook/table-block.ts';
import { writeLines, writeTitle } from '../../workbook/table-sheet.ts';
import type { PlacedTables } from '../charts/report-charts.ts';
import { checksOf } from './tie-out-checks.ts';
import type { Check } from './tie-out-checks.ts';

const COLUMNS: ReportColumn[] = [
  { key: 'name', label: 'Prüfung', kind: 'text', width: 57 },
  { key: 'unit', label: 'Einheit', kind: 'text', width: 9 },
  { key: 'here', label: 'hier', kind: 'fte', width: 15 },
  { key: 'there', label: 'dagegen', kind: 'fte', width: 15 },
  { key: 'difference', label: 'Differenz', kind: 'fte', width: 11 },
];
/** Cells of this sheet hold four decimals whatever they count. */
const UNITS = 10_000;
const FORMATS: Record<Check['unit'], string> = {
  '€': '[$-407]#,##0.00;-#,##0.00',
  Stellen: '[$-407]#,##0.0000;-#,##0.0000',
  Anzahl: '[$-407]#,##0;-#,##0',
};
const DANGER = { bgColor: { argb: 'FFA3211D' }, fgColor: { argb: 'FFA3211D' } };

function tableOf(checks: readonly Check[]): ReportTable {
  const whole = (value: number): number => Math.round(value * UNITS);
  return {
    id: 'abstimmung',
    title: 'Abstimmung',
    sentence: '',
    columns: COLUMNS,
    rows: checks.map(({ name, unit, here, there }) => ({
      kind: 'row',
      cells: {
        ...{ name, unit, here: whole(here.result), there: whole(there.result) },
        difference: whole(here.result) - whole(there.result),
      },
    })),
    notes: [],
  };
}

/** How many checks do not come out, as a formula over all of them; zero is green, anything else white on red. */
function writeVerdict(sheet: Worksheet, first: number, checks: readonly Check[], failed: number): void {
  const range = `E${first}:E${first + checks.length - 1}`;
  const row = sheet.addRow([
    'Prüfungen, die nicht aufgehen',
    null,
    { formula: `SUMPRODUCT(--(${range}<>0))`, result: failed },
  ]);
  row.height = 20;
  row.getCell(1).font = BOLD;
  const cell = row.getCell(3);
  cell.font = { ...BOLD, color: lightFont('green').color ?? {} };
  cell.numFmt = '0';
  cell.name = 'Pruefungen_offen';
  for (const ref of [`C${row.number}`, range])
    sheet.addConditionalFormatting({
      ref,
      rules: [
        {
          ...{ type: 'expression', priority: 1, formulae: [`${ref.replace(/:.*$/u, '')}<>0`] },
          style: {
            fill: { type: 'pattern', pattern: 'solid', ...DANGER },
            font: { color: { argb: 'FFFFFFFF' }, bold: true },
          },
        },
      ],
    });
}

/** The figures of the report held against each other by formulas that give zero. */
export function fillTieOutSheet(
  sheet: Worksheet,
  report: CouncilReport,
  frame: SheetFrame,
  all: PlacedTables,
): void {
  const checks = checksOf(all, report.asOf);
  const table = tableOf(checks);
  const faults = report.tables.flatMap(reportTableFaults).length;
  COLUMNS.forEach(({ width }, at) => {
    sheet.getColumn(at + 1).width = width ?? 12;
  });
  const characters = COLUMNS.reduce((sum, { width }) => sum + (width ?? 12), 0);
  writeTitle(sheet, 'Gehen die Zahlen auf?');
  writeLines(
    sheet,
    checks.length === 0
      ? 'Dieser Bericht enthält keine Zahlen, die sich gegeneinander prüfen lassen.'
      : `${checks.length} Prüfungen rechnen in dieser Mappe; jede Differenz ist 0, sonst steht sie weiß auf Rot. Beim Erstellen wurden die Summen aller Tabellen geprüft: ${faults === 0 ? 'alle stimmen' : `${faults} stimmen nicht`}.`,
    characters,
    BASE_FONT,
  );
  let headRow: number | null = null;
  if (checks.length > 0) {
    const failed = table.rows.filter(({ cells }) => cells['difference'] !== 0).length;
    const first = sheet.rowCount + 4;
    writeVerdict(sheet, first, checks, failed);
    sheet.addRow([]).height = 8;
    const placed = writeTable(sheet, table, sheet.rowCount + 1, undefined, (row, key) => {
      const at = table.rows.indexOf(row);
      const check = checks[at];
      if (key === 'here') return check?.here.formula;
      if (key === 'there') return check?.there.formula;
      return key === 'difference' ? `ROUND(C${first + at}-D${first + at},4)` : undefined;
    });
    headRow = placed.headRow;
    checks.forEach(({ unit }, at) => {
      for (const column of [3, 4, 5])
        sheet.getRow(placed.firstRow + at).getCell(column).numFmt = FORMATS[unit];
    });
  }
  setUpPage(sheet, frame, {
    columns: COLUMNS.length,
    paper: paperFor(characters),
    headRow,
    frozenColumns: 0,
  });
}
