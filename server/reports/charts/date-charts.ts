import { headRun, numbersRun, sheetNumber, textsRun } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { CellRun, Chart } from '../../workbook/charts/chart.ts';
import { daysBetween, toIsoDate } from '#shared/calendar.ts';
import { formatDecimal } from './decimals.ts';
import { hasColumns, plainRows, seriesOf } from './table-charts.ts';
import type { ChartContext } from './table-charts.ts';
import { MONTHS, SIGNED_DAYS, WHOLE_AXIS } from './units.ts';

const MOST_BARS = 15;

/** Days by which due milestones are late; the table has the latest first. */
export function shiftChart(placed: PlacedTable, { asOfText }: ChartContext): Chart | undefined {
  const rows = plainRows(placed, MOST_BARS);
  if (!rows || !hasColumns(placed, ['name', 'shift'])) return undefined;
  const worst = sheetNumber(placed, 'shift', rows.from);
  if (worst === null || worst === 0) return undefined;
  const first = textsRun(placed, 'name', rows.from, rows.from).values[0] ?? '';
  const days = `${formatDecimal(Math.abs(worst), 0)} Tage ${worst > 0 ? 'später' : 'früher'}`;
  const all = placed.table.rows.length;
  const message = `Am weitesten verschoben: ${first}, ${days}`;
  const subject = `${all > MOST_BARS ? `Die ${MOST_BARS} spätesten von ${all} fälligen` : 'Fällige'} Meilensteinen, Verschiebung gegen die Basis in Tagen, ${asOfText}`;
  return {
    ...{ kind: 'bars', stacked: false, message, format: SIGNED_DAYS },
    subject: all > MOST_BARS ? subject : subject.replace('Meilensteinen', 'Meilensteine'),
    alt: `Balken. ${message}. Verschiebung fälliger Meilensteine in Kalendertagen, plus heißt später. Zahlen auf dem Blatt ${placed.sheet}.`,
    categories: textsRun(placed, 'name', rows.from, rows.to),
    series: [
      {
        name: headRun(placed, 'shift'),
        values: numbersRun(placed, 'shift', rows.from, rows.to),
        ...{ look: 'red', labelled: true },
      },
    ],
    max: worst > 0 ? worst * 1.15 : 1,
  };
}

/** Days since 30 December 1899, as a sheet counts them. */
const FIRST_DAY = toIsoDate('1990-01-01');
const FIRST_NUMBER = 32_874;

/** The days of a column of dates, as the numbers their cells hold. */
export function daysRun(placed: PlacedTable, key: string, from: number, to: number): CellRun<number> {
  const { formula, values } = textsRun(placed, key, from, to);
  return {
    formula,
    values: values.map((day) => FIRST_NUMBER + daysBetween(FIRST_DAY, toIsoDate(day))),
  };
}

/** Milestones due, reached and expected over the months: a plan, what is, and what is to come. */
export function milestoneChart(placed: PlacedTable, { asOfText, asOf }: ChartContext): Chart | undefined {
  const rows = plainRows(placed);
  if (!rows) return undefined;
  const now = placed.table.rows.findLastIndex(({ cells }) => {
    const day = cells['name'];
    return typeof day === 'string' && day <= asOf;
  });
  const count = (key: string, row: number): string => formatDecimal(sheetNumber(placed, key, row) ?? 0, 0);
  const message =
    now < 0
      ? `${count('due', rows.to)} Meilensteine sind geplant`
      : `${count('reached', now)} Meilensteine erreicht, ${count('due', now)} waren fällig`;
  const subject = `Meilensteine bis zum Monatsende, Anzahl, ${asOfText}`;
  return {
    ...{ kind: 'lines', stacked: false, message, subject, format: WHOLE_AXIS, dateFormat: MONTHS },
    alt: `Linien. ${message}. ${subject}. Insgesamt ${count('due', rows.to)}. Zahlen auf dem Blatt ${placed.sheet}.`,
    categories: daysRun(placed, 'name', rows.from, rows.to),
    series: seriesOf(
      placed,
      [
        ['due', 'plan'],
        ['reached', 'actual'],
        ['expected', 'forecast'],
      ],
      rows,
      false,
    ),
  };
}
