import type { Chart } from '../../workbook/charts/chart.ts';
import { barsHeight } from '../../workbook/charts/place-charts.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { ChartRow } from '../sheets/chapter-sheet.ts';
import { milestoneChart, shiftChart } from './date-charts.ts';
import { WATERFALLS } from './chart-data.ts';
import { budgetUseChart, envelopeChart, envelopeForecastChart, waterfallChart } from './money-charts.ts';
import { lightsChart, postsChart } from './people-charts.ts';
import { largestOf } from './table-charts.ts';
import type { ChartContext } from './table-charts.ts';

/** Every table of the report that has its place, by its id. */
export type PlacedTables = ReadonlyMap<string, PlacedTable>;

/** Rows of charts on the first page, from the top. */
export const FRONT = ['blick-geld', 'blick-stellen', 'blick-stand'];

type Maker = (placed: PlacedTable, context: ChartContext, all: PlacedTables) => (Chart | undefined)[];

/** Which charts stand over which table. What a stored report does not hold is not drawn. */
const MAKERS: Record<string, Maker> = {
  rahmen: (placed, context) => [envelopeChart(placed, context), envelopeForecastChart(placed, context)],
  ampeln: (placed, context) => [lightsChart(placed, context)],
  'budget-aufbau': (_, context, all) => waterfalls(all, context),
  haushalt: (placed, context, all) => [
    on(all, 'daten-verwendung', (data) => useByYear(data, context)),
    subBudgets(placed, context),
  ],
  meilensteine: (_, context, all) => [on(all, 'daten-meilensteine', (data) => milestoneChart(data, context))],
  'stellen-amt': (placed, context) => [postsChart(placed, 'nach Amt', context)],
  'stellen-gruppe': (placed, context) => [postsChart(placed, 'nach Gruppe', context)],
  'meilensteine-faellig': (placed, context) => [shiftChart(placed, context)],
};

const LINES_HEIGHT = 225;
const MOST_SUB_BUDGETS = 12;

function heightOf(chart: Chart): number {
  if (chart.kind === 'lines') return LINES_HEIGHT;
  return barsHeight(chart.categories.values.length, chart.categories.values.length > 10 ? 14 : 26);
}

function on(
  all: PlacedTables,
  tableId: string,
  make: (placed: PlacedTable) => Chart | undefined,
): Chart | undefined {
  const placed = all.get(tableId);
  return placed && make(placed);
}

/** Both waterfalls on the scale of the larger. */
function waterfalls(all: PlacedTables, context: ChartContext): (Chart | undefined)[] {
  const data = WATERFALLS.flatMap((id) => all.get(id) ?? []);
  const most = data.reduce(
    (max, one) =>
      Math.max(max, largestOf(one, ['value', 'base', 'state'], { from: 0, to: one.table.rows.length - 1 })),
    0,
  );
  return data.map((one) => waterfallChart(one, most * 1.05, context));
}

/** Each row is a year of one ledger; what is said is said of the first one of the year. */
function useByYear(data: PlacedTable, context: ChartContext): Chart | undefined {
  const { rows } = data.table;
  const year = ` ${context.asOf.slice(0, 4)},`;
  const now = rows.findIndex(
    ({ cells }) => typeof cells['name'] === 'string' && cells['name'].includes(year),
  );
  const told = Math.max(0, now);
  const all = { from: 0, to: rows.length - 1 };
  return budgetUseChart(data, all, 'Verwendung nach Jahr und Haushalt', context, { from: told, to: told });
}

/** The sub-budgets of the newest year's first expense: the rows of the list that follow each other. */
function subBudgets(placed: PlacedTable, context: ChartContext): Chart | undefined {
  const { rows } = placed.table;
  const year = Number(context.asOf.slice(0, 4));
  const from = rows.findIndex(({ kind, cells }) => kind === 'row' && cells['year'] === year);
  if (from < 1) return undefined;
  const end = rows.findIndex(({ kind }, at) => at > from && kind !== 'row');
  const to = Math.min((end < 0 ? rows.length : end) - 1, from + MOST_SUB_BUDGETS - 1);
  const name = rows[from - 1]?.cells['name'];
  return budgetUseChart(placed, { from, to }, typeof name === 'string' ? name : 'Teilhaushalte', context);
}

function made(name: string, all: PlacedTables, context: ChartContext): (Chart | undefined)[] {
  if (name === 'blick-geld') return [on(all, 'rahmen', (placed) => envelopeChart(placed, context))];
  if (name === 'blick-stellen')
    return [on(all, 'stellen-gesamt', (placed) => postsChart(placed, 'des Programms', context))];
  if (name === 'blick-stand')
    return [
      on(all, 'ampeln', (placed) => lightsChart(placed, context)),
      on(all, 'daten-meilensteine', (data) => milestoneChart(data, context)) ??
        on(all, 'meilensteine-faellig', (placed) => shiftChart(placed, context)),
    ];
  const placed = all.get(name);
  return placed ? (MAKERS[name]?.(placed, context, all) ?? []) : [];
}

/** The charts over a table, side by side and of one height; nothing where the table holds none. */
export function chartsOver(tableId: string, all: PlacedTables, context: ChartContext): ChartRow | undefined {
  const charts = made(tableId, all, context).filter((chart) => chart !== undefined);
  if (charts.length === 0) return undefined;
  return { charts, height: charts.reduce((most, chart) => Math.max(most, heightOf(chart)), 0) };
}

/** Whether charts may stand over a table of this id. */
export function isDrawn(tableId: string): boolean {
  return MAKERS[tableId] !== undefined;
}
