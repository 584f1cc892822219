import { periodStateOf } from '#shared/periods/periods.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import { monthOf } from '#shared/calendar.ts';
import type { BasketPage, BasketPosting, BasketQuery } from '#shared/reconciliation/reconciliation.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { currentParts } from './assign.sql.ts';

type BasketRows = Omit<BasketPage, 'lastChange'>;

async function yearTotals(read: Queries) {
  return read
    .selectFrom('open_posting')
    .groupBy(['fiscal_year', 'ledger'])
    .select((eb) => [
      'fiscal_year as year',
      'ledger',
      countRows().as('postings'),
      sumOfCents(eb.ref('cents')).as('cents'),
    ])
    .execute();
}

/** The years there are budget lines for, or open postings. */
async function yearsOf(read: Queries, open: readonly { year: number }[]): Promise<number[]> {
  const rows = await read.selectFrom('budget_line').select('year').distinct().execute();
  return [...new Set([...rows, ...open].map((row) => row.year))].sort((a, b) => a - b);
}

function basketRows(read: Queries, year: number, query: BasketQuery) {
  let rows = read
    .selectFrom('open_posting as o')
    .innerJoin('posting as p', 'p.id', 'o.posting_id')
    .where('o.fiscal_year', '=', year);
  if (query.ledger) rows = rows.where('o.ledger', '=', query.ledger);
  return rows;
}

async function pageOf(read: Queries, year: number, query: BasketQuery): Promise<BasketPosting[]> {
  const rows = await basketRows(read, year, query)
    // Result before cash before costing: the order of the page.
    .orderBy('o.ledger', 'desc')
    .orderBy('o.posted_on')
    .orderBy('o.posting_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .select([
      'p.id',
      'p.document_number as documentNumber',
      'p.line_item as lineItem',
      'p.posted_on as postedOn',
      'p.sap_posted_on as sapPostedOn',
      'p.period',
      'p.account',
      'p.cost_object as costObject',
      'p.text',
      'p.vendor',
      'p.order_number as orderNumber',
      'p.ledger',
      'p.fiscal_year as fiscalYear',
      'o.cents',
      'p.cents as totalCents',
    ])
    .execute();
  const states = await periodStates(read);
  const places = await currentParts(
    read,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    periodState: periodStateOf(states, monthOf(row.postedOn)),
    changedSeq: places.get(row.id)?.changedSeq ?? null,
  }));
}

/** One page of the basket of a year: what belongs nowhere yet, with the sums of the whole year per ledger. */
export async function basketPage(read: Queries, query: BasketQuery, newest: number): Promise<BasketRows> {
  const open = await yearTotals(read);
  const years = await yearsOf(read, open);
  const year = query.year ?? Math.max(...open.map((row) => row.year), years.includes(newest) ? newest : 0);
  const totals = open
    .filter((row) => row.year === year && (query.ledger === undefined || row.ledger === query.ledger))
    .map(({ ledger, postings, cents }) => ({ ledger, postings, cents }))
    .sort((a, b) => LEDGERS.indexOf(a.ledger) - LEDGERS.indexOf(b.ledger));
  const count = totals.reduce((sum, row) => sum + row.postings, 0);
  return {
    year: year === 0 ? newest : year,
    years,
    totals,
    openPostings: open.reduce((sum, row) => sum + row.postings, 0),
    page: query.page,
    pages: Math.max(1, Math.ceil(count / query.size)),
    postings: await pageOf(read, year, query),
  };
}
