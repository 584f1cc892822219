import { endOfBusinessDay } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/**
 * The second clock: the last history row whose instant lies on or before the end of a day in Europe/Berlin, 0 when
 * nothing was recorded yet. Undefined without a day: all that is known. One look into the index (0009).
 */
export async function knownSeqOn(read: Queries, knownOn: IsoDate | undefined): Promise<number | undefined> {
  if (knownOn === undefined) return undefined;
  const row = await read
    .selectFrom('history')
    .where('at', '<', endOfBusinessDay(knownOn))
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .select('seq')
    .executeTakeFirst();
  return row?.seq ?? 0;
}
