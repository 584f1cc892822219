import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { LEDGER_WORDS, LEDGERS } from '#shared/budget/terms.ts';
import { SIDES, SIDE_WORDS, sideOf } from '#shared/budget/sides.ts';
import { fiscalYearOf, formatDate } from '#shared/calendar.ts';
import { formatChange, formatEuro, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { FORECAST_BASIS_WORDS, SUBSTANTIAL_RISE_TEXT } from '#shared/planning/forecast-rules.ts';
import type { ForecastPage, LineForecast } from '#shared/planning/forecasts.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import { BudgetViews } from '../ui/budget-views.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { ForecastSheet } from './forecast-sheet.ts';

interface ForecastBlock {
  key: string;
  word: string;
  rows: LineForecast[];
  sum: Record<'A' | 'F' | 'P' | 'againstF' | 'againstA', Cents>;
}

function blockOf(key: string, word: string, rows: LineForecast[]): ForecastBlock {
  const over = (of: (row: LineForecast) => Cents): Cents => sumCents(rows.map(of));
  return {
    ...{ key, word, rows },
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
  imports: [BudgetViews, EmptyState, FailedState, ForecastSheet, LoadingState],
  templateUrl: './forecast-page.html',
  styleUrl: './planning.css',
})
export class ForecastPageComponent {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  readonly jahr = input<string>();
  readonly zeile = input<string>();

  protected readonly answer = httpResource<ForecastPage>(() => {
    const clocks = this.asOf.clocks();
    const date = this.asOf.date();
    if (!clocks || !date) return undefined;
    return { url: '/api/forecasts', params: { ...clocks, year: this.jahr() ?? fiscalYearOf(date) } };
  });
  protected readonly page = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly blocks = computed(() => {
    const rows = this.page()?.rows ?? [];
    return LEDGERS.flatMap((ledger) =>
      SIDES.map((side) =>
        blockOf(
          `${ledger}${side}`,
          `${LEDGER_WORDS[ledger]}, ${SIDE_WORDS[ledger][side]}`,
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
  protected readonly basis = FORECAST_BASIS_WORDS;
  protected readonly risesWhen = SUBSTANTIAL_RISE_TEXT;
  protected readonly euro = formatEuro;
  protected readonly date = formatDate;
  protected readonly change = (cents: Cents): string => formatChange(formatEuro(cents));

  constructor() {
    const title = inject(Title);
    effect(() => {
      title.setTitle(`Prognose ${this.page()?.year ?? ''} – MoveS-Cockpit`);
    });
  }

  protected choose(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  protected given(): void {
    this.notices.show('Die Prognose ist gemeldet.');
    this.answer.reload();
  }
}
