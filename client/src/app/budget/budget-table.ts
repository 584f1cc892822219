import { Component, computed, input, output } from '@angular/core';
import { FIGURES, FIGURE_SHORT, FIGURE_WORDS, LEDGER_NOTES, LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { askedToAddress, figureId } from './asked-figure.ts';
import type { AskedFigure } from './asked-figure.ts';
import { injectMedia } from '../ui/narrow.ts';
import { Table } from '../ui/table.ts';
import { EuroPipe } from '../ui/money.ts';
import { superscript } from './budget-rows.ts';
import type { LedgerBlock, TableRow } from './budget-rows.ts';

/** 100 million euro: sums from here on are wider than a column. */
const LARGE_CENTS = 10_000_000_000;

/** The head is the formula: A + N + E + B + Z + U = F − S − O − I = V. */
const SIGNS: Record<FigureName, string> = {
  A: '',
  N: '+',
  E: '+',
  B: '+',
  Z: '+',
  U: '+',
  F: '=',
  S: '−',
  O: '−',
  I: '−',
  V: '=',
};
const WIDTHS: Record<FigureName, string> = {
  A: 'wide',
  N: 'mid',
  E: 'wide',
  B: 'wide',
  Z: 'mid',
  U: 'mid',
  F: 'wide',
  S: 'small',
  O: 'wide',
  I: 'wide',
  V: 'wide',
};

/** What F is made of beside the budget itself. */
const PARTS: ReadonlySet<FigureName> = new Set<FigureName>(['N', 'E', 'B', 'Z', 'U']);

/** Where a form beside the table leaves less room than all columns need. */
const BESIDE_FORM = '(min-width: 1101px) and (max-width: 1740px)';

/** The lines of a year in one block per ledger; blocks, and income and expense in them, are never added; every figure that is not zero can be asked for. */
@Component({
  imports: [EuroPipe, Table],
  selector: 'mc-budget-table',
  templateUrl: './budget-table.html',
  styleUrl: './budget-table.css',
  // The docked inspector never hides the focused figure (WCAG 2.4.11).
  host: { '[class.asked]': 'asked() !== null', '[class.large]': 'large()', '[class.compact]': 'folded()' },
})
export class BudgetTable {
  readonly year = input.required<number>();
  readonly blocks = input.required<readonly LedgerBlock[]>();
  readonly asked = input.required<AskedFigure | null>();
  /** A form stands beside it: the parts of F may give way. */
  readonly compact = input(false);
  readonly ask = output<AskedFigure>();
  readonly more = output();

  private readonly besideForm = injectMedia(BESIDE_FORM);
  /** The parts of F are left out. */
  protected readonly folded = computed(() => this.compact() && this.besideForm());
  protected readonly columns = computed(() =>
    FIGURES.filter((name) => !this.folded() || !PARTS.has(name)).map((name) => ({
      name,
      sign: SIGNS[name],
      short: FIGURE_SHORT[name],
      width: WIDTHS[name],
      words: FIGURE_WORDS[name],
      tinted: name === 'F' || name === 'V',
    })),
  );
  protected readonly large = computed(() =>
    this.blocks().some(({ rows }) =>
      rows.some(({ figures }) => FIGURES.some((name) => Math.abs(figures[name]) >= LARGE_CENTS)),
    ),
  );
  protected readonly words = LEDGER_WORDS;
  protected readonly ledgerNotes = LEDGER_NOTES;
  protected readonly superscript = superscript;
  protected readonly open = computed(() => {
    const asked = this.asked();
    return asked === null ? '' : askedToAddress(asked);
  });
  protected readonly openRow = computed(() => this.open().replace(/:[A-Z]$/u, ''));

  protected address(row: TableRow, figure: FigureName): string {
    return askedToAddress({ owner: row.owner, figure });
  }

  protected isOpen(row: TableRow): boolean {
    return this.address(row, 'V').replace(/:V$/u, '') === this.openRow();
  }

  protected id(row: TableRow, figure: FigureName): string {
    return figureId({ owner: row.owner, figure });
  }
}
