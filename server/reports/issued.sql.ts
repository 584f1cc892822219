import type { IsoDate } from '#shared/calendar.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { Queries } from '../db/database.ts';

/** The dates of all issued reports, the newest first. */
async function issuedDates(read: Queries): Promise<readonly IsoDate[]> {
  const rows = await read
    .selectFrom('issued_report')
    .orderBy('as_of', 'desc')
    .select('as_of')
    .distinct()
    .execute();
  return rows.map((row) => row.as_of);
}

const ISSUED: Part<readonly IsoDate[]> = { tables: ['issued_report'], read: issuedDates };

/** The date of the last issued report before a date, or null when none was issued. */
export async function lastIssuedBefore(read: Queries, asOf: IsoDate): Promise<IsoDate | null> {
  const dates = (await keptPart(read, ISSUED)) ?? (await issuedDates(read));
  return dates.find((date) => date < asOf) ?? null;
}
