import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../db/transact.ts';

/** A forecast of a budget line as it is handed in: what will have been spent by the end of its year, in cents. */
interface HandedIn {
  lineId: number;
  forecastOn: IsoDate;
  cents: Cents;
  note: string;
  authorId: number;
}

/** Adds a forecast; earlier ones stay. */
export async function addForecast(
  tx: Tx,
  { lineId, forecastOn, cents, note, authorId }: HandedIn,
): Promise<void> {
  await tx.query
    .insertInto('line_forecast')
    .values({
      ...{ line_id: lineId, forecast_on: forecastOn, cents, note, author_id: authorId },
      ...{ origin: 'live', recorded_seq: tx.seq },
    })
    .execute();
}
