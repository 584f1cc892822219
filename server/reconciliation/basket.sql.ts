import { sql } from 'kysely';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { endOfMonth, toIsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import type { BasketPage, BasketPosting, BasketQuery } from '#shared/reconciliation/reconciliation.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { postingFacts } from './postings.sql.ts';
import { suggestionView, suggestionsFor } from './suggestions.sql.ts';
import { largest } from '#shared/largest.ts';

type BasketRows = Omit<BasketPage, 'lastChange'>;

/** Open postings of all years per ledger, from the stored months of no line: the basket itself is not counted. */
async function yearTotals(read: Queries) {
  return read
    .selectFrom('actual_month')
    .where('line_id', '=', UNASSIGNED_LINE)
    .groupBy(['fiscal_year', 'ledger'])
    .select((eb) => [
      'fiscal_year as year',
      'ledger',
      sql<number>`cast(sum(postings) as bigint)`.as('postings'),
      sumOfCents(eb.ref('cents')).as('cents'),
    ])
    .having(sql<number>`sum(postings)`, '<>', 0)
    .execute();
}

/** The years there are budget lines for, or open postings. */
async function yearsOf(read: Queries, open: readonly { year: number }[]): Promise<number[]> {
  const rows = await read.selectFrom('budget_line').select('year').distinct().execute();
  return [...new Set([...rows, ...open].map((row) => row.year))].sort((a, b) => a - b);
}

/** The ids of a page, ledger after ledger, each from the index alone. */
async function idsOfPage(
  read: Queries,
  year: number,
  totals: BasketRows['totals'],
  query: BasketQuery,
): Promise<number[]> {
  const ids: number[] = [];
  let skip = (query.page - 1) * query.size;
  for (const { ledger, postings } of totals) {
    if (skip < postings && ids.length < query.size) {
      const rows = await read
        .selectFrom('open_posting')
        .where('fiscal_year', '=', year)
        .where('ledger', '=', ledger)
        .orderBy('posted_on')
        .orderBy('posting_id')
        .limit(query.size - ids.length)
        .offset(skip)
        .select('posting_id as id')
        .execute();
      for (const row of rows) ids.push(row.id);
    }
    skip = Math.max(0, skip - postings);
  }
  return ids;
}

async function postingsOf(read: Queries, ids: readonly number[]): Promise<BasketPosting[]> {
  const facts = await postingFacts(read, ids);
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
    postings: await postingsOf(read, await idsOfPage(read, year, totals, query)),
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
