import { Component, DOCUMENT, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { EVERY_LINE } from '#shared/budget/budget.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { counted } from '#shared/counted.ts';
import { LEDGERS, LEDGER_WORDS } from '#shared/budget/terms.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { pageTitle } from '../core/page-title.ts';
import { BudgetViews } from './budget-views.ts';
import { ExportLink } from '../ui/export-link.ts';
import { AskedState } from '../ui/asked-state.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState } from '../ui/states.ts';
import { askedFromAddress, askedToAddress, figureId } from './asked-figure.ts';
import type { AskedFigure } from './asked-figure.ts';
import { BudgetChecks } from './budget-checks.ts';
import { BudgetRows, GROUPINGS, GROUPING_WORDS, groupsAreWhole } from './budget-rows.ts';
import { BudgetTable } from './budget-table.ts';
import { LaterYearsSection } from './later-years-section.ts';
import { LineInspector } from './line-inspector.ts';
import { MovementSheet } from './movement-sheet.ts';
import { StepsSection } from './steps-section.ts';
import { SumInspector } from './sum-inspector.ts';

/** Rows of a ledger that are drawn at once; more on demand. */
const ROWS_AT_ONCE = 300;

/** Budget: the lines of a year with all parts, the origin of every figure, and the way from A to F. */
@Component({
  selector: 'mc-budget-page',
  imports: [
    AskedState,
    BudgetChecks,
    BudgetTable,
    BudgetViews,
    EmptyState,
    ExportLink,
    LaterYearsSection,
    LineInspector,
    MovementSheet,
    OwnRowsNote,
    StepsSection,
    SumInspector,
  ],
  templateUrl: './budget-page.html',
  styleUrl: './budget-page.css',
})
export class BudgetPageComponent {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(Session);

  /** Everything below is in the address, so that it restores the page. */
  readonly jahr = input<string>();
  readonly buch = input<string>();
  readonly thh = input<string>();
  readonly gruppierung = input<string>();
  readonly zeilen = input<string>();
  readonly zahl = input<string>();
  readonly seite = input<string>();
  readonly schritte = input<string>();
  readonly bewegung = input<string>();
  readonly antrag = input<string>();

  /** How many lines of a ledger are asked for: those that are drawn, or all where the page itself adds them up. */
  private readonly listed = computed(() => {
    const isSummed = this.asked() !== null && this.asked()?.owner.of !== 'line';
    if (isSummed || !groupsAreWhole(this.grouping())) return EVERY_LINE;
    return this.withLines() ? this.limit() : 0;
  });
  protected readonly answer = asked<BudgetPage>(() => {
    const clocks = this.asOf.clocks();
    if (!clocks) return undefined;
    return {
      url: '/api/budget',
      params: { ...clocks, year: this.jahr(), subBudget: this.thh(), lines: this.listed() },
    };
  });
  protected readonly page = this.answer.value;

  protected readonly ledgers = computed(() =>
    (this.page()?.ledgers ?? []).map(({ ledger }) => ({ key: ledger, word: LEDGER_WORDS[ledger] })),
  );
  protected readonly groupings = GROUPINGS.map((key) => ({ key, word: GROUPING_WORDS[key] }));
  protected readonly grouping = computed(
    () => GROUPINGS.find((one) => one === this.gruppierung()) ?? 'deckungskreis',
  );
  protected readonly withLines = computed(() => this.zeilen() !== 'aus');
  protected readonly limit = signal(ROWS_AT_ONCE);
  protected readonly asked = computed(() => askedFromAddress(this.zahl()));
  protected readonly rows = computed(() => {
    const page = this.page();
    if (!page) return null;
    const only = LEDGERS.find((ledger) => ledger === this.buch()) ?? null;
    return new BudgetRows(page, {
      ...{ grouping: this.grouping(), withLines: this.withLines(), limit: this.limit(), only },
    });
  });
  /** The ledgers that are shown: what the heading counts and the file holds. */
  private readonly shownLedgers = computed(() => {
    const only = LEDGERS.find((ledger) => ledger === this.buch());
    return (this.page()?.ledgers ?? []).filter(({ ledger }) => only === undefined || ledger === only);
  });
  protected readonly subtitle = computed(() => {
    const groups = this.shownLedgers().flatMap((ledger) => ledger.groups);
    const lines = groups.reduce((count, group) => count + group.lineCount, 0);
    const covers = groups.filter((group) => group.code !== null && group.side === 'expense').length;
    return `${counted(lines, 'Zeile', 'Zeilen')}, ${counted(covers, 'Deckungskreis', 'Deckungskreise')}, Beträge in €`;
  });
  /** The lines shown and the postings behind them: same year, ledger, sub-budget and day. */
  protected readonly exported = computed(() => {
    const page = this.page();
    if (!page) return null;
    const ledger = LEDGERS.find((one) => one === this.buch());
    const known = this.asOf.knownOn();
    const table = { asOf: page.asOf, knownOn: known, year: page.year, subBudget: this.thh() };
    const part = this.thh() ? [`THH ${this.thh()}`] : [];
    const clocks = this.asOf.clockWords(page.asOf);
    const ofLedger = ledger ? [LEDGER_WORDS[ledger]] : [];
    return {
      table: { ...table, ledger },
      tableWhat: [`Zeilen ${page.year}`, ...ofLedger, ...part, clocks].join(', '),
      postings: { ...table, ledger },
      postingsWhat: [`Excel ${page.year}`, ...ofLedger, ...part, clocks].join(', '),
    };
  });
  /** Focus follows what a person opened, not what the address opened. */
  protected readonly takesFocus = signal(false);

  /** Who sees own lines alone has neither the file of postings nor what later years are bound by. */
  protected readonly readsAll = computed(() => this.session.may('ledger:read'));
  protected readonly isEmpty = computed(
    () => this.page()?.ledgers.every((ledger) => ledger.groups.length === 0) === true,
  );
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  /** The request that is written anew. */
  protected readonly editedRequest = computed(() => {
    const id = Number(this.antrag() ?? '');
    return Number.isInteger(id) && id > 0 ? id : null;
  });
  protected readonly sheet = computed(
    () => this.mayRequest() && (this.bewegung() === 'neu' || this.editedRequest() !== null),
  );

  constructor() {
    pageTitle(() => {
      const year = this.page()?.year;
      return year === undefined ? undefined : `Budget ${year}`;
    });
  }

  protected choose(queryParams: Record<string, string | number | null>): void {
    // The page stays where it is: what was asked for is next to what was clicked.
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  /** Figures stay as they are until somebody else approves. */
  protected requested(): void {
    this.choose({ bewegung: null, antrag: null });
  }

  protected more(): void {
    this.limit.update((limit) => limit + ROWS_AT_ONCE);
  }

  protected ask(asked: AskedFigure): void {
    const address = askedToAddress(asked);
    if (address === this.zahl()) {
      this.close();
      return;
    }
    this.takesFocus.set(true);
    this.choose({ zahl: address, seite: null });
  }

  protected close(): void {
    const asked = this.asked();
    this.choose({ zahl: null, seite: null });
    if (asked) this.document.getElementById(figureId(asked))?.focus();
  }
}
