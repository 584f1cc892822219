import { differencesOf } from '#shared/reports/correction-table.ts';
import { MOST_DIFFERENCES } from '#shared/reports/report-comparison.ts';
import type { ReportComparison } from '#shared/reports/report-comparison.ts';
import type { Queries } from '../db/database.ts';
import { findReport } from './reports.sql.ts';

/** What the second of two issued reports says otherwise than the first. Throws `not-found`, `report-corrupt`. */
export async function compareIssued(read: Queries, before: number, after: number): Promise<ReportComparison> {
  const [old, now] = [await findReport(read, before), await findReport(read, after)];
  const differences = differencesOf(old.report, now.report);
  return {
    ...{ before: old.brief, after: now.brief, total: differences.length },
    differences: differences.slice(0, MOST_DIFFERENCES),
  };
}
