import type { Figures } from '../budget/figures.ts';
import { sideOf } from '../budget/sides.ts';
import type { LineKind } from '../budget/terms.ts';
import { formatDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { minusCents, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { ForecastBasis, NewForecast } from './forecasts.ts';

/**
 * When a rise is substantial (§ 28 GemHVO: the council is informed at once): P is more than a tenth above F, and by
 * at least 10.000 €. Own definition, printed wherever it marks something.
 */
export const SUBSTANTIAL_RISE = { percent: 10, leastCents: toCents(1_000_000) } as const;
export const SUBSTANTIAL_RISE_TEXT = 'P liegt um mehr als 10 % und mindestens 10.000 € über F (§ 28 GemHVO)';

export const FORECAST_BASIS_WORDS: Record<ForecastBasis, string> = {
  reported: 'gemeldet',
  'revised-budget': 'gerechnet: F',
  'spent-and-bound': 'gerechnet: I + O',
};

/**
 * P of a line without a forecast of its own, in cents: the whole revised budget while its year runs, of an older
 * year what was spent and is bound, because the rest has lapsed. Own definition: whoever prints it names the basis.
 */
export function computedForecast(
  line: { year: FiscalYear; figures: Pick<Figures, 'F' | 'I' | 'O'> },
  currentYear: FiscalYear,
): { cents: Cents; basis: ForecastBasis } {
  const { F, I, O } = line.figures;
  return line.year < currentYear
    ? { cents: sumCents([I, O]), basis: 'spent-and-bound' }
    : { cents: F, basis: 'revised-budget' };
}

/** P and both deviations, named: P − F (steering) and P − A (law). In cents; positive = more than budgeted. */
export function forecastOf(
  line: { year: FiscalYear; kind: LineKind; figures: Figures },
  given: Cents | null,
  currentYear: FiscalYear,
): { P: Cents; basis: ForecastBasis; againstF: Cents; againstA: Cents; substantial: boolean } {
  const { cents: P, basis } =
    given === null ? computedForecast(line, currentYear) : { cents: given, basis: 'reported' as const };
  const againstF = minusCents(P, line.figures.F);
  const rises =
    sideOf(line.kind) === 'expense' &&
    againstF >= SUBSTANTIAL_RISE.leastCents &&
    againstF * 100 > Math.max(0, line.figures.F) * SUBSTANTIAL_RISE.percent;
  return { P, basis, againstF, againstA: minusCents(P, line.figures.A), substantial: rises };
}

/** Everything that is wrong with a new forecast. `today` is the business date. */
export function forecastFaults(
  line: { number: string; kind: LineKind },
  forecast: NewForecast,
  today: IsoDate,
): FieldError[] {
  const faults: FieldError[] = [];
  if (forecast.forecastOn > today)
    faults.push({
      path: 'forecastOn',
      message: `Eine Prognose wird für heute oder früher abgegeben (heute ${formatDate(today)}).`,
    });
  if (line.kind === 'income' && forecast.cents > 0)
    faults.push({
      path: 'cents',
      message: `Zeile ${line.number} ist ein Ertrag: er wird mit Minus angegeben.`,
    });
  if (line.kind !== 'income' && forecast.cents < 0)
    faults.push({ path: 'cents', message: 'Ein Aufwand wird ohne Minus angegeben.' });
  return faults;
}
