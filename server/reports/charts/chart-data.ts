import { endOfMonth, monthsBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ReportRow, ReportTable } from '#shared/report-table.ts';
import { cellAddress, hasColumns, rangeAddress, sheetNumber } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { FormulaOf } from '../../workbook/table-block.ts';
import { moneyUnit } from './units.ts';
import type { PlacedTables } from './report-charts.ts';

/** Numbers that a chart needs in another order than the report has them: a table whose cells are formulas on the report's. */
export interface DerivedTable {
  table: ReportTable;
  formulaOf: FormulaOf;
}

/** A table with a formula for each number that has one. */
function derived(
  head: Pick<ReportTable, 'id' | 'title' | 'sentence' | 'columns'>,
  rows: readonly { cells: ReportRow['cells']; formulas: Record<string, string> }[],
): DerivedTable {
  const table: ReportTable = {
    ...head,
    rows: rows.map(({ cells }) => ({ kind: 'row', cells })),
    notes: [],
  };
  const formulas = new Map(table.rows.map((row, at) => [row, rows[at]?.formulas ?? {}]));
  return { table, formulaOf: (row, key) => formulas.get(row)?.[key] };
}

const STEPS = ['A', 'N', 'E', 'B', 'Z', 'U', 'F'] as const;

/** Rows of the overview of the budget whose money goes out: those a reader asks about. */
export function expenseRows(placed: PlacedTable): number[] {
  return placed.table.rows.flatMap(({ kind, cells }, at) => {
    const { F, name } = cells;
    const isReserve = typeof name === 'string' && /, Deckungsreserve$/u.test(name);
    return kind === 'row' && typeof F === 'number' && F > 0 && !isReserve ? [at] : [];
  });
}

/** How the appropriation of one row becomes its revised budget, step by step; nothing where a sum falls under zero. */
export function waterfallData(placed: PlacedTable, row: number, id: string): DerivedTable | undefined {
  if (!hasColumns(placed, STEPS)) return undefined;
  const values = STEPS.map((key) => sheetNumber(placed, key, row) ?? 0);
  let sum = 0;
  const sums = values.map((value, at) => {
    if (at < STEPS.length - 1) sum += value;
    return Math.round(sum * 100) / 100;
  });
  if (sums.some((one) => one < 0)) return undefined;
  const unit = moneyUnit(Math.max(values[0] ?? 0, values.at(-1) ?? 0));
  const name = placed.table.rows[row]?.cells['name'];
  const what = typeof name === 'string' ? name : '';
  const cents = (euro: number): number => Math.round(euro * 100);
  return derived(
    {
      id,
      title: `Vom Ansatz zum fortgeschriebenen Ansatz: ${what}`,
      sentence:
        'Sockel ist, worauf ein Schritt steht; mehr und weniger ist der Schritt; Stand ist die Summe.',
      columns: [
        { key: 'name', label: 'Schritt', kind: 'text', width: 30 },
        { key: 'value', label: 'Wert', kind: 'cents' },
        { key: 'base', label: 'Sockel', kind: 'cents' },
        { key: 'more', label: 'mehr', kind: 'cents' },
        { key: 'less', label: 'weniger', kind: 'cents' },
        { key: 'state', label: 'Stand', kind: 'cents' },
      ],
    },
    STEPS.map((key, at) => {
      const value = values[at] ?? 0;
      const before = at === 0 ? 0 : (sums[at - 1] ?? 0);
      const after = sums[at] ?? 0;
      const isState = key === 'A' || key === 'F';
      const address = cellAddress(placed, key, row);
      const upTo = (last: number): string =>
        `SUM(${STEPS.slice(0, last + 1)
          .map((one) => cellAddress(placed, one, row))
          .join(',')})`;
      const label = placed.columns.find((column) => column.key === key)?.label ?? key;
      const words = `${label}: ${!isState && value > 0 ? '+' : ''}${unit.inWords(value)}`;
      const cells: ReportRow['cells'] = { name: words, value: cents(value) };
      const formulas: Record<string, string> = { value: address };
      if (isState)
        return { cells: { ...cells, state: cents(value) }, formulas: { ...formulas, state: address } };
      return {
        cells: {
          ...cells,
          base: cents(Math.min(before, after)),
          more: cents(Math.max(0, value)),
          less: cents(Math.max(0, -value)),
        },
        formulas: {
          ...formulas,
          base: `ROUND(MIN(${upTo(at - 1)},${upTo(at)}),2)`,
          more: `MAX(0,${address})`,
          less: `MAX(0,-${address})`,
        },
      };
    }),
  );
}

/** Use of the rows that spend money, one after the other. */
export function budgetUseData(placed: PlacedTable, rows: readonly number[]): DerivedTable | undefined {
  const keys = ['F', 'S', 'O', 'I', 'V'];
  if (rows.length === 0 || !hasColumns(placed, keys)) return undefined;
  return derived(
    {
      id: 'daten-verwendung',
      title: 'Verwendung nach Jahr und Haushalt',
      sentence:
        'Ohne Erträge, Einzahlungen und Deckungsreserve. Ergebnishaushalt und Finanzhaushalt werden nie addiert.',
      columns: [
        { key: 'name', label: 'Haushalt', kind: 'text', width: 26 },
        ...keys.map((key) => ({
          key,
          label: placed.columns.find((column) => column.key === key)?.label ?? key,
          kind: 'cents' as const,
        })),
      ],
    },
    rows.map((row) => ({
      cells: {
        name: placed.table.rows[row]?.cells['name'] ?? '',
        ...Object.fromEntries(keys.map((key) => [key, placed.table.rows[row]?.cells[key] ?? null])),
      },
      formulas: Object.fromEntries(keys.map((key) => [key, cellAddress(placed, key, row)])),
    })),
  );
}

function daysOf(placed: PlacedTable, key: string): IsoDate[] {
  return placed.table.rows.flatMap(({ cells }) => {
    const day = cells[key];
    return typeof day === 'string' && day !== '' ? [toIsoDate(day)] : [];
  });
}

/** Milestones due by the baseline, reached and expected, added up to the end of each month. */
export function milestoneData(placed: PlacedTable, asOf: string): DerivedTable | undefined {
  const rows = placed.table.rows.length;
  if (rows === 0 || !hasColumns(placed, ['state', 'baseline', 'now'])) return undefined;
  const [due, now] = [daysOf(placed, 'baseline'), daysOf(placed, 'now')];
  const all = [...due, ...now].sort();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const ends = monthsBetween(first, last).map(endOfMonth);
  if (ends.length < 3 || ends.length > 120) return undefined;
  const reached = placed.table.rows.flatMap(({ cells }) =>
    cells['state'] === 'erreicht' && typeof cells['now'] === 'string' ? [cells['now']] : [],
  );
  const range = (key: string): string => rangeAddress(placed, key, 0, rows - 1);
  const upTo = (list: readonly string[], end: string): number => list.filter((day) => day <= end).length;
  const lastReached = ends.findLast((end) => end <= asOf) ?? '';
  return derived(
    {
      id: 'daten-meilensteine',
      title: 'Meilensteine bis zum Monatsende',
      sentence:
        'Gezählt auf dem Blatt der Meilensteine. Nach dem Stichtag ist nichts erreicht: Die Zellen sind leer.',
      columns: [
        { key: 'name', label: 'bis', kind: 'date', width: 26 },
        { key: 'due', label: 'fällig laut Basis', kind: 'integer', width: 12 },
        { key: 'reached', label: 'erreicht', kind: 'integer', width: 12 },
        { key: 'expected', label: 'erwartet', kind: 'integer', width: 12 },
      ],
    },
    ends.map((end) => {
      const [year, month, day] = end.split('-').map(Number);
      const until = `DATE(${year},${month},${day})`;
      const count = (key: string, more = ''): string => `COUNTIFS(${range(key)},"<="&${until}${more})`;
      return {
        cells: {
          ...{ name: end, due: upTo(due, end) },
          ...(end <= asOf && { reached: upTo(reached, end) }),
          ...(end >= lastReached && { expected: upTo(now, end) }),
        },
        formulas: {
          due: count('baseline'),
          reached: count('now', `,${range('state')},"erreicht"`),
          expected: count('now'),
        },
      };
    }),
  );
}

export const WATERFALLS = ['daten-aufbau-1', 'daten-aufbau-2'];

/** Every table the charts need beside those of the report, as far as it holds what they are made of. */
export function chartData(all: PlacedTables, asOf: string): DerivedTable[] {
  const budget = all.get('budget-aufbau');
  const milestones = all.get('meilensteine');
  const rows = budget ? expenseRows(budget) : [];
  return [
    ...(budget ? rows.slice(-2).map((row, at) => waterfallData(budget, row, WATERFALLS[at] ?? '')) : []),
    budget && budgetUseData(budget, rows),
    milestones && milestoneData(milestones, asOf),
  ].filter((one) => one !== undefined);
}
