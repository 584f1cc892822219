import type { BudgetPage } from '#shared/budget/budget.ts';
import { SIDE_WORDS } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { formatEuro } from '#shared/money.ts';

/** Lines to choose from, under the heading of their ledger, part and cover group. */
export interface LineChoice {
  heading: string;
  side: Side;
  lines: { id: number; label: string }[];
}

export function lineChoices(page: BudgetPage): LineChoice[] {
  return page.ledgers
    .filter(({ ledger }) => ledger !== 'costing')
    .flatMap(({ ledger, groups }) =>
      groups.map((group) => {
        const part = group.side === 'expense' ? '' : ` ${SIDE_WORDS[ledger][group.side]}`;
        const cover =
          group.code === null ? (group.side === 'expense' ? ', ohne Deckungskreis' : '') : ` ${group.code}`;
        return {
          heading: `${LEDGER_WORDS[ledger]}${part}${cover}`,
          side: group.side,
          lines: group.lines.map((line) => ({
            id: line.id,
            label: `${line.number} ${line.name} (V ${formatEuro(line.figures.V)})`,
          })),
        };
      }),
    );
}
