import { envelopeForecastParts } from '#shared/budget/forecast.ts';
import type { ForecastPart } from '#shared/budget/forecast.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { spendCurve } from '#shared/overview/spend-curve.ts';
import type { SpendPoint } from '#shared/overview/spend-curve.ts';
import { actualsByMonth } from '../ledger/figures.sql.ts';
import type { EnvelopeUse } from '../ledger/envelopes.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { gradeRates } from '../positions/positions.sql.ts';
import { envelopeSpan, forecastAtEnd, plannedAmounts, plannedPersonnelByYear } from './envelope-views.ts';
import type { LabelledAmount } from './envelope-views.ts';
import { stateAt } from './state.ts';

/** What the curve of one envelope is made of, as the overview draws it. */
export interface EnvelopeCurve {
  use: EnvelopeUse;
  endOn: IsoDate;
  planned: LabelledAmount[];
  /** Planned personnel cost to date by year; empty where the scope has none. */
  personnel: { year: FiscalYear; cents: Cents }[];
  actualByMonth: Map<string, Cents>;
  forecast: ForecastPart<LineWithFigures>[];
  projectNames: ReadonlyMap<number, string>;
  points: SpendPoint[];
}

/** The curve of an envelope at both clocks; undefined when no such envelope was valid and known. */
export async function envelopeCurve(
  read: Queries,
  id: number,
  at: { asOf: IsoDate; knownSeq: number | undefined },
): Promise<EnvelopeCurve | undefined> {
  const { asOf, knownSeq } = at;
  const state = await stateAt(read, asOf, knownSeq);
  const use = state.envelopes.find((one) => one.id === id);
  if (!use) return undefined;
  const { projects, positions } = state;
  const span = envelopeSpan(use.scope);
  const planned = plannedAmounts(use.scope, projects);
  const actualByMonth = await actualsByMonth(read, use.lineIds, asOf, knownSeq);
  const inside = new Set(use.lineIds);
  const rates = await gradeRates(read);
  return {
    ...{ use, planned, actualByMonth, endOn: span.to },
    personnel: plannedPersonnelByYear(use.scope, asOf, { projects, positions, rates }),
    forecast: envelopeForecastParts(
      state.lines.filter((line) => inside.has(line.id)),
      new Map(projects.map(({ row }) => [row.id, row])),
      fiscalYearOf(asOf),
      state.forecasts,
    ),
    projectNames: new Map(projects.map(({ row }) => [row.id, `${row.number} ${row.name}`])),
    points: spendCurve({
      ...{ asOf, ...span, planned, actualByMonth },
      forecastAtEndCents: forecastAtEnd(use, state),
    }),
  };
}
