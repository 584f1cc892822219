import { tag, XML_HEAD } from '../xml.ts';
import type { Corner, PlacedChart } from './chart.ts';

const SPREADSHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function corner(name: string, { column, columnOffset, row, rowOffset }: Corner): string {
  const parts: [string, number][] = [
    ['xdr:col', column],
    ['xdr:colOff', columnOffset],
    ['xdr:row', row],
    ['xdr:rowOff', rowOffset],
  ];
  return tag(name, {}, ...parts.map(([part, value]) => `<${part}>${Math.round(value)}</${part}>`));
}

function frame(placed: PlacedChart & { id: string }, at: number): string {
  const { chart, id } = placed;
  // Only `descr` lasts; a title alone is lost.
  const about = tag('xdr:cNvPr', { id: at + 2, name: `Diagramm ${at + 1}`, descr: chart.alt });
  const nothing = [tag('a:off', { x: 0, y: 0 }), tag('a:ext', { cx: 0, cy: 0 })];
  const link = tag('c:chart', { 'xmlns:c': CHART, 'xmlns:r': RELATION, 'r:id': id });
  return tag(
    'xdr:twoCellAnchor',
    { editAs: 'oneCell' },
    corner('xdr:from', placed.from),
    corner('xdr:to', placed.to),
    tag(
      'xdr:graphicFrame',
      { macro: '' },
      tag('xdr:nvGraphicFramePr', {}, about, tag('xdr:cNvGraphicFramePr')),
      tag('xdr:xfrm', {}, ...nothing),
      tag('a:graphic', {}, tag('a:graphicData', { uri: CHART }, link)),
    ),
    tag('xdr:clientData'),
  );
}

/** The drawing of one sheet: its charts in their places, each with its text for those who do not see it (20.5.2). */
export function drawingXml(charts: readonly (PlacedChart & { id: string })[]): string {
  const names = { 'xmlns:xdr': SPREADSHEET_DRAWING, 'xmlns:a': DRAWING };
  return XML_HEAD + tag('xdr:wsDr', names, ...charts.map(frame));
}
