import { plainEuro } from '#shared/money.ts';
import { daysBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toSheetText } from '#shared/text/sheet-text.ts';
import type { ListCell, ListCellKind } from '#shared/lists/list-cell.ts';
import { ZipStream } from './zip-stream.ts';

/** A sheet holds 1,048,576 rows; the next ones go on another. */
const ROWS_PER_SHEET = 1_000_000;
const LONGEST_CELL = 32_767;
/** A day that both calendars know, and its number in a sheet (days since 30 December 1899). */
const KNOWN_DAY = toIsoDate('1990-01-01');
const KNOWN_NUMBER = 32_874;

/** A column of a long sheet. */
export interface SheetColumn<Row> {
  label: string;
  kind: ListCellKind;
  /** In characters. */
  width: number;
  of: (row: Row) => ListCell;
}

/** What stands on a long sheet beside its rows. */
export interface SheetFrame {
  /** Printed over every page. */
  title: string;
  /** Name of the sheet; further ones get a number. */
  name: string;
  /** Over the head row, each in a row of its own; the first one is its heading. */
  lines?: readonly string[];
  /** Under the rows: Σ of the columns that have one. */
  sums?: readonly (number | null)[];
  rowsPerSheet?: number;
}

/** Numbers of the cell formats in styles.xml. */
const STYLES: Record<ListCellKind, number> = {
  ...{ text: 1, light: 1, date: 2, cents: 3, whole: 4, integer: 6, fte: 7, days: 8 },
};
const HEAD_STYLE = 5;
const TITLE_STYLE = 9;
/** Sums are bold: of amounts, of posts, of whole numbers. */
const SUM_STYLES: Partial<Record<ListCellKind, number>> = { cents: 10, fte: 11, integer: 12 };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as a cell holds it and XML takes it. */
function xml(text: string): string {
  return toSheetText(text).replace(/[&<>"]/gu, (mark) => ESCAPES[mark] ?? mark);
}

function letters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`;
}

/** A text is written as inline text, so that no spreadsheet ever takes it for a formula. */
function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, LONGEST_CELL))}</t></is></c>`;
}

/** A number as the file writes it: cents as euro, ten-thousandths as posts, a day as the days since the calendar's first. */
function numberText(kind: ListCellKind, value: string | number): string {
  if (kind === 'cents') return plainEuro(Number(value), '.');
  if (kind === 'date') return String(KNOWN_NUMBER + daysBetween(KNOWN_DAY, value as IsoDate));
  return String(kind === 'fte' ? Number(value) / 10_000 : value);
}

function cell<Row>(at: string, { kind, of }: SheetColumn<Row>, row: Row): string {
  const value = of(row);
  const style = STYLES[kind];
  if (value === null || value === '') return `<c r="${at}" s="${style}"/>`;
  if (kind === 'text' || kind === 'light') return textCell(at, String(value), style);
  return `<c r="${at}" s="${style}"><v>${numberText(kind, value)}</v></c>`;
}

/** A sum as a formula with its result, rounded to the smallest unit: what somebody filters or changes is added anew. */
function sumCell(at: string, kind: ListCellKind, sum: number, rows: string): string {
  const decimals = kind === 'cents' ? 2 : kind === 'fte' ? 4 : 0;
  return `<c r="${at}" s="${SUM_STYLES[kind] ?? HEAD_STYLE}"><f>ROUND(SUBTOTAL(109,${rows}),${decimals})</f><v>${numberText(kind, sum)}</v></c>`;
}

/** The rows over the head: a heading, what follows, and an empty one. */
function lineRows(lines: readonly string[]): string {
  return lines
    .map(
      (line, n) =>
        `<row r="${n + 1}">${textCell(`A${n + 1}`, line, n === 0 ? TITLE_STYLE : STYLES.text)}</row>`,
    )
    .join('');
}

function sheetHead<Row>(columns: readonly SheetColumn<Row>[], lines: readonly string[]): string {
  const widths = columns.map(
    (one, n) => `<col min="${n + 1}" max="${n + 1}" width="${one.width}" customWidth="1"/>`,
  );
  const at = headRowOf(lines);
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${at}" topLeftCell="A${at + 1}" activePane="bottomLeft" state="frozen"/>`,
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="13"/>',
    `<cols>${widths.join('')}</cols><sheetData>${lineRows(lines)}`,
    `<row r="${at}">${columns.map((one, n) => textCell(`${letters(n)}${at}`, one.label, HEAD_STYLE)).join('')}</row>`,
  ].join('');
}

/** Where the head row and the last row of a sheet stand. */
interface Placed {
  head: number;
  last: number;
}

/** The row of the column heads; an empty one stands between it and what stands over it. */
function headRowOf(lines: readonly string[]): number {
  return lines.length === 0 ? 1 : lines.length + 2;
}

/** The row of sums, after an empty one, so that a filter of the program leaves it where it is. */
function sumRow<Row>(
  columns: readonly SheetColumn<Row>[],
  sums: SheetFrame['sums'],
  { head, last }: Placed,
): string {
  if (sums?.some((sum) => sum !== null) !== true) return '';
  return `<row r="${last + 2}">${columns
    .map(({ kind }, n) => {
      const sum = sums[n] ?? null;
      if (sum === null) return n === 0 ? textCell(`A${last + 2}`, 'Summe', HEAD_STYLE) : '';
      const name = letters(n);
      return sumCell(
        `${name}${last + 2}`,
        kind,
        sum,
        `${name}${head + 1}:${name}${Math.max(head + 1, last)}`,
      );
    })
    .join('')}</row>`;
}

function sheetFoot<Row>(columns: readonly SheetColumn<Row>[], { head, last }: Placed, title: string): string {
  return [
    `</sheetData><autoFilter ref="A${head}:${letters(columns.length - 1)}${last}"/>`,
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddHeader>&amp;L${xml(title.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;RSeite &amp;P von &amp;N</oddFooter></headerFooter></worksheet>`,
  ].join('');
}

const style = (format: number, font = 0, fill = 0): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;
const FORMATS = `<numFmts count="5"><numFmt numFmtId="164" formatCode="[$-407]dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[$-407]#,##0.00;[Red]\\-#,##0.00"/><numFmt numFmtId="166" formatCode="[$-407]#,##0"/><numFmt numFmtId="167" formatCode="[$-407]#,##0.0000;[Red]\\-#,##0.0000"/><numFmt numFmtId="168" formatCode="+0;\\-0;0"/></numFmts>`;
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}">${FORMATS}<fonts count="3"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font><font><b/><sz val="14"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="13">${[style(0), style(49), style(164), style(165), style(1), style(49, 1, 2), style(166), style(167), style(168), style(49, 2), style(165, 1, 2), style(167, 1, 2), style(166, 1, 2)].join('')}</cellXfs></styleSheet>`;

/** The parts that name the sheets; written last, when their number is known. */
function* workbookParts(
  lastColumn: string,
  head: number,
  sheets: readonly { name: string; last: number }[],
): Generator<[string, string]> {
  const tags = (of: (n: number, sheet: { name: string; last: number }) => string): string =>
    sheets.map((sheet, n) => of(n, sheet)).join('');
  const names = tags(
    (n, { name, last }) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1">'${xml(name)}'!$A$${head}:$${lastColumn}$${last}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="${n}">'${xml(name)}'!$${head}:$${head}</definedName>`,
  );
  yield [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${tags((n, { name }) => `<sheet name="${xml(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)}</sheets><definedNames>${names}</definedNames></workbook>`,
  ];
  yield [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${tags((n) => `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ];
  yield ['xl/styles.xml', STYLE_SHEET];
  yield [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ];
  yield [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${tags((n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`)}</Types>`,
  ];
}

/** Rows one by one, so that a sheet can end anywhere. */
async function* single<Row>(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const batch of batches) yield* batch;
}

/**
 * A workbook as it comes, whatever its length: exceljs would keep every row. Office Open XML, ECMA-376 part 1,
 * chapter 18; the order of a sheet's elements is that of its schema.
 */
export async function* longWorkbook<Row>(
  columns: readonly SheetColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
  { title, name, lines = [], sums, rowsPerSheet = ROWS_PER_SHEET }: SheetFrame,
): AsyncGenerator<Buffer> {
  const zip = new ZipStream();
  const names = columns.map((_, n) => letters(n));
  const rows = single(batches);
  const head = headRowOf(lines);
  const sheets: { name: string; last: number }[] = [];
  let next = await rows.next();
  do {
    let last = head;
    const pieces = async function* (): AsyncGenerator<string> {
      let text = sheetHead(columns, lines);
      for (; next.done !== true && last - head < rowsPerSheet; next = await rows.next()) {
        const row = next.value;
        last += 1;
        const at = last;
        text += `<row r="${at}">${columns.map((column, n) => cell(`${names[n] ?? ''}${at}`, column, row)).join('')}</row>`;
        if (text.length > 200_000) {
          yield text;
          text = '';
        }
      }
      yield text + sumRow(columns, sums, { head, last }) + sheetFoot(columns, { head, last }, title);
    };
    yield* zip.file(`xl/worksheets/sheet${sheets.length + 1}.xml`, pieces());
    sheets.push({ name: sheets.length === 0 ? name : `${name} ${sheets.length + 1}`, last });
  } while (next.done !== true);
  for (const [part, text] of workbookParts(letters(columns.length - 1), head, sheets))
    yield* zip.file(part, [text]);
  yield zip.end();
}
