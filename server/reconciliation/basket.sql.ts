import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { endOfMonth, toIsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import type { BasketPage, BasketPosting, BasketQuery } from '#shared/reconciliation/reconciliation.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { postingFacts } from './postings.sql.ts';
import { suggestionView, suggestionsFor } from './suggestions.sql.ts';
import { largest } from '#shared/largest.ts';

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

async function pageOf(read: Queries, year: number, query: BasketQuery): Promise<BasketPosting[]> {
  let rows = read.selectFrom('open_posting').where('fiscal_year', '=', year);
  if (query.ledger) rows = rows.where('ledger', '=', query.ledger);
  const ids = await rows
    // Result before cash before costing: the order of the page.
    .orderBy('ledger', 'desc')
    .orderBy('posted_on')
    .orderBy('posting_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .select('posting_id as id')
    .execute();
  const facts = await postingFacts(
    read,
    ids.map((row) => row.id),
  );
  const suggestions = await suggestionsFor(
    read,
    facts.map((one) => one.row),
  );
  return facts.map(({ view }, index) => ({
    ...view,
    suggestion: suggestionView(suggestions[index] ?? null),
  }));
}

/** One page of the basket of a year: what belongs nowhere yet, with the sums of the whole year per ledger. */
export async function basketPage(read: Queries, query: BasketQuery, newest: number): Promise<BasketRows> {
  const open = await yearTotals(read);
  const years = await yearsOf(read, open);
  const year =
    query.year ??
    largest(
      open.map((row) => row.year),
      years.includes(newest) ? newest : 0,
    );
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

/** What is open of a ledger's month, in cents. */
export async function openOfMonth(read: Queries, ledger: Ledger, month: string): Promise<Cents> {
  const row = await read
    .selectFrom('open_posting')
    .where('ledger', '=', ledger)
    .where('posted_on', '>=', toIsoDate(`${month}-01`))
    .where('posted_on', '<=', endOfMonth(month))
    .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return row.cents;
}
