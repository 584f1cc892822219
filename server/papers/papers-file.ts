import type { IsoDate } from '#shared/calendar.ts';
import { filteredPapers } from '#shared/papers/paper-filter.ts';
import type { PaperFilter } from '#shared/papers/paper-filter.ts';
import { paperSheets } from '#shared/papers/paper-sheets.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';
import { paperRegister } from './register.sql.ts';

export interface PapersFileQuery {
  asOf: IsoDate;
  /** Whether papers that are not public are in it. */
  closed: boolean;
  filter: PaperFilter;
}

/** The register of council papers as a workbook, filtered as on the page. */
export const papersFileJob = job(
  import.meta.url,
  'papersFileJob',
  async ({ db, emit }, { asOf, closed, filter }: PapersFileQuery): Promise<void> => {
    const { papers, demo } = await db.snapshot(async (read) => ({
      papers: filteredPapers(await paperRegister(read, { asOf, closed }), filter),
      demo: await isDemo(read),
    }));
    await emit(await annexWorkbook({ title: 'Beschlüsse', asOf, demo }, paperSheets(papers, asOf)));
  },
);
