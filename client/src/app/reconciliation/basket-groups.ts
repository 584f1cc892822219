import { counted } from '#shared/counted.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type {
  BasketPage,
  BasketPosting,
  Put,
  SuggestionView,
} from '#shared/reconciliation/reconciliation.ts';

/** The rows of one ledger on a page, with the ledger's sum over all pages. */
export interface LedgerGroup {
  key: string;
  word: string;
  count: string;
  cents: Cents;
  /** Where the sum is explained: what of the year's SAP periods is open. */
  figure: string;
  postings: BasketPosting[];
}

export function postingCount(postings: number): string {
  return counted(postings, 'Buchung', 'Buchungen');
}

export function ledgerGroups(page: BasketPage): LedgerGroup[] {
  return page.totals.map(({ ledger, postings, cents }) => ({
    key: ledger,
    word: LEDGER_WORDS[ledger],
    count: postingCount(postings),
    cents,
    figure: figureText({ of: 'tieOut', year: page.year, period: null, ledger, figure: 'open' }),
    postings: page.postings.filter((posting) => posting.ledger === ledger),
  }));
}

/** Which rows a ledger's sum speaks of: with several pages more than those above it. */
export function sumScope({ count, postings }: LedgerGroup, pages: number): string {
  return pages > 1 ? `${count} auf allen Seiten, hier ${postings.length}` : count;
}

/** `5100003702/001`, or the row's number where the file has no documents. */
export function documentText(posting: Pick<BasketPosting, 'id' | 'documentNumber' | 'lineItem'>): string {
  if (posting.documentNumber === null) return `Zeile ${posting.id}`;
  return posting.lineItem === null ? posting.documentNumber : `${posting.documentNumber}/${posting.lineItem}`;
}

/** `105 eAkte, Einführung und Betrieb` or why it is not ours. */
export function targetWords(suggestion: SuggestionView): string {
  if (suggestion.line) return `${suggestion.line.number} ${suggestion.line.name}`;
  return `ausschließen: ${suggestion.excludeReason ?? ''}`;
}

export function sumOf(postings: readonly BasketPosting[]): Cents {
  return sumCents(postings.map((posting) => posting.cents));
}

/** What is sent when a suggestion is taken: the one that was seen. */
export function suggestionPut(suggestion: SuggestionView): Put {
  return { kind: 'suggestion', pass: suggestion.pass, lineId: suggestion.line?.id ?? null };
}
