import type { BudgetPage } from '#shared/budget/budget.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';

/** Lines that can be ordered on, in groups per ledger. */
export function orderableLines(page: BudgetPage) {
  return page.ledgers
    .filter((ledger) => ledger.ledger !== 'costing')
    .map((ledger) => ({
      word: LEDGER_WORDS[ledger.ledger],
      lines: ledger.groups
        .filter((group) => group.side === 'expense')
        .flatMap((group) => group.lines)
        .toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    }))
    .filter((group) => group.lines.length > 0);
}
