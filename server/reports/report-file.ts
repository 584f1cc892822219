import type { CouncilReport, IssuedReport } from '#shared/reports/reports.ts';
import { reportWorkbook } from './workbook.ts';

/** A rendered report as the route sends it. */
export interface ReportFile {
  fileName: string;
  bytes: Buffer;
}

function fileName(report: CouncilReport): string {
  const suffix = report.reference === '' ? 'Entwurf' : `GRDrs-${report.reference.replace('/', '-')}`;
  return `Bericht-${report.asOf}-${suffix}.xlsx`;
}

export async function draftFile(report: CouncilReport): Promise<ReportFile> {
  return { fileName: fileName(report), bytes: await reportWorkbook(report, null) };
}

/** Renders the stored tables; the sheet carries the hash they were issued with. */
export async function issuedFile({ brief, report }: IssuedReport): Promise<ReportFile> {
  const { issuedAt, sha256 } = brief;
  const bytes = await reportWorkbook(report, { issuedAt, sha256 });
  return { fileName: fileName(report), bytes };
}
