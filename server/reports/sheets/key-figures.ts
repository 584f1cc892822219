import { cellAddress, hasColumns, rangeAddress, sheetNumber } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { PlacedTables } from '../charts/report-charts.ts';

/** A number of the first page: a formula on the cell it comes from, its result, and the name others may ask for it by. */
interface Figure {
  formula: string;
  result: number;
  format: string;
  name: string;
}

export interface KeyFigure extends Figure {
  label: string;
  of?: Figure;
}

const GERMAN = '[$-407]';
const MILLIONS = `${GERMAN}#,##0.00,,"\u00a0Mio. €"`;
const POSTS = `${GERMAN}#,##0.00`;
const COUNT = `${GERMAN}#,##0`;

/** The format of a number with words around it: the cell stays a number. */
function worded(before: string, format: string, after = ''): string {
  const number = format.replace(GERMAN, '');
  return `${GERMAN}"${before} "${number}${after === '' ? '' : `" ${after}"`}`;
}

function cell(
  placed: PlacedTable,
  key: string,
  row: number,
  format: string,
  name: string,
): Figure | undefined {
  const result = sheetNumber(placed, key, row);
  return result === null ? undefined : { formula: cellAddress(placed, key, row), result, format, name };
}

function figure(label: string, of: Figure | undefined, main: Figure | undefined): KeyFigure[] {
  return main === undefined ? [] : [{ label, ...main, ...(of !== undefined && { of }) }];
}

/** Money of the first envelope: it is what the council has set. */
function moneyFigures(placed: PlacedTable | undefined): KeyFigure[] {
  if (!placed || placed.table.rows.length === 0 || !hasColumns(placed, ['ceiling', 'I', 'O', 'free']))
    return [];
  const ceiling = cell(placed, 'ceiling', 0, worded('von', MILLIONS), 'Obergrenze');
  const free = cell(placed, 'free', 0, worded('', MILLIONS, 'noch frei').replace('" "', ''), 'Frei');
  return [
    ...figure('Ausgegeben', ceiling, cell(placed, 'I', 0, MILLIONS, 'Ausgegeben')),
    ...figure('Beauftragt, nicht bezahlt', free, cell(placed, 'O', 0, MILLIONS, 'Beauftragt')),
  ];
}

/** Without envelopes: the newest year of the budget. */
function budgetFigures(placed: PlacedTable | undefined): KeyFigure[] {
  const rows = placed?.table.rows ?? [];
  const row = rows.findLastIndex(({ cells }) => typeof cells['F'] === 'number' && cells['F'] > 0);
  if (!placed || row < 0 || !hasColumns(placed, ['F', 'I', 'O', 'V'])) return [];
  const name = rows[row]?.cells['name'];
  const label = typeof name === 'string' ? name.replace(/,.*$/u, '') : 'Haushalt';
  const budget = cell(placed, 'F', row, worded('von', MILLIONS), 'Ansatz_fortgeschrieben');
  const left = cell(placed, 'V', row, worded('', MILLIONS, 'verfügbar').replace('" "', ''), 'Verfuegbar');
  return [
    ...figure(`Gebucht, ${label}`, budget, cell(placed, 'I', row, MILLIONS, 'Gebucht')),
    ...figure('Beauftragt, nicht bezahlt', left, cell(placed, 'O', row, MILLIONS, 'Beauftragt')),
  ];
}

function postFigures(placed: PlacedTable | undefined): KeyFigure[] {
  if (!placed || placed.table.rows.length === 0) return [];
  const of = cell(placed, 'authorised', 0, worded('von', POSTS, 'bewilligt'), 'Stellen_bewilligt');
  return figure('Stellen besetzt', of, cell(placed, 'filled', 0, POSTS, 'Stellen_besetzt'));
}

/** Milestones reached of all, counted on their list. */
function milestoneFigures(placed: PlacedTable | undefined): KeyFigure[] {
  const rows = placed?.table.rows ?? [];
  if (!placed || rows.length === 0 || !hasColumns(placed, ['state', 'name'])) return [];
  const range = (key: string): string => rangeAddress(placed, key, 0, rows.length - 1);
  const reached = rows.filter(({ cells }) => cells['state'] === 'erreicht').length;
  return figure(
    'Meilensteine erreicht',
    {
      ...{ formula: `ROWS(${range('name')})`, result: rows.length },
      ...{ format: worded('von', COUNT), name: 'Meilensteine_gesamt' },
    },
    {
      ...{ formula: `COUNTIF(${range('state')},"erreicht")`, result: reached },
      ...{ format: COUNT, name: 'Meilensteine_erreicht' },
    },
  );
}

/** Up to four figures a councillor asks for first, as far as the report holds them. */
export function keyFigures(all: PlacedTables): KeyFigure[] {
  const money = moneyFigures(all.get('rahmen'));
  return [
    ...(money.length > 0 ? money : budgetFigures(all.get('budget-aufbau'))),
    ...postFigures(all.get('stellen-gesamt')),
    ...milestoneFigures(all.get('meilensteine')),
  ];
}
