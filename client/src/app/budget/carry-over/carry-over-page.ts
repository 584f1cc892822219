import { Component, computed, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import { CARRY_OVER_RULE_WORDS } from '#shared/planning/carry-over.ts';
import { carryOverAnnex } from '#shared/planning/carry-over-annex.ts';
import type { CarryOverPage, CarryOverRow } from '#shared/planning/carry-over-request.ts';
import { asked } from '../../core/asked.ts';
import { AsOf } from '../../core/as-of.ts';
import { CarryOverPayload } from '#shared/planning/carry-over-request.ts';
import { Session } from '../../core/session.ts';
import { pageTitle } from '../../core/page-title.ts';
import { BudgetViews } from '../budget-views.ts';
import { DraftNote } from '../../ui/draft-note.ts';
import { EffectView } from '../../requests/effect-view.ts';
import { requestForm } from '../../requests/request-form.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { NO_PAPER, paperPlace, readPaper } from '../../requests/paper-draft.ts';
import { PaperFields } from '../../requests/paper-fields.ts';
import { Figure } from '../../ui/figure.ts';
import { ReportTableView } from '../../ui/report-table-view.ts';
import { SectionHead } from '../../ui/section-head.ts';
import { Table } from '../../ui/table.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { EuroPipe } from '../../ui/money.ts';
import { EmptyState } from '../../ui/states.ts';
import { CarriedSection } from './carried-section.ts';
import { chosenFor, readablePairs, readWishes, sumsOf, wishOf } from './carry-over-draft.ts';
import type { CarryOverDraft, Wish } from './carry-over-draft.ts';

const EMPTY: CarryOverDraft = { wishes: {}, ...NO_PAPER, reason: '' };

/** Übertragung: at the end of a year, per line what § 21 lets it carry, one request for all, and its annexes. */
@Component({
  selector: 'mc-carry-over-page',
  imports: [
    EntrySend,
    EuroPipe,
    Table,
    AskedState,
    BudgetViews,
    CarriedSection,
    DraftNote,
    EffectView,
    EmptyState,
    EntryState,
    EntryText,
    Figure,
    FormField,
    PaperFields,
    ReportTableView,
    RouterLink,
    SectionHead,
  ],
  templateUrl: './carry-over-page.html',
  styleUrl: '../planning.css',
})
export class CarryOverPageComponent {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly lineFigures = ['F', 'I', 'O'] as const;

  readonly jahr = input<string>();

  protected readonly answer = asked<CarryOverPage>(() => {
    const clocks = this.asOf.clocks();
    const date = this.asOf.date();
    if (!clocks || !date) return undefined;
    return { url: '/api/carry-over', params: { ...clocks, year: this.jahr() ?? fiscalYearOf(date) - 1 } };
  });
  protected readonly page = this.answer.value;
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  protected readonly mayDownload = computed(() => this.session.may('requests:read'));

  protected readonly open = computed(() => (this.page()?.rows ?? []).filter((row) => row.capCents > 0));
  protected readonly entry = requestForm(CarryOverPayload, {
    name: 'carry-over',
    kind: 'carry-over',
    preview: 'asked',
    subject: () => this.page()?.year ?? 0,
    start: () => (this.page() ? EMPTY : undefined),
    payload: (draft, read) => ({
      year: this.page()?.year ?? 0,
      paper: readPaper(draft, read),
      pairs: readWishes(this.open(), draft.wishes, read),
    }),
    place: paperPlace,
  });
  private readonly pairs = computed(() => readablePairs(this.open(), this.wishes()));
  protected readonly sums = computed(() => {
    const page = this.page();
    return page ? sumsOf(page, this.pairs()) : [];
  });
  protected readonly annexes = computed(() => {
    const page = this.page();
    if (!page) return [];
    const chosen = chosenFor(page, this.pairs());
    return (['result', 'cash'] as const).map((ledger) =>
      carryOverAnnex(page.rows, ledger, page.year, chosen),
    );
  });
  protected readonly rules = CARRY_OVER_RULE_WORDS;
  protected readonly ledgers = LEDGER_WORDS;

  constructor() {
    pageTitle(() => `Übertragung ${this.page()?.year ?? ''}`.trim());
  }

  protected wishes(): CarryOverDraft['wishes'] {
    return this.entry.ready() ? this.entry.value().wishes : {};
  }

  protected readonly wishOf = (row: CarryOverRow): Wish => wishOf(row, this.wishes());

  protected edit(row: CarryOverRow, change: Partial<Wish>): void {
    this.entry.set({ wishes: { ...this.wishes(), [row.id]: { ...this.wishOf(row), ...change } } });
  }

  protected targetsOf(row: CarryOverRow) {
    const investment = row.kind === 'investment';
    return (this.page()?.targets ?? []).filter(
      (target) => target.ledger === row.ledger && (target.kind === 'investment') === investment,
    );
  }

  protected chooseAll(chosen: boolean): void {
    const all = this.open().map((row) => [row.id, { ...this.wishOf(row), chosen }] as const);
    this.entry.set({ wishes: { ...this.wishes(), ...Object.fromEntries(all) } });
  }

  protected isInvestment(row: CarryOverRow): boolean {
    return row.ledger === 'cash' && row.kind === 'investment';
  }

  protected chooseYear(year: string): void {
    void this.router.navigate([], { queryParams: { jahr: year }, queryParamsHandling: 'merge' });
  }

  protected annexAddress(page: CarryOverPage): string {
    const sent = this.entry.answered();
    const request = sent ? `&request=${sent.id}` : '';
    const known = this.asOf.knownOn() ? `&knownOn=${this.asOf.knownOn()}` : '';
    return `/api/carry-over/annex.xlsx?year=${page.year}&asOf=${page.asOf}${known}${request}`;
  }
}
