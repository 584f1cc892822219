import { sheetNumber } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { Chart } from '../../workbook/charts/chart.ts';
import { longestBar } from '../../workbook/charts/chart-xml.ts';
import type { Look } from '../../workbook/charts/looks.ts';
import { hasColumns, largestOf, plainRows, seriesOf, stackedBars, sumOf } from './table-charts.ts';
import type { ChartContext, Rows } from './table-charts.ts';
import { moneyUnit } from './units.ts';
import { textsRun } from '../../workbook/placed-table.ts';

const USE: readonly (readonly [string, Look])[] = [
  ['I', 'actual'],
  ['O', 'commitment'],
  ['S', 'block'],
  ['free', 'free'],
];

/** Without a block none is drawn or explained. */
function used(placed: PlacedTable, looks: typeof USE, rows: Rows): typeof USE {
  return looks.filter(([key]) => key !== 'S' || sumOf(placed, 'S', rows) !== 0);
}

function nameOf(placed: PlacedTable, row: number): string {
  const name = placed.table.rows[row]?.cells['name'];
  return typeof name === 'string' ? name : '';
}

/** What of each envelope is spent, ordered and free, all on one scale. Envelopes overlap: nothing adds them. */
export function envelopeChart(placed: PlacedTable, { asOfText }: ChartContext): Chart | undefined {
  const rows = plainRows(placed, 12);
  if (!rows || !hasColumns(placed, ['name', 'ceiling', 'I', 'O', 'S', 'free'])) return undefined;
  const unit = moneyUnit(largestOf(placed, ['ceiling'], rows));
  const [spent, ceiling] = ['I', 'ceiling'].map((key) =>
    unit.inWords(sheetNumber(placed, key, rows.from) ?? 0),
  );
  const chart = stackedBars(placed, used(placed, USE, rows), rows, {
    message: `${nameOf(placed, rows.from)}: ${spent} von ${ceiling} ausgegeben`,
    subject: `Finanzrahmen nach Verwendung, ${unit.word}, ${asOfText}; sie überlappen sich`,
    format: unit.labels,
  });
  return { ...chart, max: longestBar(chart) };
}

/** What is expected at the end beside the ceiling, only for envelopes of which somebody gave a forecast. */
export function envelopeForecastChart(placed: PlacedTable, { asOfText }: ChartContext): Chart | undefined {
  const rows = plainRows(placed, 12);
  if (!rows || !hasColumns(placed, ['name', 'ceiling', 'P', 'I'])) return undefined;
  if (sheetNumber(placed, 'P', rows.from) === null) return undefined;
  const unit = moneyUnit(largestOf(placed, ['ceiling', 'P'], rows));
  const [expected, ceiling] = ['P', 'ceiling'].map((key) =>
    unit.inWords(sheetNumber(placed, key, rows.from) ?? 0),
  );
  const message = `${nameOf(placed, rows.from)}: ${expected} von ${ceiling} erwartet`;
  const subject = `Prognose zum Ende des Zeitraums gegen Obergrenze, ${unit.word}, ${asOfText}`;
  return {
    ...{ kind: 'bars', stacked: false, message, subject, format: unit.labels },
    alt: `Balken. ${message}. ${subject}. Zahlen auf dem Blatt ${placed.sheet}.`,
    categories: textsRun(placed, 'name', rows.from, rows.to),
    series: seriesOf(
      placed,
      [
        ['P', 'forecast'],
        ['ceiling', 'ceiling'],
      ],
      rows,
    ),
    max: largestOf(placed, ['ceiling', 'P'], rows) * 1.18,
  };
}

const BUDGET_USE: readonly (readonly [string, Look])[] = [
  ['I', 'actual'],
  ['O', 'commitment'],
  ['S', 'block'],
  ['V', 'free'],
];

/** Actual, commitment, block and what is available, of rows that follow each other. */
export function budgetUseChart(
  placed: PlacedTable,
  rows: Rows,
  what: string,
  { asOfText }: ChartContext,
  // Where the rows are of several ledgers nothing may add them: the message is that of one.
  told: Rows = rows,
): Chart | undefined {
  if (!hasColumns(placed, ['name', 'F', 'S', 'O', 'I', 'V'])) return undefined;
  const unit = moneyUnit(largestOf(placed, ['F'], rows));
  const [spent, budget] = ['I', 'F'].map((key) => unit.inWords(sumOf(placed, key, told)));
  const whose = told === rows ? '' : `${nameOf(placed, told.from).replace(/,.*$/u, '')}: `;
  return stackedBars(placed, used(placed, BUDGET_USE, rows), rows, {
    message: `${whose}${spent} von ${budget} gebucht, ${unit.inWords(sumOf(placed, 'V', told))} offen`,
    subject: `${what}, ${unit.word}, ${asOfText}`,
    format: unit.labels,
  });
}

/** From the appropriation to the revised budget, step by step; `max` keeps charts of one page on one scale. */
export function waterfallChart(
  placed: PlacedTable,
  max: number,
  { asOfText }: ChartContext,
): Chart | undefined {
  const rows = plainRows(placed);
  if (!rows) return undefined;
  const unit = moneyUnit(max);
  const inWords = (row: number): string => unit.inWords(sheetNumber(placed, 'value', row) ?? 0);
  const what = placed.table.title.replace(/^.*?: /u, '');
  const chart = stackedBars(
    placed,
    [
      ['base', 'unseen'],
      ['state', 'plan'],
      ['more', 'more'],
      ['less', 'less'],
    ],
    rows,
    {
      message: `Aus ${inWords(rows.from)} wurden ${inWords(rows.to)}`,
      subject: `${what}, vom Ansatz A zum fortgeschriebenen Ansatz F, ${unit.word}, ${asOfText}`,
      format: unit.labels,
    },
    { max, labelled: false },
  );
  return { ...chart, hasLegend: false };
}
