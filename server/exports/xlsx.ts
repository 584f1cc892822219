import { plainEuro } from '#shared/money.ts';
import { daysBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toSheetText } from '#shared/text/sheet-text.ts';
import type { ExportColumn, ExportKind } from './columns.ts';
import type { PostingPart } from './postings.sql.ts';
import { ZipStream } from './zip-stream.ts';

/** A sheet holds 1,048,576 rows; the next ones go on another. */
const ROWS_PER_SHEET = 1_000_000;
const LONGEST_CELL = 32_767;
/** A day that both calendars know, and its number in a sheet (days since 30 December 1899). */
const KNOWN_DAY = toIsoDate('1990-01-01');
const KNOWN_NUMBER = 32_874;

/** Numbers of the cell formats in styles.xml. */
const STYLES: Record<ExportKind, number> = { text: 1, date: 2, cents: 3, whole: 4 };
const HEAD_STYLE = 5;

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

function cell(at: string, column: ExportColumn, part: PostingPart): string {
  const value = column.of(part);
  const style = STYLES[column.kind];
  if (value === null || value === '') return `<c r="${at}" s="${style}"/>`;
  if (column.kind === 'text') return textCell(at, String(value), style);
  const number =
    column.kind === 'cents'
      ? plainEuro(Number(value), '.')
      : column.kind === 'date'
        ? String(KNOWN_NUMBER + daysBetween(KNOWN_DAY, value as IsoDate))
        : String(value);
  return `<c r="${at}" s="${style}"><v>${number}</v></c>`;
}

function sheetHead(columns: readonly ExportColumn[]): string {
  const widths = columns.map(
    (one, n) => `<col min="${n + 1}" max="${n + 1}" width="${one.width}" customWidth="1"/>`,
  );
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="13"/>',
    `<cols>${widths.join('')}</cols><sheetData>`,
    `<row r="1">${columns.map((one, n) => textCell(`${letters(n)}1`, one.label, HEAD_STYLE)).join('')}</row>`,
  ].join('');
}

function sheetFoot(columns: readonly ExportColumn[], rows: number, title: string): string {
  return [
    `</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${rows + 1}"/>`,
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddHeader>&amp;L${xml(title.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;RSeite &amp;P von &amp;N</oddFooter></headerFooter></worksheet>`,
  ].join('');
}

const style = (format: number, font = 0, fill = 0): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;
const FORMATS = `<numFmts count="2"><numFmt numFmtId="164" formatCode="[$-407]dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[$-407]#,##0.00;[Red]\\-#,##0.00"/></numFmts>`;
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}">${FORMATS}<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[style(0), style(49), style(164), style(165), style(1), style(49, 1, 2)].join('')}</cellXfs></styleSheet>`;

/** The parts that name the sheets; written last, when their number is known. */
function* workbookParts(
  columns: readonly ExportColumn[],
  sheets: readonly number[],
): Generator<[string, string]> {
  const name = (n: number): string => (n === 0 ? 'Buchungen' : `Buchungen ${n + 1}`);
  const tags = (of: (n: number) => string): string => sheets.map((_, n) => of(n)).join('');
  const last = letters(columns.length - 1);
  const names = tags(
    (n) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1">'${name(n)}'!$A$1:$${last}$${(sheets[n] ?? 0) + 1}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="${n}">'${name(n)}'!$1:$1</definedName>`,
  );
  yield [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${tags((n) => `<sheet name="${name(n)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)}</sheets><definedNames>${names}</definedNames></workbook>`,
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
async function* single(batches: AsyncIterable<PostingPart[]>): AsyncGenerator<PostingPart> {
  for await (const batch of batches) yield* batch;
}

/**
 * A workbook as it comes, whatever its length: exceljs would keep every row. Office Open XML, ECMA-376 part 1,
 * chapter 18; the order of a sheet's elements is that of its schema.
 */
export async function* xlsxOf(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<PostingPart[]>,
  title: string,
  rowsPerSheet = ROWS_PER_SHEET,
): AsyncGenerator<Buffer> {
  const zip = new ZipStream();
  const names = columns.map((_, n) => letters(n));
  const rows = single(batches);
  const sheets: number[] = [];
  let next = await rows.next();
  do {
    let count = 0;
    const pieces = async function* (): AsyncGenerator<string> {
      let text = sheetHead(columns);
      for (; next.done !== true && count < rowsPerSheet; next = await rows.next()) {
        const part = next.value;
        count += 1;
        const at = count + 1;
        text += `<row r="${at}">${columns.map((column, n) => cell(`${names[n] ?? ''}${at}`, column, part)).join('')}</row>`;
        if (text.length > 200_000) {
          yield text;
          text = '';
        }
      }
      yield text + sheetFoot(columns, count, title);
    };
    yield* zip.file(`xl/worksheets/sheet${sheets.length + 1}.xml`, pieces());
    sheets.push(count);
  } while (next.done !== true);
  for (const [name, text] of workbookParts(columns, sheets)) yield* zip.file(name, [text]);
  yield zip.end();
}
