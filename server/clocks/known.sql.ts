import { sql } from 'kysely';
import { endOfBusinessDay } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/**
 * The second clock: the last history row whose instant lies on or before the end of a day in Europe/Berlin, 0 when
 * nothing was recorded yet. Undefined without a day: all that is known. One indexed statement (0009): the newest
 * instant before the end, and of that day the highest number, because a clock that was set back changes no order.
 */
export async function knownSeqOn(read: Queries, knownOn: IsoDate | undefined): Promise<number | undefined> {
  if (knownOn === undefined) return undefined;
  const end = endOfBusinessDay(knownOn);
  const row = await read
    .selectFrom('history')
    .where('at', '<', end)
    .where('at', '>=', (eb) =>
      eb
        .selectFrom('history as newest')
        .where('newest.at', '<', end)
        .orderBy('newest.at', 'desc')
        .limit(1)
        .select(sql<typeof end>`substr(newest.at, 1, 10)`.as('day')),
    )
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}
