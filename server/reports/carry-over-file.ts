import { formatDate } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { carryOverAnnex } from '#shared/planning/carry-over-annex.ts';
import type { Database } from '../db/database.ts';
import { knownSeqOn } from '../history/known.sql.ts';
import { carryOverPage } from '../planning/carry-over.sql.ts';
import { chosenOf } from '../planning/chosen-carry-over.sql.ts';
import { isDemo } from '../session/session.sql.ts';
import { annexWorkbook } from './annex-workbook.ts';
import type { ReportFile } from './report-file.ts';

/**
 * The annexes for result and cash budget as a workbook: what was carried, and what an open request asks for.
 * Throws `not-found` for a request that is none of this kind.
 */
export async function carryOverFile(
  db: Database,
  query: {
    asOf: IsoDate;
    knownOn?: IsoDate | undefined;
    year: FiscalYear;
    request?: number | undefined;
  },
): Promise<ReportFile> {
  const { asOf, knownOn, year, request } = query;
  const { tables, demo } = await db.snapshot(async (read) => {
    const page = await carryOverPage(read, { asOf, knownSeq: await knownSeqOn(read, knownOn), year });
    const chosen = request === undefined ? new Map<number, never>() : await chosenOf(read, request);
    return {
      tables: (['result', 'cash'] as const).map((ledger) => carryOverAnnex(page.rows, ledger, year, chosen)),
      demo: await isDemo(read),
    };
  });
  const known = knownOn === undefined ? '' : `, bekannt am ${formatDate(knownOn)}`;
  const title = `Ermächtigungsübertragung ${year} nach ${year + 1}${known}`;
  return {
    fileName: `Ermaechtigungsuebertragung-${year}-nach-${year + 1}-${asOf}.xlsx`,
    bytes: await annexWorkbook({ title, asOf, demo }, tables),
  };
}
