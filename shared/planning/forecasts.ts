import * as z from 'zod';
import {
  centsField,
  dateField,
  entryCentsField,
  idField,
  instantField,
  ledgerField,
  lineKindField,
  longText,
  yearField,
} from '../fields.ts';

/** POST /api/budget/lines/:id/forecasts : what somebody expects a line's year to end with. */
export const NewForecast = z.strictObject({
  forecastOn: dateField,
  cents: entryCentsField,
  note: longText().min(3, 'Bitte sagen, worauf die Prognose beruht.').max(400),
});
export type NewForecast = z.infer<typeof NewForecast>;

/** One forecast as given; immutable, a newer one supersedes it. */
export const GivenForecast = z.strictObject({
  id: idField,
  forecastOn: dateField,
  cents: centsField,
  note: z.string(),
  author: z.string(),
  recordedAt: instantField,
});
export type GivenForecast = z.infer<typeof GivenForecast>;

export const FORECAST_BASES = ['reported', 'revised-budget', 'spent-and-bound'] as const;
export type ForecastBasis = (typeof FORECAST_BASES)[number];

export const LineForecast = z.strictObject({
  line: z.strictObject({
    id: idField,
    number: z.string(),
    name: z.string(),
    year: yearField,
    ledger: ledgerField,
    kind: lineKindField,
    subBudget: z.string(),
  }),
  A: centsField,
  F: centsField,
  I: centsField,
  O: centsField,
  /** P, and where it comes from: given by somebody, or reckoned because nobody gave one. */
  P: centsField,
  basis: z.enum(FORECAST_BASES),
  /** The one that counts; null where none was given. */
  given: GivenForecast.nullable(),
  /** P − F and P − A, in cents; positive = more than budgeted. */
  againstF: centsField,
  againstA: centsField,
  /** P rises above F by more than the printed threshold (§ 28 GemHVO). */
  substantial: z.boolean(),
});
export type LineForecast = z.infer<typeof LineForecast>;

/** GET /api/forecasts?asOf=&year=[&knownOn=] */
export const ForecastPage = z.strictObject({
  asOf: dateField,
  year: yearField,
  years: z.array(yearField),
  rows: z.array(LineForecast),
});
export type ForecastPage = z.infer<typeof ForecastPage>;

/** GET /api/budget/lines/:id/forecasts : a line's forecast with all that were given, newest first. */
export const LineForecasts = z.strictObject({
  asOf: dateField,
  row: LineForecast,
  given: z.array(GivenForecast),
});
export type LineForecasts = z.infer<typeof LineForecasts>;
