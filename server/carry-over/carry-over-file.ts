import { formatDate } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { carryOverAnnex } from '#shared/planning/carry-over-annex.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { carryOverPage } from './carry-over.sql.ts';
import { chosenOf } from './chosen-carry-over.sql.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';

export interface CarryOverFileQuery {
  asOf: IsoDate;
  knownOn?: IsoDate | undefined;
  year: FiscalYear;
  request?: number | undefined;
}

/**
 * The annexes for result and cash budget as a workbook: what was carried, and what an open request asks for.
 * Throws `not-found` for a request that is none of this kind.
 */
export const carryOverFileJob = job(
  import.meta.url,
  'carryOverFileJob',
  async ({ db, emit }, { asOf, knownOn, year, request }: CarryOverFileQuery): Promise<void> => {
    const { tables, demo } = await db.snapshot(async (read) => {
      const page = await carryOverPage(read, { asOf, knownSeq: await knownSeqOn(read, knownOn), year });
      const chosen = request === undefined ? new Map<number, never>() : await chosenOf(read, request);
      return {
        tables: (['result', 'cash'] as const).map((ledger) =>
          carryOverAnnex(page.rows, ledger, year, chosen),
        ),
        demo: await isDemo(read),
      };
    });
    const known = knownOn === undefined ? '' : `, bekannt am ${formatDate(knownOn)}`;
    const title = `Ermächtigungsübertragung ${year} nach ${year + 1}${known}`;
    await emit(await annexWorkbook({ title, asOf, demo }, tables));
  },
);
