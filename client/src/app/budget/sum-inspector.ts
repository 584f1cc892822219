import { counted } from '#shared/counted.ts';
import { Component, computed, input, output } from '@angular/core';
import type { BudgetLineRow, BudgetPage } from '#shared/budget/budget.ts';
import { sumFigures } from '#shared/budget/figures.ts';
import { sideName } from '#shared/budget/sides.ts';
import { FIGURE_WORDS, LEDGER_WORDS, LINE_KINDS } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import { sumCents } from '#shared/money.ts';
import { Figure } from '../ui/figure.ts';
import { Table } from '../ui/table.ts';
import { EuroPipe } from '../ui/money.ts';
import { askedToAddress } from './asked-figure.ts';
import type { AskedFigure } from './asked-figure.ts';
import { groupsOf, linesOf } from './budget-rows.ts';
import type { Grouping } from './budget-rows.ts';
import { FormulaTable } from './formula-table.ts';
import { InspectorFrame } from './inspector-frame.ts';

/** The largest parts are listed one by one, the rest as one row, so that the list still sums to the figure. */
const LISTED = 100;

function groupAddress(grouping: Grouping, code: string) {
  if (grouping === 'teilhaushalt') return { of: 'subBudget', code } as const;
  if (grouping === 'deckungskreis') return { of: 'group', code: code === 'ohne' ? null : code } as const;
  const kind = LINE_KINDS.find((one) => one === code);
  return kind === undefined ? null : ({ of: 'kind', code: kind } as const);
}

/** A sum down to its formula and to the lines it is the sum of. */
@Component({
  selector: 'mc-sum-inspector',
  imports: [EuroPipe, Table, Figure, FormulaTable, InspectorFrame],
  templateUrl: './sum-inspector.html',
  styleUrl: './inspector.css',
})
export class SumInspector {
  readonly page = input.required<BudgetPage>();
  readonly asked = input.required<AskedFigure>();
  readonly grouping = input.required<Grouping>();
  /** The sub-budget the page is narrowed to; empty = all. */
  readonly subBudget = input('');
  readonly takesFocus = input(false);
  readonly ask = output<AskedFigure>();
  readonly closed = output();

  protected readonly words = FIGURE_WORDS;
  protected readonly date = formatDate;
  protected readonly shown = computed(() => askedToAddress(this.asked()));
  private readonly source = computed<{ name: string; lines: BudgetLineRow[] }>(() => {
    const { owner } = this.asked();
    const block = this.page().ledgers.find((one) => owner.of !== 'line' && one.ledger === owner.ledger);
    if (owner.of === 'line' || !block) return { name: '', lines: [] };
    if (owner.of === 'sum') {
      const word = sideName(owner.ledger, owner.side, block.sums);
      return { name: `Summe ${word}, ${LEDGER_WORDS[owner.ledger]}`, lines: linesOf(block, owner.side) };
    }
    const group = groupsOf(block, owner.side, this.grouping()).find((one) => one.code === owner.code);
    return { name: group?.name ?? 'nicht in dieser Auswahl', lines: group?.lines ?? [] };
  });
  /** Where the sum is explained; a sum of a selection that has no name of its own is explained by its lines below. */
  protected readonly address = computed(() => {
    const [{ owner, figure }, { year }, only] = [this.asked(), this.page(), this.subBudget()];
    if (owner.of === 'line') return null;
    const { ledger, side } = owner;
    if (owner.of === 'sum') {
      const all = only === '' ? ({ of: 'ledger' } as const) : ({ of: 'subBudget', code: only } as const);
      return figureText({ of: 'lines', owner: { ...all, year, ledger, side }, figure });
    }
    const lines = groupAddress(this.grouping(), owner.code);
    if (lines === null || (only !== '' && only !== owner.code)) return null;
    return figureText({ of: 'lines', owner: { ...lines, year, ledger, side }, figure });
  });
  protected readonly name = computed(() => this.source().name);
  protected readonly figures = computed(() => sumFigures(this.source().lines.map((line) => line.figures)));
  protected readonly parts = computed(() => {
    const { figure } = this.asked();
    return this.source()
      .lines.filter((line) => line.figures[figure] !== 0)
      .map((line) => ({ line, cents: line.figures[figure] }))
      .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents));
  });
  protected readonly listed = computed(() => this.parts().slice(0, LISTED));
  protected readonly rest = computed(() => {
    const rest = this.parts().slice(LISTED);
    return { count: rest.length, cents: sumCents(rest.map((part) => part.cents)) };
  });
  protected readonly heading = computed(() => {
    const empty = this.source().lines.length - this.parts().length;
    const zero = empty === 0 ? '' : `, ${counted(empty, 'weitere', 'weitere')} mit 0,00`;
    return `${counted(this.parts().length, 'Zeile', 'Zeilen')} der Größe nach${zero}`;
  });

  protected askLine(line: BudgetLineRow): void {
    this.ask.emit({ owner: { of: 'line', id: line.id }, figure: this.asked().figure });
  }
}
