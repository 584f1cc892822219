import type { IsoDate } from '#shared/calendar.ts';
import type { Actor } from '#shared/permissions.ts';
import type { RoundFilter } from '#shared/rounds/round-filter.ts';
import { roundTable } from '#shared/rounds/round-table.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';
import { roundDetail } from './round-views.ts';

export interface RoundFileQuery {
  id: number;
  actor: Actor;
  asOf: IsoDate;
  filter: RoundFilter;
}

/** The reports of a round as a workbook, filtered as on the page. */
export const roundFileJob = job(
  import.meta.url,
  'roundFileJob',
  async ({ db, emit }, { id, actor, asOf, filter }: RoundFileQuery): Promise<void> => {
    const { detail, demo } = await db.snapshot(async (read) => ({
      detail: await roundDetail(read, id, actor, asOf),
      demo: await isDemo(read),
    }));
    await emit(await annexWorkbook({ title: 'Berichtsrunde', asOf, demo }, [roundTable(detail, filter)]));
  },
);
