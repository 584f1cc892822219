import { httpResource } from '@angular/common/http';
import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { parseEuro } from '#shared/money.ts';
import type { TieOutDetail } from '#shared/periods/period-views.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { EuroPipe } from '../ui/money.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { PeriodsStore } from './periods-store.ts';
import { SAP_SOURCE_WORDS } from './tie-out-rows.ts';

/** One period of one ledger down to sub-budget and account, docked under the table; confirmed and checked here. */
@Component({
  selector: 'mc-tie-out-dock',
  imports: [EuroPipe, FailedState, LoadingState],
  providers: [PeriodsStore],
  templateUrl: './tie-out-dock.html',
  styleUrl: './tie-out-dock.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class TieOutDock {
  readonly year = input.required<number>();
  readonly period = input.required<string>();
  readonly ledger = input.required<Ledger>();
  readonly closed = output();
  readonly changed = output();

  protected readonly store = inject(PeriodsStore);
  protected readonly maySet = inject(Session).may('periods:set');
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  protected readonly sources = SAP_SOURCE_WORDS;

  private readonly place = computed(() => ({
    year: this.year(),
    period: this.period(),
    ledger: this.ledger(),
  }));
  protected readonly heading = computed(
    () => `${this.period()}/${this.year()}, ${LEDGER_WORDS[this.ledger()]}`,
  );
  protected readonly answer = httpResource<TieOutDetail>(() => ({
    url: '/api/tie-outs',
    params: this.place(),
  }));
  protected readonly detail = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  /** Why the tie-out cannot be confirmed now; empty = it can. */
  protected readonly blocked = computed(() => {
    const tieOut = this.detail()?.tieOut;
    if (!tieOut) return 'Wird geladen.';
    if (tieOut.sapSource === 'unchecked') return 'Erst eine Kontrollsumme aus SAP angeben.';
    if (tieOut.differenceCents !== 0 || tieOut.partsOff > 0) return 'Erst muss die Differenz 0,00 sein.';
    if (tieOut.confirmed?.since === 0) return 'Schon bestätigt.';
    return '';
  });
  protected readonly amount = linkedSignal({ source: this.place, computation: () => '' });
  protected readonly account = linkedSignal({ source: this.place, computation: () => '' });
  protected readonly note = linkedSignal({ source: this.place, computation: () => '' });
  protected readonly fault = signal('');
  protected readonly lifting = linkedSignal({ source: this.place, computation: () => false });
  protected readonly liftReason = linkedSignal({ source: this.place, computation: () => '' });
  protected readonly liftFault = signal('');

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  protected day(at: Instant): string {
    return formatDate(businessDate(at));
  }

  protected async confirm(): Promise<void> {
    const tieOut = this.detail()?.tieOut;
    if (!tieOut || this.blocked() !== '' || this.store.loading()) return;
    const { sapCents, postings } = tieOut;
    this.take(await this.store.confirm({ ...this.place(), sapCents, postings }));
  }

  protected async enter(event: Event): Promise<void> {
    event.preventDefault();
    const cents = parseEuro(this.amount());
    const [note, account] = [this.note().trim(), this.account().trim()];
    const wrong =
      cents === undefined
        ? 'Erwartet wird ein Betrag wie 1.234,56.'
        : note.length < 3
          ? 'Bitte angeben, woher die Summe kommt.'
          : '';
    this.fault.set(wrong);
    if (cents === undefined || wrong !== '' || this.store.loading()) return;
    const entry = { ...this.place(), cents, note, ...(account === '' ? {} : { account }) };
    const answer = await this.store.enter(entry);
    if (!answer) return;
    this.amount.set('');
    this.take(answer);
  }

  protected async lift(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.liftReason().trim();
    this.liftFault.set(reason.length < 3 ? 'Bitte eine Begründung angeben.' : '');
    if (reason.length < 3 || this.store.loading()) return;
    const answer = await this.store.lift({ ...this.place(), reason });
    if (!answer) return;
    this.lifting.set(false);
    this.liftReason.set('');
    this.take(answer);
    this.title().nativeElement.focus();
  }

  private take(answer: TieOutDetail | undefined): void {
    if (!answer) return;
    this.answer.set(answer);
    this.changed.emit();
  }
}
