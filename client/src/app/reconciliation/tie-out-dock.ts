import { HttpClient } from '@angular/common/http';
import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { ControlTotalEntry, TieOutLift } from '#shared/periods/period-views.ts';
import type { TieOutDetail } from '#shared/periods/period-views.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Session } from '../core/session.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { EuroPipe } from '../ui/money.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState } from '../ui/states.ts';
import { PeriodsStore } from './periods-store.ts';
import { SAP_SOURCE_WORDS } from './tie-out-rows.ts';

/** One period of one ledger down to sub-budget and account, docked under the table; confirmed and checked here. */
@Component({
  selector: 'mc-tie-out-dock',
  imports: [AskedState, DraftNote, EntryState, EntryText, EuroPipe, FailedState, FormField, Table],
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
  private readonly http = inject(HttpClient);
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
  protected readonly answer = asked<TieOutDetail>(() => ({
    url: '/api/tie-outs',
    params: this.place(),
  }));
  protected readonly detail = this.answer.fresh;
  /** Why the tie-out cannot be confirmed now; empty = it can. */
  protected readonly blocked = computed(() => {
    const tieOut = this.detail()?.tieOut;
    if (!tieOut) return 'Wird geladen.';
    if (tieOut.sapSource === 'unchecked') return 'Erst eine Kontrollsumme aus SAP angeben.';
    if (tieOut.differenceCents !== 0 || tieOut.partsOff > 0) return 'Erst muss die Differenz 0,00 sein.';
    if (tieOut.confirmed?.since === 0) return 'Schon bestätigt.';
    return '';
  });
  private readonly subject = computed(() => `${this.year()} ${this.period()} ${this.ledger()}`);
  protected readonly entry = entryForm(ControlTotalEntry, {
    name: 'control-total',
    subject: this.subject,
    start: () => ({ cents: '', account: '', note: '' }),
    read: ({ cents, account, note }, read) => ({
      ...this.place(),
      cents: read.euro(cents, 'cents'),
      note,
      ...(account.trim() === '' ? {} : { account }),
    }),
    send: (body) => this.http.post<TieOutDetail>('/api/control-totals', body),
    after: (typed) => ({ ...typed, cents: '' }),
    sent: (answer) => this.take(answer),
  });
  protected readonly lift = entryForm(TieOutLift, {
    name: 'lift',
    subject: this.subject,
    start: () => ({ reason: '' }),
    read: (typed) => ({ ...this.place(), ...typed }),
    send: (body) => this.http.post<TieOutDetail>('/api/tie-outs/lift', body),
    after: () => ({ reason: '' }),
    sent: (answer) => {
      this.lifting.set(false);
      this.take(answer);
      this.title().nativeElement.focus();
    },
  });
  /** Asked for, or begun before: the form stands open. */
  protected readonly lifting = linkedSignal(() => {
    this.subject();
    return this.lift.draft.restoredAt() !== null;
  });

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

  private take(answer: TieOutDetail | undefined): void {
    if (!answer) return;
    this.answer.put(answer);
    this.changed.emit();
  }
}
