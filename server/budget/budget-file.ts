import { budgetSheets } from '#shared/budget/budget-sheets.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { Actor } from '#shared/permissions.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { budgetPage } from './budget-page.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';

export interface BudgetFileQuery {
  /** Who gets the file: of a bound role it holds own rows alone. */
  actor: Actor;
  asOf: IsoDate;
  knownOn?: IsoDate | undefined;
  year?: FiscalYear | undefined;
  subBudget?: string | undefined;
  /** Only this ledger, where the page shows only one. */
  ledger?: Ledger | undefined;
}

/** The budget table A…V as a workbook, one sheet per ledger, in cents as the page has them. */
export const budgetFileJob = job(
  import.meta.url,
  'budgetFileJob',
  async ({ db, emit }, query: BudgetFileQuery): Promise<void> => {
    const { asOf, knownOn, year, subBudget, ledger, actor } = query;
    const { page, demo } = await db.snapshot(async (read) => {
      const knownSeq = await knownSeqOn(read, knownOn);
      return {
        page: await budgetPage(read, { year, subBudget, asOf, knownSeq, own: await ownRows(read, actor) }),
        demo: await isDemo(read),
      };
    });
    const title = [
      `Budget ${page.year}`,
      ...(ledger === undefined ? [] : [LEDGER_WORDS[ledger]]),
      ...(subBudget === undefined ? [] : [`THH ${subBudget}`]),
      ...(knownOn === undefined ? [] : [`bekannt am ${formatDate(knownOn)}`]),
    ].join(', ');
    const ledgers = page.ledgers.filter((one) => ledger === undefined || one.ledger === ledger);
    await emit(await annexWorkbook({ title, asOf, demo }, budgetSheets({ ...page, ledgers })));
  },
);
