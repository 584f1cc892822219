import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { BasketPage, BasketPosting } from '#shared/reconciliation/reconciliation.ts';
import type { Cents } from '#shared/money.ts';

/** The rows of one ledger on a page, with the ledger's sum over all pages. */
export interface LedgerGroup {
  key: string;
  word: string;
  count: string;
  cents: Cents;
  postings: BasketPosting[];
}

export function ledgerGroups(page: BasketPage): LedgerGroup[] {
  return page.totals.map(({ ledger, postings, cents }) => ({
    key: ledger,
    word: LEDGER_WORDS[ledger],
    count: postings === 1 ? '1 Buchung' : `${postings} Buchungen`,
    cents,
    postings: page.postings.filter((posting) => posting.ledger === ledger),
  }));
}
