import type { IsoDate } from '#shared/calendar.ts';
import { FairCopy, ReportDraftDetail } from '#shared/reports/report-drafts.ts';
import { ReportComparison } from '#shared/reports/report-comparison.ts';
import { CouncilReport, IssuedReport, ReportDraft } from '#shared/reports/reports.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { jsonBytes } from '../http/json-text.ts';
import { job } from '../work/job.ts';
import { makeFairCopy } from './change-draft.ts';
import { composed } from './compose.ts';
import { draftView, findCopy } from './drafts.sql.ts';
import { compareIssued } from './compare-issued.ts';
import { draftReport, findBrief, findContent, findReport } from './reports.sql.ts';
import { tableFile } from './table-file.ts';
import type { TableFormat } from './table-file.ts';
import { reportWorkbook } from './workbook.ts';

/** A report of 5,000 projects takes seconds: drafted, composed, copied, read and rendered beside the event loop. */
export const draftJob = job(import.meta.url, 'draftJob', async ({ db, clock }, { asOf }: { asOf: IsoDate }) =>
  jsonBytes(ReportDraft, { report: await draftReport(db, clock, asOf) }),
);

export const draftFileJob = job(
  import.meta.url,
  'draftFileJob',
  async ({ db, clock, emit }, { asOf }: { asOf: IsoDate }): Promise<void> => {
    await emit(await reportWorkbook(await draftReport(db, clock, asOf), null));
  },
);

/** A stored draft with the report as it would be now, and what is missing. */
export const composedJob = job(import.meta.url, 'composedJob', ({ db, clock }, { id }: { id: number }) =>
  db.snapshot(async (read) => {
    const view = await draftView(read, id);
    const { report, points } = await composed(read, view.wording, clock.now());
    return jsonBytes(ReportDraftDetail, { ...view, report, points });
  }),
);

export const fairCopyJob = job(
  import.meta.url,
  'fairCopyJob',
  ({ db, clock }, target: { id: number; version: number; writer: Writer; once: Once | undefined }) => {
    const { writer, once } = target;
    return makeFairCopy(db, { clock, writer, ...(once ? { once } : {}) }, target);
  },
);

/** A fair copy as a second person sees it. */
export const readCopyJob = job(import.meta.url, 'readCopyJob', ({ db }, { id }: { id: number }) =>
  db.snapshot(async (read) => {
    const { content, draftVersion: _, ...copy } = await findCopy(read, id);
    const { draft } = await draftView(read, copy.draftId);
    const issued = draft.reportId === null ? null : await findBrief(read, draft.reportId);
    const report = CouncilReport.parse(JSON.parse(content));
    return jsonBytes(FairCopy, { copy, report, issued: issued?.sha256 === copy.sha256 ? issued : null });
  }),
);

export const issuedJob = job(import.meta.url, 'issuedJob', async ({ db }, { id }: { id: number }) =>
  jsonBytes(IssuedReport, await findReport(db.read, id)),
);

/** One stored table as a file; without one all that was stored, which has the hash it was issued with. */
export const issuedTableJob = job(
  import.meta.url,
  'issuedTableJob',
  async (
    { db, emit },
    { id, table, format }: { id: number; table: string | null; format: TableFormat },
  ): Promise<void> => {
    const bytes =
      table === null
        ? Buffer.from((await findContent(db.read, id)).content)
        : tableFile((await findReport(db.read, id)).report, table, format);
    await emit(bytes);
  },
);

export const compareJob = job(
  import.meta.url,
  'compareJob',
  async ({ db }, { before, after }: { before: number; after: number }) =>
    jsonBytes(ReportComparison, await db.snapshot((read) => compareIssued(read, before, after))),
);

/** Renders the stored tables; the sheet carries the hash they were issued with. */
export const issuedFileJob = job(
  import.meta.url,
  'issuedFileJob',
  async ({ db, emit }, { id }: { id: number }): Promise<void> => {
    const { brief, report } = await findReport(db.read, id);
    await emit(await reportWorkbook(report, { issuedAt: brief.issuedAt, sha256: brief.sha256 }));
  },
);
