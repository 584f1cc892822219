import { SIDES, SIDE_WORDS, sideOf } from '../budget/sides.ts';
import { LEDGERS, LEDGER_WORDS } from '../budget/terms.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import { FORECAST_BASIS_WORDS } from './forecast-rules.ts';
import type { ForecastPage, LineForecast } from './forecasts.ts';

/** The rows in the order of the page: ledger by ledger, expense, reserve, income; these are never added. */
function byBlock(rows: readonly LineForecast[]): LineForecast[] {
  return LEDGERS.flatMap((ledger) =>
    SIDES.flatMap((side) =>
      rows.filter((row) => row.line.ledger === ledger && sideOf(row.line.kind) === side),
    ),
  );
}

export const FORECAST_LIST: List<LineForecast, Pick<ForecastPage, 'rows'>> = {
  ...{ title: 'Prognose', one: 'Zeile', many: 'Zeilen' },
  rows: ({ rows }) => byBlock(rows),
  columns: () =>
    listColumns<LineForecast>([
      {
        ...{ key: 'haushalt', label: 'Haushalt', kind: 'text' },
        value: ({ line }) => LEDGER_WORDS[line.ledger],
        second: ({ line }) => SIDE_WORDS[line.ledger][sideOf(line.kind)],
        secondLabel: 'Seite',
      },
      {
        ...{ key: 'zeile', label: 'Zeile', kind: 'text' },
        value: ({ line }) => line.number,
        second: ({ line }) => line.name,
        secondLabel: 'Bezeichnung',
      },
      { ...{ key: 'a', label: 'A Ansatz', kind: 'cents' }, value: (row) => row.A },
      { ...{ key: 'f', label: 'F fortgeschrieben', kind: 'cents' }, value: (row) => row.F },
      { ...{ key: 'p', label: 'P Prognose', kind: 'cents' }, value: (row) => row.P },
      {
        ...{ key: 'grundlage', label: 'Grundlage', kind: 'text' },
        value: (row) => FORECAST_BASIS_WORDS[row.basis],
        parts: [
          { label: 'Grundlage', kind: 'text', value: (row) => FORECAST_BASIS_WORDS[row.basis] },
          { label: 'gemeldet zum', kind: 'date', value: ({ given }) => given?.forecastOn ?? null },
          { label: 'gemeldet von', kind: 'text', width: 20, value: ({ given }) => given?.author ?? null },
          {
            ...{ label: 'erhebliche Steigerung', kind: 'text', width: 20 },
            value: (row) => (row.substantial ? 'ja' : null),
          },
        ],
      },
      { ...{ key: 'pf', label: 'P − F', kind: 'cents' }, value: (row) => row.againstF },
      { ...{ key: 'pa', label: 'P − A', kind: 'cents' }, value: (row) => row.againstA },
    ]),
};
