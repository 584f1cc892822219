import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { commitmentRate, planComparison, spendingRate } from '#shared/budget/figures.ts';
import { LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import { formatChange, formatEuro, formatQuota } from '#shared/money.ts';

/** What stands under the formula of a line: quotas with their formula, plan comparison, group, account. */
export function lineRemark({ line, groupAvailableCents }: BudgetLineDetail): string[] {
  const spent = spendingRate(line.figures);
  const bound = commitmentRate(line.figures);
  const plan = planComparison(line.figures);
  const group =
    groupAvailableCents === null || line.coverGroup === null
      ? 'Die Zeile gehört zu keinem Deckungskreis.'
      : `Im Deckungskreis ${line.coverGroup} verfügbar: ${formatEuro(groupAvailableCents)} €.`;
  const rates = `Mittelabfluss I / F = ${formatQuota(spent.part, spent.of)}, Bindung (I + O) / F = ${formatQuota(bound.part, bound.of)}.`;
  const project = line.project === null ? [] : [`Projekt ${line.project.number} ${line.project.name}.`];
  return [
    `${group} ${rates}`,
    `Planvergleich Ist − Ansatz ${formatChange(formatEuro(plan.againstAppropriation))} € (§ 51 GemHVO), Ist − F ${formatChange(formatEuro(plan.againstRevised))} €.`,
    [
      `${LINE_KIND_WORDS[line.kind]}, THH ${line.subBudget}, Konto ${line.account}, Objekt ${line.costObject}.`,
      line.transferable ? 'Für übertragbar erklärt.' : 'Nicht für übertragbar erklärt.',
      ...project,
      ...(line.origin === 'invented' ? ['Beispieldaten.'] : []),
    ].join(' '),
  ];
}
