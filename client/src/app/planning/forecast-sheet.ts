import { HttpClient, httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatChange, formatEuro, parseEuro } from '#shared/money.ts';
import { FORECAST_BASIS_WORDS } from '#shared/planning/forecast-rules.ts';
import type { LineForecasts, NewForecast } from '#shared/planning/forecasts.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { TextField } from '../ui/text-field.ts';
import { AMOUNT_FAULT } from './amount.ts';

const ForecastStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    send: (id: number, body: NewForecast) =>
      store.run(http.post<LineForecasts>(`/api/budget/lines/${id}/forecasts`, body)),
  })),
);

/** A line's forecast: what counts, everything that was given before, and the form for a new one. */
@Component({
  selector: 'mc-forecast-sheet',
  imports: [FailedState, FaultList, LoadingState, SideSheet, TextField],
  providers: [ForecastStore],
  templateUrl: './forecast-sheet.html',
  styleUrl: './planning.css',
})
export class ForecastSheet {
  readonly lineId = input.required<number>();
  readonly given = output();
  readonly closed = output();

  protected readonly store = inject(ForecastStore);
  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly answer = httpResource<LineForecasts>(() => {
    const clocks = this.asOf.clocks();
    return clocks
      ? { url: `/api/budget/lines/${this.lineId()}/forecasts`, params: { ...clocks } }
      : undefined;
  });
  private readonly last = kept(this.answer);
  protected readonly detail = computed(() => {
    const last = this.last();
    return last?.row.line.id === this.lineId() ? last : undefined;
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly mayWrite = computed(() => this.session.may('forecasts:write'));
  protected readonly heading = computed(() => {
    const line = this.detail()?.row.line;
    return line ? `Zeile ${line.number} ${line.name}` : 'Prognose';
  });
  protected readonly subtitle = computed(() => {
    const row = this.detail()?.row;
    if (!row) return '';
    return `${row.line.year}: A ${formatEuro(row.A)} €, F ${formatEuro(row.F)} €, Ist ${formatEuro(row.I)} €, Obligo ${formatEuro(row.O)} €`;
  });

  protected readonly on = signal('');
  protected readonly amount = signal('');
  protected readonly note = signal('');
  private readonly tried = signal(false);
  private readonly ownFaults = computed<FieldError[]>(() => [
    ...(parseEuro(this.amount()) === undefined ? [{ path: 'cents', message: AMOUNT_FAULT }] : []),
    ...(parseDate(this.on())
      ? []
      : [{ path: 'forecastOn', message: 'Datum bitte wie 30.06.2021 schreiben.' }]),
    ...(this.note().trim().length >= 3
      ? []
      : [{ path: 'note', message: 'Bitte sagen, worauf die Prognose beruht.' }]),
  ]);
  protected readonly faults = computed(() => {
    if (this.ownFaults().length > 0) return this.tried() ? this.ownFaults() : [];
    return this.store.requestError()?.errors ?? [];
  });
  protected readonly failed = computed(() => {
    const error = this.store.requestError();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly messages = computed(() => [...new Set(this.faults().map((fault) => fault.message))]);
  protected readonly basis = FORECAST_BASIS_WORDS;
  protected readonly euro = formatEuro;
  protected readonly date = formatDate;
  protected readonly change = (cents: Parameters<typeof formatEuro>[0]): string =>
    formatChange(formatEuro(cents));

  protected readonly kept = keepDraft({
    form: 'forecast',
    subject: () => this.lineId(),
    value: () => ({ on: this.on(), amount: this.amount(), note: this.note() }),
    restore: ({ on, amount, note }) => {
      this.on.set(on);
      this.amount.set(amount);
      this.note.set(note);
    },
  });

  protected fault(path: string): string {
    return this.faults().find((fault) => fault.path === path)?.message ?? '';
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    const [cents, forecastOn] = [parseEuro(this.amount()), parseDate(this.on())];
    if (this.ownFaults().length === 0 && cents !== undefined && forecastOn) {
      const answer = await this.store.send(this.lineId(), { forecastOn, cents, note: this.note().trim() });
      if (answer) {
        this.tried.set(false);
        this.amount.set('');
        this.note.set('');
        this.kept.sent();
        this.answer.reload();
        this.given.emit();
        return;
      }
    }
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
