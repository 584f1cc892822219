import { toCents } from '#shared/money.ts';
import { countLights } from '#shared/overview/field-light.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { forecastAtEnd } from './envelope-views.ts';
import { standingSums } from './state.ts';
import type { State } from './state.ts';

const NOTHING = toCents(0);

type ChangeRow = Overview['sinceLastReport']['rows'][number];

/** The key figures of two dates side by side. Money and forecast are those of the first envelope. */
export function comparison(before: State, now: State): ChangeRow[] {
  const of = (state: State) => {
    const [use] = state.envelopes;
    const counts = countLights(state.projects.map(({ row }) => row.lights.overall.declared));
    return {
      actual: use?.figures.I ?? NOTHING,
      commitment: use?.figures.O ?? NOTHING,
      forecast: use ? forecastAtEnd(use, state) : NOTHING,
      filled: standingSums(state).filled,
      reached: state.milestones.filter((m) => m.state === 'reached').length,
      ...counts,
    };
  };
  const [a, b] = [of(before), of(now)];
  const row = (
    label: string,
    unit: ChangeRow['unit'],
    key: keyof typeof a,
    light: ChangeRow['light'] = null,
  ): ChangeRow => ({ label, unit, light, before: a[key], now: b[key] });
  return [
    row('Ist', 'mio', 'actual'),
    row('Obligo', 'mio', 'commitment'),
    row('Prognose', 'mio', 'forecast'),
    row('Stellen besetzt', 'fte', 'filled'),
    row('Meilensteine erreicht', 'count', 'reached'),
    row('Projekte', 'count', 'green', 'green'),
    row('Projekte', 'count', 'yellow', 'yellow'),
    row('Projekte', 'count', 'red', 'red'),
    row('Bericht', 'count', 'none', 'none'),
  ];
}
