import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { forecastFaults } from '#shared/planning/forecast-rules.ts';
import type { LineForecasts, NewForecast } from '#shared/planning/forecasts.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { lineForecasts } from './forecasts.ts';
import { addForecast } from './line-forecasts.sql.ts';

/** A line's forecasts. Throws `not-found`. */
export async function findForecasts(
  read: Queries,
  query: { id: number; asOf: IsoDate; knownSeq?: number | undefined },
): Promise<LineForecasts> {
  const found = await lineForecasts(read, query);
  if (!found) throw new AppError('not-found', `Eine Haushaltszeile ${query.id} gibt es nicht.`);
  return found;
}

/**
 * Records what somebody expects of a line. Nothing is changed: it supersedes the one before, which stays listed.
 * Throws `not-found`, `rule-violated` with every fault.
 */
export async function reportForecast(
  context: RouteContext<{ id: number }, undefined, NewForecast>,
): Promise<LineForecasts> {
  const { db, by, clock, params, body, actor } = context;
  const today = businessDate(clock.now());
  return transact(
    db,
    by,
    async (tx) => {
      const { row, given } = await findForecasts(tx.query, { id: params.id, asOf: today });
      const errors = forecastFaults(row.line, body, today);
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      const { forecastOn, cents, note } = body;
      await addForecast(tx, { lineId: params.id, forecastOn, cents, note, authorId: actor.id });
      const before = given[0] ? { forecastOn: given[0].forecastOn, cents: given[0].cents } : undefined;
      const { number, year } = row.line;
      return {
        result: undefined,
        change: {
          action: 'forecast.report',
          entity: 'budget-line',
          entityId: params.id,
          reason: note,
          before,
          after: { line: number, year, forecastOn, cents },
        },
      };
    },
    (query) => findForecasts(query, { id: params.id, asOf: today }),
  );
}
