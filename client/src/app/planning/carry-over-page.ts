import { HttpClient, httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { signalStore, withMethods } from '@ngrx/signals';
import type { PaperCitation } from '#shared/approvals/movement.ts';
import type { RequestPreview, SubmittedRequest } from '#shared/approvals/requests.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import { CARRY_OVER_RULE_WORDS } from '#shared/planning/carry-over.ts';
import { carryOverAnnex } from '#shared/planning/carry-over-annex.ts';
import type { CarryOverPage, CarryOverPair, CarryOverRow } from '#shared/planning/carry-over-request.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { kept } from '../core/kept.ts';
import { Notices } from '../core/notices.ts';
import { onceKey } from '../core/once-key.ts';
import { OpenRequests } from '../core/open-requests.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { FaultList } from '../ui/fault-list.ts';
import { BudgetViews } from '../ui/budget-views.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EffectView } from '../ui/effect-view.ts';
import { NO_PAPER, readPaper } from '../ui/paper-draft.ts';
import type { PaperDraft } from '../ui/paper-draft.ts';
import { PaperFields } from '../ui/paper-fields.ts';
import { Figure } from '../ui/figure.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { CarriedSection } from './carried-section.ts';
import { chosenFor, proposalOf, readWishes, sumsOf } from './carry-over-draft.ts';
import type { Wish } from './carry-over-draft.ts';

interface Payload {
  year: number;
  paper: PaperCitation | null;
  pairs: CarryOverPair[];
}

const CarryOverStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    preview: (payload: Payload) =>
      store.run(http.post<RequestPreview>('/api/requests/preview', { kind: 'carry-over', payload })),
    submit: (payload: Payload, reason: string, key: string) =>
      store.run(
        http.post<SubmittedRequest>(
          '/api/requests',
          { kind: 'carry-over', payload, reason },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
  })),
);

/** Übertragung: at the end of a year, per line what § 21 lets it carry, one request for all, and its annexes. */
@Component({
  selector: 'mc-carry-over-page',
  imports: [
    BudgetViews,
    CarriedSection,
    DraftNote,
    EffectView,
    EmptyState,
    FailedState,
    FaultList,
    Figure,
    LoadingState,
    PaperFields,
    ReportTableView,
    RouterLink,
    SectionHead,
  ],
  providers: [CarryOverStore],
  templateUrl: './carry-over-page.html',
  styleUrl: './planning.css',
})
export class CarryOverPageComponent {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly lineFigures = ['F', 'I', 'O'] as const;
  private readonly notices = inject(Notices);
  private readonly openRequests = inject(OpenRequests);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(CarryOverStore);

  readonly jahr = input<string>();

  protected readonly answer = httpResource<CarryOverPage>(() => {
    const clocks = this.asOf.clocks();
    const date = this.asOf.date();
    if (!clocks || !date) return undefined;
    return { url: '/api/carry-over', params: { ...clocks, year: this.jahr() ?? fiscalYearOf(date) - 1 } };
  });
  protected readonly page = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  protected readonly mayDownload = computed(() => this.session.may('requests:read'));

  private readonly wishes = linkedSignal<number | undefined, ReadonlyMap<number, Wish>>({
    source: () => this.page()?.year,
    computation: () => new Map(),
  });
  protected readonly open = computed(() => (this.page()?.rows ?? []).filter((row) => row.capCents > 0));
  private readonly typed = computed(() => readWishes(this.open(), this.wishOf));
  protected readonly sums = computed(() => {
    const page = this.page();
    return page ? sumsOf(page, this.typed().pairs) : [];
  });
  protected readonly annexes = computed(() => {
    const page = this.page();
    if (!page) return [];
    const chosen = chosenFor(page, this.typed().pairs);
    return (['result', 'cash'] as const).map((ledger) =>
      carryOverAnnex(page.rows, ledger, page.year, chosen),
    );
  });
  protected readonly reason = signal('');
  /** The decision that carries over, where it stands already; part of the request. */
  protected readonly paper = signal<PaperDraft>(NO_PAPER);
  private readonly cited = computed(() => readPaper(this.paper()));
  protected readonly paperFaultAt = computed(() => {
    const own = this.tried() ? this.cited().faults : [];
    const faults = [...own, ...(this.store.requestError()?.errors ?? [])];
    return (path: string): string => faults.find((fault) => fault.path === `payload.${path}`)?.message ?? '';
  });
  protected readonly tried = signal(false);
  protected readonly sent = signal<SubmittedRequest | null>(null);
  private key = onceKey();
  protected readonly preview = signal<RequestPreview | null>(null);
  protected readonly messages = computed(() => {
    if (!this.tried()) return [];
    const { faults, pairs } = this.typed();
    const own = [
      ...faults,
      ...this.cited().faults.map((fault) => fault.message),
      ...(pairs.length === 0 && faults.length === 0 ? ['Keine Zeile ist zur Übertragung gewählt.'] : []),
      ...(this.reason().trim() === '' ? ['Bitte begründen Sie den Antrag.'] : []),
    ];
    if (own.length > 0) return own;
    return [...new Set((this.store.requestError()?.errors ?? []).map((fault) => fault.message))];
  });
  protected readonly failed = computed(() => {
    const error = this.store.requestError();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly rules = CARRY_OVER_RULE_WORDS;
  protected readonly ledgers = LEDGER_WORDS;
  protected readonly euro = formatEuro;

  protected readonly kept = keepDraft({
    form: 'carry-over',
    subject: () => this.page()?.year ?? 0,
    value: () => this.page() && { wishes: [...this.wishes()], reason: this.reason(), paper: this.paper() },
    stamp: () => this.key,
    restore: ({ wishes, reason, paper }, key) => {
      this.wishes.set(new Map(wishes));
      this.reason.set(reason);
      this.paper.set(paper);
      this.key = key;
      this.touched();
    },
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      title.setTitle(`Übertragung ${this.page()?.year ?? ''} – MoveS-Cockpit`);
    });
  }

  protected readonly wishOf = (row: CarryOverRow): Wish => this.wishes().get(row.id) ?? proposalOf(row);

  protected edit(row: CarryOverRow, change: Partial<Wish>): void {
    this.wishes.update((before) => new Map(before).set(row.id, { ...this.wishOf(row), ...change }));
    this.touched();
  }

  protected targetsOf(row: CarryOverRow) {
    const investment = row.kind === 'investment';
    return (this.page()?.targets ?? []).filter(
      (target) => target.ledger === row.ledger && (target.kind === 'investment') === investment,
    );
  }

  protected chooseAll(chosen: boolean): void {
    this.wishes.update(
      (before) =>
        new Map([...before, ...this.open().map((row) => [row.id, { ...this.wishOf(row), chosen }] as const)]),
    );
    this.touched();
  }

  protected isInvestment(row: CarryOverRow): boolean {
    return row.ledger === 'cash' && row.kind === 'investment';
  }

  protected chooseYear(year: string): void {
    this.sent.set(null);
    void this.router.navigate([], { queryParams: { jahr: year }, queryParamsHandling: 'merge' });
  }

  protected annexAddress(page: CarryOverPage): string {
    const request = this.sent() ? `&request=${this.sent()?.id}` : '';
    const known = this.asOf.knownOn() ? `&knownOn=${this.asOf.knownOn()}` : '';
    return `/api/carry-over/annex.xlsx?year=${page.year}&asOf=${page.asOf}${known}${request}`;
  }

  protected async show(): Promise<void> {
    const payload = this.payload();
    if (payload) this.preview.set((await this.store.preview(payload)) ?? null);
    this.focusFault();
  }

  protected async send(): Promise<void> {
    const payload = this.payload();
    const answer = payload && (await this.store.submit(payload, this.reason().trim(), this.key));
    if (!answer) {
      this.focusFault();
      return;
    }
    this.key = onceKey();
    this.kept.sent();
    this.sent.set(answer);
    this.tried.set(false);
    this.openRequests.reload();
    this.notices.show(`Antrag ${answer.id} wartet auf die Freigabe durch eine andere Person.`);
  }

  private payload(): Payload | null {
    this.tried.set(true);
    const page = this.page();
    const { pairs, faults } = this.typed();
    const { paper, faults: unread } = this.cited();
    const complete = pairs.length > 0 && faults.length + unread.length === 0 && this.reason().trim() !== '';
    return page && complete ? { year: page.year, paper, pairs } : null;
  }

  protected editPaper(change: Partial<PaperDraft>): void {
    this.paper.update((before) => ({ ...before, ...change }));
    this.touched();
  }

  protected touched(): void {
    this.store.clearError();
    this.preview.set(null);
    this.sent.set(null);
  }

  private readonly focusFault = (): unknown =>
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
}
