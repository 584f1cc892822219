import { setText, textOf } from '../zip-parts.ts';
import type { Parts } from '../zip-parts.ts';
import { tag, XML_HEAD } from '../xml.ts';
import type { PlacedChart } from './chart.ts';
import { chartXml } from './chart-xml.ts';
import { drawingXml } from './drawing-xml.ts';

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';

/** What follows `<drawing>` in a worksheet (ECMA-376 part 1, CT_Worksheet). */
const AFTER_DRAWING = [
  ...[
    'legacyDrawing',
    'legacyDrawingHF',
    'drawingHF',
    'picture',
    'oleObjects',
    'controls',
    'webPublishItems',
  ],
  ...['tableParts', 'extLst'],
];

function needed(parts: Parts, name: string): string {
  const text = textOf(parts, name);
  if (text === undefined) throw new Error(`Der Mappe fehlt der Teil ${name}.`);
  return text;
}

function relation(id: string, type: string, target: string): string {
  return tag('Relationship', { Id: id, Type: `${RELATION}/${type}`, Target: target });
}

/** Adds a relationship under an id that nobody has; the ids that are there stay. */
function relate(parts: Parts, name: string, type: string, target: string): string {
  const known = textOf(parts, name) ?? `${XML_HEAD}<Relationships xmlns="${RELATIONS}"></Relationships>`;
  const open = known.replace(/<Relationships ([^>]*)\/>/u, '<Relationships $1></Relationships>');
  const ids = [...open.matchAll(/ Id="rId(\d+)"/gu)].map((match) => Number(match[1]));
  const id = `rId${ids.reduce((most, one) => Math.max(most, one), 0) + 1}`;
  setText(parts, name, open.replace('</Relationships>', `${relation(id, type, target)}</Relationships>`));
  return id;
}

/** Where each sheet of the workbook is stored, by its name as it stands in the workbook. */
function sheetParts(parts: Parts): Map<string, string> {
  const targets = new Map(
    [...needed(parts, 'xl/_rels/workbook.xml.rels').matchAll(/<Relationship ([^>]*)\/>/gu)].map((match) => {
      const attributes = match[1] ?? '';
      return [/ ?Id="([^"]*)"/u.exec(attributes)?.[1], /Target="([^"]*)"/u.exec(attributes)?.[1]];
    }),
  );
  const sheets = [...needed(parts, 'xl/workbook.xml').matchAll(/<sheet ([^>]*)\/>/gu)];
  return new Map(
    sheets.map((match) => {
      const attributes = match[1] ?? '';
      const target = targets.get(/r:id="([^"]*)"/u.exec(attributes)?.[1]) ?? '';
      const name = /name="([^"]*)"/u.exec(attributes)?.[1] ?? '';
      return [unescaped(name), `xl/${target.replace(/^\/?(xl\/)?/u, '')}`];
    }),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function withDrawing(sheet: string, id: string): string {
  const following = new RegExp(`<(?:${AFTER_DRAWING.join('|')})[ />]|</worksheet>`, 'u');
  const at = sheet.search(following);
  return `${sheet.slice(0, at)}<drawing r:id="${id}"/>${sheet.slice(at)}`;
}

function declare(parts: Parts, types: readonly [string, string][]): void {
  const name = '[Content_Types].xml';
  const added = types.map(([part, type]) => tag('Override', { PartName: `/${part}`, ContentType: type }));
  setText(parts, name, needed(parts, name).replace('</Types>', `${added.join('')}</Types>`));
}

function addDrawing(
  parts: Parts,
  sheet: string,
  number: number,
  charts: readonly (PlacedChart & { number: number })[],
) {
  const drawing = `xl/drawings/drawing${number}.xml`;
  const relations = `xl/drawings/_rels/drawing${number}.xml.rels`;
  const ids = charts.map((placed) => {
    setText(parts, `xl/charts/chart${placed.number}.xml`, chartXml(placed.chart, placed));
    return relate(parts, relations, 'chart', `../charts/chart${placed.number}.xml`);
  });
  setText(parts, drawing, drawingXml(charts.map((placed, at) => ({ ...placed, id: ids[at] ?? '' }))));
  const file = sheet.replace(/^.*\//u, '');
  const id = relate(parts, `xl/worksheets/_rels/${file}.rels`, 'drawing', `../drawings/drawing${number}.xml`);
  setText(parts, sheet, withDrawing(needed(parts, sheet), id));
  declare(parts, [
    [drawing, DRAWING_TYPE],
    ...charts.map((placed): [string, string] => [`xl/charts/chart${placed.number}.xml`, CHART_TYPE]),
  ]);
}

/**
 * Writes native charts into a workbook that exceljs has written: a drawing per sheet, a part per chart, their
 * relationships and content types. To be done last: exceljs loses charts when it loads and saves.
 */
export function addCharts(parts: Parts, charts: readonly PlacedChart[]): void {
  if (charts.length === 0) return;
  const sheets = sheetParts(parts);
  const numbered = charts.map((placed, at) => ({ ...placed, number: at + 1 }));
  const bySheet = [...Map.groupBy(numbered, ({ sheet }) => sheet)];
  bySheet.forEach(([name, own], at) => {
    const sheet = sheets.get(name);
    if (sheet === undefined) throw new Error(`Für ein Diagramm fehlt das Blatt ${name}.`);
    addDrawing(parts, sheet, at + 1, own);
  });
}
