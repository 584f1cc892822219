import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/** The date of the last issued report before a date, or null when none was issued. */
export async function lastIssuedBefore(read: Queries, asOf: IsoDate): Promise<IsoDate | null> {
  const row = await read
    .selectFrom('issued_report')
    .where('as_of', '<', asOf)
    .orderBy('as_of', 'desc')
    .select('as_of')
    .limit(1)
    .executeTakeFirst();
  return row?.as_of ?? null;
}
