import type { ReportRow } from '#shared/report-table.ts';
import { cellAddress, hasColumns, rangeAddress, sheetNumber } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { PlacedTables } from '../charts/report-charts.ts';

interface Side {
  formula: string;
  /** In the unit of the sheet. */
  result: number;
}

/** Two ways to one number. */
export interface Check {
  name: string;
  unit: '€' | 'Stellen' | 'Anzahl';
  here: Side;
  there: Side;
}

function cell(placed: PlacedTable, key: string, row: number): Side {
  return { formula: cellAddress(placed, key, row), result: sheetNumber(placed, key, row) ?? 0 };
}

/** Σ of a column over rows that follow each other. */
function sum(placed: PlacedTable, key: string, from: number, to: number): Side {
  let result = 0;
  for (let row = from; row <= to; row += 1) result += sheetNumber(placed, key, row) ?? 0;
  return { formula: `SUM(${rangeAddress(placed, key, from, to)})`, result };
}

function count(
  placed: PlacedTable,
  key: string,
  criterion: string,
  counts: (row: ReportRow) => boolean,
): Side {
  const { rows } = placed.table;
  const range = rangeAddress(placed, key, 0, rows.length - 1);
  return { formula: `COUNTIF(${range},"${criterion}")`, result: rows.filter(counts).length };
}

function totalRow({ table }: PlacedTable): number {
  return table.rows.findLastIndex(({ kind }) => kind === 'total');
}

const POST_WORDS = { authorised: 'bewilligt', filled: 'besetzt', vacant: 'nicht besetzt' } as const;

/** The same posts by office, by grade and in all. */
function postChecks(all: PlacedTables): Check[] {
  const whole = all.get('stellen-gesamt');
  if (!whole || whole.table.rows.length === 0) return [];
  return ['stellen-amt', 'stellen-gruppe'].flatMap((id) => {
    const split = all.get(id);
    const last = split ? totalRow(split) : -1;
    if (!split || last < 1) return [];
    return (Object.keys(POST_WORDS) as (keyof typeof POST_WORDS)[]).map((key): Check => ({
      name: `${split.table.title}, ${POST_WORDS[key]} = Stellen gesamt`,
      unit: 'Stellen',
      here: sum(split, key, 0, last - 1),
      there: cell(whole, key, 0),
    }));
  });
}

const LIGHT_MARKS = { red: 'rot', yellow: 'gelb', none: 'fehlt', green: 'grün' } as const;

/** The lights of the list, counted, against the overview by field. */
function lightChecks(all: PlacedTables): Check[] {
  const [fields, list] = [all.get('ampeln'), all.get('projekte')];
  const last = fields ? totalRow(fields) : -1;
  if (!fields || !list || last < 1 || list.table.rows.length === 0 || !hasColumns(list, ['overall', 'name']))
    return [];
  const lights = (Object.keys(LIGHT_MARKS) as (keyof typeof LIGHT_MARKS)[]).map((key): Check => ({
    name: `Projekte ${LIGHT_MARKS[key]}: Handlungsfelder = Liste der Projekte`,
    unit: 'Anzahl',
    here: sum(fields, key, 0, last - 1),
    there: count(list, 'overall', `*${LIGHT_MARKS[key]}*`, ({ cells }) => {
      const light = cells['overall'];
      return typeof light === 'object' && light !== null && 'light' in light && light.light === key;
    }),
  }));
  return lights;
}

/** What is due and not reached, counted on the list of all milestones. */
function milestoneChecks(all: PlacedTables, asOf: string): Check[] {
  const [due, list] = [all.get('meilensteine-faellig'), all.get('meilensteine')];
  if (!due || !list || due.table.rows.length === 0 || !hasColumns(list, ['state', 'baseline'])) return [];
  const last = list.table.rows.length - 1;
  const [year, month, day] = asOf.split('-').map(Number);
  const criteria = [
    `${rangeAddress(list, 'baseline', 0, last)},"<="&DATE(${year},${month},${day})`,
    `${rangeAddress(list, 'state', 0, last)},"<>erreicht"`,
  ];
  return [
    {
      name: 'Fällige Meilensteine = Liste aller Meilensteine',
      unit: 'Anzahl',
      here: {
        formula: `ROWS(${rangeAddress(due, 'name', 0, due.table.rows.length - 1)})`,
        result: due.table.rows.length,
      },
      there: {
        formula: `COUNTIFS(${criteria.join(',')})`,
        result: list.table.rows.filter(({ cells }) => {
          const { state, baseline } = cells;
          return state !== 'erreicht' && typeof baseline === 'string' && baseline <= asOf;
        }).length,
      },
    },
  ];
}

/** A row of the budget in brief against the rows of the list that stand under the heading of its name. */
function budgetChecks(all: PlacedTables): Check[] {
  const [brief, list] = [all.get('budget-aufbau'), all.get('haushalt')];
  if (!brief || !list || !hasColumns(brief, ['F', 'I', 'V']) || !hasColumns(list, ['F', 'I', 'V'])) return [];
  const { rows } = list.table;
  return brief.table.rows.flatMap(({ cells }, at): Check[] => {
    const heading = rows.findIndex((row) => row.kind === 'group' && row.cells['name'] === cells['name']);
    const end = rows.findIndex((row, index) => index > heading && row.kind !== 'row');
    if (heading < 0 || end < heading + 2 || typeof cells['name'] !== 'string') return [];
    return (['F', 'I', 'V'] as const).map((key) => ({
      name: `${cells['name'] as string}, ${key} = Σ Teilhaushalte`,
      unit: '€',
      here: cell(brief, key, at),
      there: sum(list, key, heading + 1, end - 1),
    }));
  });
}

/** The ceiling is what is spent, ordered, blocked and free. */
function envelopeChecks(all: PlacedTables): Check[] {
  const placed = all.get('rahmen');
  const keys = ['I', 'O', 'S', 'free'];
  if (!placed || !hasColumns(placed, ['ceiling', ...keys])) return [];
  return placed.table.rows.flatMap(({ kind, cells }, at): Check[] => {
    if (kind !== 'row' || typeof cells['name'] !== 'string') return [];
    const parts = keys.map((key) => cell(placed, key, at));
    return [
      {
        name: `${cells['name']}: Obergrenze = Ist + Obligo + Sperre + frei`,
        unit: '€',
        here: cell(placed, 'ceiling', at),
        there: {
          formula: parts.map(({ formula }) => formula).join('+'),
          result: parts.reduce((total, { result }) => total + result, 0),
        },
      },
    ];
  });
}

/** What the parts of a report must say alike, as far as it holds them. */
export function checksOf(all: PlacedTables, asOf: string): Check[] {
  return [
    ...envelopeChecks(all),
    ...postChecks(all),
    ...lightChecks(all),
    ...budgetChecks(all),
    ...milestoneChecks(all, asOf),
  ];
}
