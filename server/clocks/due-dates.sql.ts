import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';

async function readDueDates(read: Queries): Promise<ReadonlyMap<IsoDate, IsoDate>> {
  const rows = await read
    .selectFrom('report_round')
    .select(['reporting_date as on', 'due_on as due'])
    .execute();
  return new Map(rows.map(({ on, due }) => [on, due]));
}

/** Until when is reported for a reporting date that has a round. */
export const DUE_DATES: Part<ReadonlyMap<IsoDate, IsoDate>> = {
  tables: ['report_round'],
  read: readDueDates,
};

/**
 * By reporting date the day a report is due; without an entry it is due on the reporting date itself. It stands here,
 * and not with the rounds, because the rounds ask the projects what they owe.
 */
export async function dueDates(read: Queries): Promise<ReadonlyMap<IsoDate, IsoDate>> {
  return (await keptPart(read, DUE_DATES)) ?? readDueDates(read);
}
