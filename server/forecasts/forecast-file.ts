import { formatDate } from '#shared/calendar.ts';
import { knownOnField, yearQueryField } from '#shared/fields.ts';
import { FORECAST_LIST } from '#shared/planning/forecast-list.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { listFile } from '../lists/list-file.ts';
import { forecastPage } from './forecasts.ts';

/** The list as it is shown, as a workbook. */
export const forecastsFile = listFile(import.meta.url, 'forecastsFile', {
  path: '/api/forecasts.xlsx',
  action: 'ledger:read',
  list: FORECAST_LIST,
  fileName: 'prognose',
  query: { knownOn: knownOnField, year: yearQueryField },
  said: ({ knownOn, year }) => [
    knownOn === undefined ? null : `bekannt am ${formatDate(knownOn)}`,
    `Jahr ${year}`,
    'Haushalte und Seiten werden nie addiert.',
  ],
  read: async (read, { asOf, query: { knownOn, year } }) =>
    forecastPage(read, { year, asOf, knownSeq: await knownSeqOn(read, knownOn) }),
});
