import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { IndicatorRow } from '#shared/indicators/indicators.ts';
import { standingSentence, targetAt } from '#shared/indicators/standing.ts';
import { STANDING_MARKS } from '#shared/indicators/terms.ts';
import { countedText, valueOf, valueText } from '#shared/indicators/values.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { ChartData } from '../ui/chart/chart-data.ts';

/** `62,5 %`; null while nothing was measured. */
export function lastText({ kind, unit, last }: IndicatorRow): string | null {
  const value = last ? valueOf(kind, last) : null;
  return value === null ? null : valueText(kind, value, unit);
}

/** `50 von 80 Gebäude, 30.06.2021` */
export function lastSecond({ unit, last, model }: IndicatorRow): string {
  if (!last) return '';
  const counted = countedText(last, unit);
  const older = last.model !== null && last.model !== model?.name ? [last.model] : [];
  return [...(counted === null ? [] : [counted]), formatDate(last.on), ...older].join(', ');
}

/** The target that a day looks at. */
export function targetText({ kind, unit, targets }: IndicatorRow, asOf: IsoDate): string | null {
  const target = targetAt(targets, asOf);
  return target && valueText(kind, target.value, unit);
}

export function targetSecond({ targets }: IndicatorRow, asOf: IsoDate): string {
  const target = targetAt(targets, asOf);
  return target ? `${target.dueOn > asOf ? 'bis' : 'zum'} ${formatDate(target.dueOn)}` : '';
}

/** `▲ hinter dem Plan` */
export function standingText({ standing }: IndicatorRow): string {
  const { symbol, word } = STANDING_MARKS[standing];
  return `${symbol} ${word}`;
}

/** What the small line shows, in one sentence. */
export function courseSentence(row: IndicatorRow, asOf: IsoDate): string {
  const { kind, unit, course } = row;
  const [first, last] = [course[0], course.at(-1)];
  if (!first || !last) return `${row.name}: noch kein Wert. ${standingSentence(row, asOf)}`;
  const text = (one: { on: IsoDate; value: number }): string =>
    `${valueText(kind, one.value, unit)} am ${formatDate(one.on)}`;
  const from = course.length > 1 ? `von ${text(first)} auf ${text(last)}` : text(last);
  return `${row.name}: ${from}. ${standingSentence(row, asOf)}`;
}

/** The targets as points of the plan. */
export const planOf = ({ targets }: IndicatorRow) =>
  targets.map(({ dueOn, value }) => ({ on: dueOn, value }));

/** The course with its plan; values of two models are two lines. */
export function courseChart(row: IndicatorRow, asOf: IsoDate): ChartData {
  const { kind, basis, course } = row;
  const parts = Map.groupBy(course, ({ model }) => model);
  const several = parts.size > 1;
  return {
    ...{ unit: kind, asOf },
    series: [
      { name: 'Plan', style: 'plan', points: planOf(row) },
      ...[...parts].map(([model, points]) => ({
        name: several && model !== null ? model : basis === 'measured' ? 'gemessen' : 'gezählt',
        style: 'actual' as const,
        stepped: basis !== 'measured',
        points,
      })),
    ],
  };
}

/** The same as a table. */
export function courseTable(row: IndicatorRow): ReportTable {
  const { kind, unit, course, targets } = row;
  const text = (value: number): string => valueText(kind, value, unit);
  const rows = [
    ...course.map(({ on, value, model }) => ({ on, value: text(value), target: null, model })),
    ...targets.map(({ dueOn, value, model }) => ({ on: dueOn, value: null, target: text(value), model })),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return {
    ...{ id: 'course', title: `Verlauf und Ziele: ${row.name}`, sentence: '', notes: [] },
    columns: [
      { key: 'on', label: 'am', kind: 'date' },
      { key: 'value', label: 'Wert', kind: 'text' },
      { key: 'target', label: 'Ziel', kind: 'text' },
      ...(kind === 'level' ? [{ key: 'model', label: 'Modell', kind: 'text' as const }] : []),
    ],
    rows: rows.map((cells) => ({ kind: 'row', cells })),
  };
}
