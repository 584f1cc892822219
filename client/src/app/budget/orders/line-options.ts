import type { BudgetPage } from '#shared/budget/budget.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { LineChoice } from '../line-choices.ts';

type BudgetLine = BudgetPage['ledgers'][number]['groups'][number]['lines'][number];

/** Lines of expense under the heading of their ledger, by number; `keep` narrows them. */
export function orderableLines(
  page: BudgetPage,
  keep: (line: BudgetLine) => boolean = () => true,
): LineChoice[] {
  return page.ledgers
    .filter((ledger) => ledger.ledger !== 'costing')
    .map((ledger): LineChoice => ({
      heading: LEDGER_WORDS[ledger.ledger],
      side: 'expense',
      lines: ledger.groups
        .filter((group) => group.side === 'expense')
        .flatMap((group) => group.lines)
        .filter(keep)
        .toSorted((a, b) => (a.number < b.number ? -1 : 1))
        .map((line) => ({ id: line.id, label: `${line.number} ${line.name}` })),
    }))
    .filter((group) => group.lines.length > 0);
}

/** Lines a commitment authorisation can stand on: investments of the cash budget (§ 11 GemHVO). */
export function authorisableLines(page: BudgetPage): LineChoice[] {
  const cash = { ...page, ledgers: page.ledgers.filter((ledger) => ledger.ledger === 'cash') };
  return orderableLines(cash, (line) => line.kind === 'investment');
}
