import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import { FORECAST_BASIS_WORDS } from '#shared/planning/forecast-rules.ts';
import { NewForecast } from '#shared/planning/forecasts.ts';
import type { LineForecasts } from '#shared/planning/forecasts.ts';
import { AsOf } from '../../core/as-of.ts';
import { asked } from '../../core/asked.ts';
import { entryForm } from '../../core/entry-form.ts';
import { Session } from '../../core/session.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { Table } from '../../ui/table.ts';
import { EuroPipe } from '../../ui/money.ts';

/** A line's forecast: what counts, everything that was given before, and the form for a new one. */
@Component({
  selector: 'mc-forecast-sheet',
  imports: [EntrySend, EuroPipe, Table, AskedState, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './forecast-sheet.html',
  styleUrl: '../planning.css',
})
export class ForecastSheet {
  readonly lineId = input.required<number>();
  readonly given = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);

  protected readonly answer = asked<LineForecasts>(
    () => {
      const clocks = this.asOf.clocks();
      return clocks
        ? { url: `/api/budget/lines/${this.lineId()}/forecasts`, params: { ...clocks } }
        : undefined;
    },
    { about: ({ row }) => row.line.id === this.lineId() },
  );
  protected readonly detail = this.answer.value;
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

  protected readonly entry = entryForm(NewForecast, {
    name: 'forecast',
    subject: this.lineId,
    start: () => ({ forecastOn: '', cents: '', note: '' }),
    read: ({ forecastOn, cents, note }, read) => ({
      forecastOn: read.date(forecastOn, 'forecastOn'),
      cents: read.euro(cents, 'cents'),
      note,
    }),
    send: (body) => this.http.post<LineForecasts>(`/api/budget/lines/${this.lineId()}/forecasts`, body),
    after: ({ forecastOn }) => ({ forecastOn, cents: '', note: '' }),
    sent: () => {
      this.answer.reload();
      this.given.emit();
    },
  });
  protected readonly basis = FORECAST_BASIS_WORDS;
  protected readonly date = formatDate;
}
