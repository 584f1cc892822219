import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { LEDGER_WORDS, LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Side } from '#shared/budget/sides.ts';
import { SIDES, SIDE_WORDS, sideOf } from '#shared/budget/sides.ts';
import { fiscalYearOf, formatDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { LinesOwner } from '#shared/explain/address.ts';
import type { ForecastFigure, ForecastOwner } from '#shared/explain/page-figures.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { FORECAST_BASIS_WORDS, SUBSTANTIAL_RISE_TEXT } from '#shared/planning/forecast-rules.ts';
import type { ForecastPage, LineForecast } from '#shared/planning/forecasts.ts';
import { asked } from '../../core/asked.ts';
import { AsOf } from '../../core/as-of.ts';
import { Notices } from '../../core/notices.ts';
import { pageTitle } from '../../core/page-title.ts';
import { BudgetViews } from '../budget-views.ts';
import { Figure } from '../../ui/figure.ts';
import { ExportLink } from '../../ui/export-link.ts';
import { Table } from '../../ui/table.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { EmptyState } from '../../ui/states.ts';
import { ForecastSheet } from './forecast-sheet.ts';

interface ForecastBlock {
  key: string;
  word: string;
  owner: { ledger: Ledger; side: Side };
  rows: LineForecast[];
  sum: Record<'A' | 'F' | 'P' | 'againstF' | 'againstA', Cents>;
}

function blockOf(owner: { ledger: Ledger; side: Side }, rows: LineForecast[]): ForecastBlock {
  const { ledger, side } = owner;
  const word = `${LEDGER_WORDS[ledger]}, ${SIDE_WORDS[ledger][side]}`;
  const over = (of: (row: LineForecast) => Cents): Cents => sumCents(rows.map(of));
  return {
    ...{ key: `${ledger}${side}`, word, owner, rows },
    sum: {
      A: over((row) => row.A),
      F: over((row) => row.F),
      P: over((row) => row.P),
      againstF: over((row) => row.againstF),
      againstA: over((row) => row.againstA),
    },
  };
}

/** Prognose: P of every line of a year, given or reckoned, with P − F and P − A. */
@Component({
  selector: 'mc-forecast-page',
  imports: [ExportLink, Table, AskedState, BudgetViews, EmptyState, Figure, ForecastSheet],
  templateUrl: './forecast-page.html',
  styleUrl: '../planning.css',
})
export class ForecastPageComponent {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  readonly jahr = input<string>();
  readonly zeile = input<string>();

  protected readonly answer = asked<ForecastPage>(() => {
    const clocks = this.asOf.clocks();
    const date = this.asOf.date();
    if (!clocks || !date) return undefined;
    return { url: '/api/forecasts', params: { ...clocks, year: this.jahr() ?? fiscalYearOf(date) } };
  });
  protected readonly page = this.answer.value;
  protected readonly knownOn = computed(() => this.asOf.clocks()?.['knownOn']);
  protected readonly blocks = computed(() => {
    const rows = this.page()?.rows ?? [];
    return LEDGERS.flatMap((ledger) =>
      SIDES.map((side) =>
        blockOf(
          { ledger, side },
          rows.filter((row) => row.line.ledger === ledger && sideOf(row.line.kind) === side),
        ),
      ).filter((block) => block.rows.length > 0),
    );
  });
  protected readonly subtitle = computed(() => {
    const rows = this.page()?.rows ?? [];
    const given = rows.filter((row) => row.given !== null).length;
    const rises = rows.filter((row) => row.substantial).length;
    return `${given} von ${rows.length} Zeilen gemeldet, ${rises} mit erheblicher Steigerung, Beträge in €`;
  });
  protected readonly opened = computed(() => {
    const id = Number(this.zeile());
    return Number.isInteger(id) && id > 0 ? id : null;
  });
  protected readonly budgetFigures = ['A', 'F'] as const;
  protected readonly basis = FORECAST_BASIS_WORDS;
  protected readonly risesWhen = SUBSTANTIAL_RISE_TEXT;
  protected readonly date = formatDate;

  constructor() {
    pageTitle(() => `Prognose ${this.page()?.year ?? ''}`.trim());
  }

  protected choose(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  protected lineFigure({ line }: LineForecast, figure: ForecastFigure): string {
    return figureText({ of: 'forecast', owner: { of: 'line', id: line.id }, figure });
  }

  protected blockFigure({ owner }: ForecastBlock, figure: ForecastFigure): string {
    const part: ForecastOwner = { of: 'part', year: this.page()?.year ?? 0, ...owner };
    return figureText({ of: 'forecast', owner: part, figure });
  }

  /** A or F of everything a block has, as the budget page sums it. */
  protected sumFigure({ owner }: ForecastBlock, figure: 'A' | 'F'): string {
    const part: LinesOwner = { of: 'ledger', year: this.page()?.year ?? 0, ...owner };
    return figureText({ of: 'lines', owner: part, figure });
  }

  protected given(): void {
    this.notices.show('Die Prognose ist gemeldet.');
    this.answer.reload();
  }
}
