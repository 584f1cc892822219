import type { IsoDate } from '#shared/calendar.ts';
import { IssuedReport, ReportDraft } from '#shared/reports/reports.ts';
import type { IssueReport } from '#shared/reports/reports.ts';
import type { Writer } from '../db/transact.ts';
import { jsonBytes } from '../http/json-text.ts';
import { job } from '../work/job.ts';
import { draftReport, findReport, issueReport } from './reports.sql.ts';
import { reportWorkbook } from './workbook.ts';

/** A report of 5,000 projects takes seconds: drafted, frozen, read and rendered beside the event loop. */
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

export const issueJob = job(
  import.meta.url,
  'issueJob',
  async ({ db, clock }, { writer, issue }: { writer: Writer; issue: IssueReport }) => {
    const { issued } = await issueReport(db, { clock, writer }, { ...issue, origin: 'live' });
    return jsonBytes(IssuedReport, issued);
  },
);

export const issuedJob = job(import.meta.url, 'issuedJob', async ({ db }, { id }: { id: number }) =>
  jsonBytes(IssuedReport, await findReport(db.read, id)),
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
