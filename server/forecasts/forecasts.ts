import { fiscalYearOf } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { forecastOf } from '#shared/planning/forecast-rules.ts';
import type { ForecastPage, GivenForecast, LineForecast, LineForecasts } from '#shared/planning/forecasts.ts';
import { knownUntil } from '../clocks/selection.ts';
import { budgetYears } from '../ledger/structure.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { linesQuery } from '../ledger/lines.sql.ts';
import type { LineSelection } from '../ledger/lines.sql.ts';
import { keptPart, marksOf } from '../db/kept.ts';
import type { Queries } from '../db/database.ts';
import { FORECASTS } from './kept-forecasts.sql.ts';

/** Every forecast of the lines selected, given up to the day and known then; oldest first. */
async function given(
  read: Queries,
  selection: LineSelection,
): Promise<(GivenForecast & { lineId: number })[]> {
  return linesQuery(read, selection)
    .innerJoin('line_forecast as lf', 'lf.line_id', 'l.id')
    .innerJoin('app_user as u', 'u.id', 'lf.author_id')
    .innerJoin('history as h', 'h.seq', 'lf.recorded_seq')
    .where('lf.forecast_on', '<=', selection.asOf)
    .where('lf.recorded_seq', '<=', knownUntil(selection))
    .orderBy('lf.forecast_on')
    .orderBy('lf.recorded_seq')
    .orderBy('lf.id')
    .select(['lf.id', 'lf.line_id as lineId', 'lf.forecast_on as forecastOn', 'lf.cents', 'lf.note'])
    .select(['u.name as author', 'h.at as recordedAt'])
    .execute();
}

/** The forecast that counts of each line: the newest by its date, a later one of the same day corrects it. */
export async function reportedForecasts(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, GivenForecast>> {
  const rows = await given(read, selection);
  return new Map(rows.map(({ lineId, ...forecast }) => [lineId, forecast]));
}

/** The amount that counts of each line for which a forecast was given, in cents. */
export async function forecastAmounts(
  read: Queries,
  at: Pick<LineSelection, 'asOf' | 'knownSeq'>,
): Promise<ReadonlyMap<number, { cents: Cents }>> {
  const marks = await marksOf(read);
  const kept = await keptPart(read, FORECASTS);
  if (!marks || !kept) return reportedForecasts(read, at);
  const known = Math.min(knownUntil(at), marks.history);
  return new Map(
    [...kept.byLine].flatMap(([line, given]) => {
      const counts = given.findLast((one) => one.on <= at.asOf && one.seq <= known);
      return counts ? [[line, { cents: counts.cents }]] : [];
    }),
  );
}

function rowOf(line: LineWithFigures, own: GivenForecast | null, currentYear: FiscalYear): LineForecast {
  const { id, number, name, year, ledger, kind, subBudget, figures } = line;
  const { A, F, I, O } = figures;
  return {
    line: { id, number, name, year, ledger, kind, subBudget },
    ...{ A, F, I, O, given: own },
    ...forecastOf(line, own?.cents ?? null, currentYear),
  };
}

/** P of every line of a year with its basis and both deviations. */
export async function forecastPage(
  read: Queries,
  query: { asOf: IsoDate; knownSeq?: number | undefined; year: FiscalYear },
): Promise<ForecastPage> {
  const { asOf, knownSeq, year } = query;
  const selection = { asOf, knownSeq, years: [year] };
  const lines = await lineFigures(read, selection);
  const own = await reportedForecasts(read, selection);
  const rows = lines
    .filter((line) => line.ledger !== 'costing')
    .map((line) => rowOf(line, own.get(line.id) ?? null, fiscalYearOf(asOf)));
  return { asOf, year, years: await budgetYears(read), rows };
}

/** A line's forecast with every one that was given, newest first; undefined = no such line. */
export async function lineForecasts(
  read: Queries,
  query: { id: number; asOf: IsoDate; knownSeq?: number | undefined },
): Promise<LineForecasts | undefined> {
  const selection = { asOf: query.asOf, knownSeq: query.knownSeq, lineIds: [query.id] };
  const [line] = await lineFigures(read, selection);
  if (!line) return undefined;
  const rows = await given(read, selection);
  const all = rows.map(({ lineId: _, ...forecast }) => forecast).reverse();
  const { asOf } = query;
  return { asOf, row: rowOf(line, all[0] ?? null, fiscalYearOf(asOf)), given: all };
}
