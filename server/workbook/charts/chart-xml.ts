import { linesOf } from '../sheet-format.ts';
import { largest } from '#shared/largest.ts';
import { tag, XML_HEAD, xmlText } from '../xml.ts';
import type { CellRun, Chart, ChartSeries } from './chart.ts';
import {
  AXIS_COLOUR,
  barShape,
  GRID_COLOUR,
  isHatched,
  labelColour,
  lineShape,
  solidFill,
  TEXT_COLOUR,
} from './looks.ts';

const CHART_NS = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const DRAWING_NS = 'http://schemas.openxmlformats.org/drawingml/2006/main';
/** Hundredths of a point. A sheet is printed at 80 % or more, so that nothing falls under 8 points. */
const SIZE = 1000;
const FONT = 'Arial';
const CATEGORY_AXIS = 111_111_111;
const VALUE_AXIS = 222_222_222;
/** The part of the longest bar that a number of usual length needs. */
const SMALLEST_LABELLED = 0.06;

interface ChartSize {
  width: number;
  height: number;
}

const val = (name: string, value: string | number): string => tag(name, { val: value });

function runProperties(name: string, colour: string, isBold = false): string {
  const font = [solidFill(colour), tag('a:latin', { typeface: FONT })];
  return tag(name, { lang: 'de-DE', sz: SIZE, b: isBold ? 1 : 0 }, ...font);
}

/** Font of everything an element writes. */
function textProperties(colour: string): string {
  const paragraph = tag('a:pPr', {}, runProperties('a:defRPr', colour));
  return tag(
    'c:txPr',
    {},
    tag('a:bodyPr'),
    tag('a:lstStyle'),
    tag('a:p', {}, paragraph, tag('a:endParaRPr', { lang: 'de-DE' })),
  );
}

function paragraph(text: string, isBold: boolean): string {
  const left = tag('a:pPr', { algn: 'l' }, runProperties('a:defRPr', TEXT_COLOUR, isBold));
  const run = tag('a:r', {}, runProperties('a:rPr', TEXT_COLOUR, isBold), `<a:t>${xmlText(text)}</a:t>`);
  return tag('a:p', {}, left, run);
}

/** Points of an average letter of the title, and of one of its lines. */
const LETTER = 6.2;
const TITLE_LINE = 13;

/** Message and subject cut into lines that fit the chart: every program breaks a title elsewhere. */
function titleLines({ message, subject }: Chart, width: number): { text: string; isBold: boolean }[] {
  const characters = Math.floor(width / LETTER);
  return [
    ...linesOf(message, characters).map((text) => ({ text, isBold: true })),
    ...linesOf(subject, characters).map((text) => ({ text, isBold: false })),
  ];
}

/** The message, and under it who, what and when. A fixed text: a program shows only what is stored in a title. */
function title(chart: Chart, width: number): string {
  const lines = titleLines(chart, width).map(({ text, isBold }) => paragraph(text, isBold));
  const rich = [tag('a:bodyPr'), tag('a:lstStyle'), ...lines];
  const place = [val('c:xMode', 'edge'), val('c:yMode', 'edge'), val('c:x', 0.006), val('c:y', 0.01)];
  return tag(
    'c:title',
    {},
    tag('c:tx', {}, tag('c:rich', {}, ...rich)),
    tag('c:layout', {}, tag('c:manualLayout', {}, ...place)),
    val('c:overlay', 0),
  );
}

function stringRun({ formula, values }: CellRun<string>): string {
  const points = values.map((value, at) => tag('c:pt', { idx: at }, `<c:v>${xmlText(value)}</c:v>`));
  const cache = tag('c:strCache', {}, val('c:ptCount', values.length), ...points);
  return tag('c:strRef', {}, `<c:f>${xmlText(formula)}</c:f>`, cache);
}

/** An empty cell has no point: a line ends there instead of falling to zero. */
function numberRun({ formula, values }: CellRun<number | null>, format: string): string {
  const points = values.flatMap((value, at) =>
    value === null ? [] : [tag('c:pt', { idx: at }, `<c:v>${value}</c:v>`)],
  );
  const code = `<c:formatCode>${xmlText(format)}</c:formatCode>`;
  const cache = tag('c:numCache', {}, code, val('c:ptCount', values.length), ...points);
  return tag('c:numRef', {}, `<c:f>${xmlText(formula)}</c:f>`, cache);
}

function isNumbers(run: Chart['categories']): run is CellRun<number> {
  return typeof run.values[0] === 'number';
}

function categoriesOf({ categories, dateFormat }: Chart): string {
  return isNumbers(categories)
    ? tag('c:cat', {}, numberRun(categories, dateFormat ?? 'General'))
    : tag('c:cat', {}, stringRun(categories));
}

/** How long the longest bar is: what the smallest labelled part is measured by. */
export function longestBar({ series, stacked }: Pick<Chart, 'series' | 'stacked'>): number {
  const sizes = (series[0]?.values.values ?? []).map((_, at) => {
    const parts = series.map(({ values }) => Math.abs(values.values[at] ?? 0));
    return stacked ? parts.reduce((sum, part) => sum + part, 0) : largest(parts, 0);
  });
  return sizes.reduce((max, size) => Math.max(max, size), 0);
}

/** Numbers in the bars: none where a part is too small to hold one, and none for nothing. */
function labels(chart: Chart, { values, look, labelled }: ChartSeries): string {
  if (labelled !== true) return '';
  const least = Math.max(chart.max ?? 0, longestBar(chart)) * SMALLEST_LABELLED;
  const left = values.values.flatMap((value, at) =>
    value === null || Math.abs(value) < least || value === 0
      ? [tag('c:dLbl', {}, val('c:idx', at), val('c:delete', 1))]
      : [],
  );
  const ground = isHatched(look) ? [tag('c:spPr', {}, solidFill('FFFFFF'))] : [];
  return tag(
    'c:dLbls',
    {},
    ...(chart.stacked ? left : []),
    tag('c:numFmt', { formatCode: chart.format, sourceLinked: 0 }),
    ...ground,
    textProperties(chart.stacked ? labelColour(look) : TEXT_COLOUR),
    val('c:dLblPos', chart.stacked ? 'ctr' : 'outEnd'),
    ...['LegendKey', 'Val', 'CatName', 'SerName', 'Percent', 'BubbleSize'].map((what) =>
      val(`c:show${what}`, what === 'Val' ? 1 : 0),
    ),
  );
}

function barSeries(chart: Chart, one: ChartSeries, at: number): string {
  return tag(
    'c:ser',
    {},
    ...[val('c:idx', at), val('c:order', at), tag('c:tx', {}, stringRun(one.name)), barShape(one.look)],
    ...[val('c:invertIfNegative', 0), labels(chart, one), categoriesOf(chart)],
    tag('c:val', {}, numberRun(one.values, chart.format)),
  );
}

function lineSeries(chart: Chart, one: ChartSeries, at: number): string {
  return tag(
    'c:ser',
    {},
    ...[val('c:idx', at), val('c:order', at), tag('c:tx', {}, stringRun(one.name)), lineShape(one.look)],
    ...[tag('c:marker', {}, val('c:symbol', 'none')), categoriesOf(chart)],
    ...[tag('c:val', {}, numberRun(one.values, chart.format)), val('c:smooth', 0)],
  );
}

const AXES = [val('c:axId', CATEGORY_AXIS), val('c:axId', VALUE_AXIS)];

function plot(chart: Chart): string {
  if (chart.kind === 'lines')
    return tag(
      'c:lineChart',
      {},
      ...[val('c:grouping', 'standard'), val('c:varyColors', 0)],
      ...chart.series.map((one, at) => lineSeries(chart, one, at)),
      ...[val('c:marker', 1), ...AXES],
    );
  return tag(
    'c:barChart',
    {},
    ...[val('c:barDir', chart.kind === 'bars' ? 'bar' : 'col')],
    ...[val('c:grouping', chart.stacked ? 'stacked' : 'clustered'), val('c:varyColors', 0)],
    ...chart.series.map((one, at) => barSeries(chart, one, at)),
    ...[
      val('c:gapWidth', chart.categories.values.length === 1 ? 60 : 45),
      val('c:overlap', chart.stacked ? 100 : 0),
      ...AXES,
    ],
  );
}

/** Points under the plot for months and legend. */
const LEGEND_HEIGHT = 24;
/** Under this width a legend takes two lines. */
const NARROW = 300;
/** Months that are named along an axis. */
const MOST_MONTHS = 6;
const AXIS_HEIGHT = 18;

/** Where the plot stands: said, so that charts of one width share one scale and no program moves a title into it. */
function plotPlace(chart: Chart, { width: total, height }: ChartSize): string {
  const above = titleLines(chart, total).length * TITLE_LINE + 10;
  const below =
    (hasLegend(chart) ? LEGEND_HEIGHT * (total < NARROW ? 1.6 : 1) : 6) +
    (chart.kind === 'bars' ? 0 : AXIS_HEIGHT);
  const [x, width] = chart.kind === 'bars' ? [0.31, 0.66] : [0.075, 0.905];
  const part = (points: number): number => Math.round((points / height) * 10_000) / 10_000;
  return tag(
    'c:layout',
    {},
    tag(
      'c:manualLayout',
      {},
      ...[val('c:layoutTarget', 'inner'), val('c:xMode', 'edge'), val('c:yMode', 'edge')],
      ...[val('c:x', x), val('c:y', part(above)), val('c:w', width)],
      val('c:h', part(height - above - below)),
    ),
  );
}

const axisLine = (colour: string): string => tag('c:spPr', {}, tag('a:ln', { w: 9525 }, solidFill(colour)));

/** Rows are read from the top, so bars turn the axis round; months run to the right. */
function categoryAxis(chart: Chart): string {
  const isBars = chart.kind === 'bars';
  const isDates = chart.dateFormat !== undefined;
  const order = tag('c:scaling', {}, val('c:orientation', isBars ? 'maxMin' : 'minMax'));
  return tag(
    isDates ? 'c:dateAx' : 'c:catAx',
    {},
    ...[val('c:axId', CATEGORY_AXIS), order, val('c:delete', 0), val('c:axPos', isBars ? 'l' : 'b')],
    tag('c:numFmt', { formatCode: chart.dateFormat ?? 'General', sourceLinked: 0 }),
    ...[val('c:majorTickMark', 'none'), val('c:minorTickMark', 'none'), val('c:tickLblPos', 'low')],
    ...[axisLine(AXIS_COLOUR), textProperties(TEXT_COLOUR), val('c:crossAx', VALUE_AXIS)],
    ...[val('c:crosses', 'autoZero'), val('c:auto', isDates ? 1 : 0)],
    ...(isDates
      ? [
          ...[val('c:lblOffset', 100), val('c:baseTimeUnit', 'months')],
          ...[val('c:majorUnit', Math.max(1, Math.ceil(chart.categories.values.length / MOST_MONTHS)))],
          val('c:majorTimeUnit', 'months'),
        ]
      : [
          val('c:lblAlgn', 'ctr'),
          val('c:lblOffset', 100),
          val('c:tickLblSkip', 1),
          val('c:noMultiLvlLbl', 1),
        ]),
  );
}

/** From zero, never cut; without marks where the bars carry their numbers. */
function valueAxis(chart: Chart): string {
  const isBars = chart.kind === 'bars';
  const isRead = chart.kind === 'lines';
  const hasLess = chart.series.some(({ values }) =>
    values.values.some((value) => value !== null && value < 0),
  );
  const scaling = [
    val('c:orientation', 'minMax'),
    ...(chart.max === undefined ? [] : [val('c:max', chart.max)]),
    ...(hasLess ? [] : [val('c:min', 0)]),
  ];
  return tag(
    'c:valAx',
    {},
    ...[val('c:axId', VALUE_AXIS), tag('c:scaling', {}, ...scaling), val('c:delete', isRead ? 0 : 1)],
    val('c:axPos', isBars ? 'b' : 'l'),
    ...(isRead ? [tag('c:majorGridlines', {}, axisLine(GRID_COLOUR))] : []),
    tag('c:numFmt', { formatCode: chart.format, sourceLinked: 0 }),
    ...[val('c:majorTickMark', 'none'), val('c:minorTickMark', 'none'), val('c:tickLblPos', 'nextTo')],
    ...[tag('c:spPr', {}, tag('a:ln', {}, tag('a:noFill'))), textProperties(AXIS_COLOUR)],
    ...[val('c:crossAx', CATEGORY_AXIS), val('c:crosses', isBars ? 'max' : 'autoZero')],
    val('c:crossBetween', 'between'),
  );
}

function hasLegend({ series, hasLegend: isWanted }: Chart): boolean {
  return isWanted !== false && series.filter(({ look }) => look !== 'unseen').length > 1;
}

/** What is not seen is not explained. */
function legend(chart: Chart): string {
  if (!hasLegend(chart)) return '';
  const { series } = chart;
  const hidden = series.flatMap(({ look }, at) =>
    look === 'unseen' ? [tag('c:legendEntry', {}, val('c:idx', at), val('c:delete', 1))] : [],
  );
  const rest = [val('c:overlay', 0), textProperties(TEXT_COLOUR)];
  return tag('c:legend', {}, val('c:legendPos', 'b'), ...hidden, ...rest);
}

/**
 * The part of a native chart (ECMA-376 part 1, 21.2). Its elements stand in the order of the schema, its points are
 * those of the cells it refers to, so that it shows the same before and after the workbook is calculated. Its size is in
 * points.
 */
export function chartXml(chart: Chart, size: ChartSize): string {
  const area = tag(
    'c:plotArea',
    {},
    plotPlace(chart, size),
    plot(chart),
    categoryAxis(chart),
    valueAxis(chart),
  );
  const white = tag('c:spPr', {}, solidFill('FFFFFF'), tag('a:ln', {}, tag('a:noFill')));
  return (
    XML_HEAD +
    tag(
      'c:chartSpace',
      {
        'xmlns:c': CHART_NS,
        'xmlns:a': DRAWING_NS,
        'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      },
      ...[val('c:date1904', 0), val('c:lang', 'de-DE'), val('c:roundedCorners', 0)],
      tag(
        'c:chart',
        {},
        ...[title(chart, size.width), val('c:autoTitleDeleted', 0), area, legend(chart)],
        ...[val('c:plotVisOnly', 1), val('c:dispBlanksAs', 'gap')],
      ),
      ...[white, textProperties(TEXT_COLOUR)],
    )
  );
}
