import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import { NewMilestoneForecast } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan, SlipEffect } from '#shared/milestones/milestone-plan.ts';
import { asked } from '../../core/asked.ts';
import { entryForm } from '../../core/entry-form.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { IsoDatePipe } from '../../ui/iso-date-pipe.ts';
import { EuroPipe } from '../../ui/money.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { Table } from '../../ui/table.ts';
import { milestoneOf } from './plan-rows.ts';

/** A forecast for the reporting date, with what it does to lights, earned value and successors before it is taken. */
@Component({
  selector: 'mc-forecast-sheet',
  imports: [EntrySend, EntryState, EntryText, EuroPipe, FormField, IsoDatePipe, SideSheet, Table],
  templateUrl: './forecast-sheet.html',
  styles: `
    .do {
      display: flex;
      gap: var(--s-2);
    }
    h3 {
      margin-top: var(--s-3);
    }
    th .hint {
      display: block;
      font-weight: var(--w-normal);
    }
    td {
      vertical-align: top;
    }
  `,
})
export class ForecastSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly milestoneId = input.required<number>();
  readonly given = output<MilestonePlan>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly one = computed(() => milestoneOf(this.plan(), this.milestoneId()));
  protected readonly subtitle = computed(() => this.one()?.row.name ?? '');
  protected readonly reportingDate = computed(() => formatDate(this.plan().reportingDate));
  /** What stands before this forecast: an earlier one for the same reporting date is corrected. */
  protected readonly before = computed(() => {
    const last = this.one()?.row.forecasts.at(-1);
    return last
      ? `${formatDate(last.forecastOn)} (zum ${formatDate(last.reportingDate)})`
      : 'nichts gemeldet';
  });

  protected readonly entry = entryForm(NewMilestoneForecast, {
    name: 'milestone-forecast',
    subject: () => `${this.milestoneId()} ${this.plan().reportingDate}`,
    start: () => ({ forecastOn: '', reason: '' }),
    read: ({ forecastOn, reason }, read) => ({
      reportingDate: this.plan().reportingDate,
      forecastOn: read.date(forecastOn, 'forecastOn'),
      reason,
    }),
    once: true,
    version: () => this.plan().projectVersion,
    versionOf: (current: MilestonePlan) => current.projectVersion,
    send: (body, headers) =>
      this.http.post<MilestonePlan>(
        `/api/milestones/${this.milestoneId()}/forecast?asOf=${this.plan().asOf}`,
        body,
        { headers },
      ),
    sent: (plan) => this.given.emit(plan),
  });

  protected readonly slip = asked<SlipEffect>(() => {
    const forecastOn = parseDate(this.entry.value().forecastOn);
    if (!forecastOn || forecastOn === this.one()?.row.forecastOn) return undefined;
    return {
      url: `/api/milestones/${this.milestoneId()}/slip`,
      params: { asOf: this.plan().asOf, forecastOn },
    };
  });

  protected lightText({ time }: SlipEffect): string {
    const [before, after] = [LIGHT_WORDS[time.before], LIGHT_WORDS[time.after]];
    return before === after ? `unverändert ${after}` : `${before} → ${after}`;
  }

  protected placeText({ milestone }: SlipEffect['successors'][number]): string {
    const own = milestone.project.id === this.plan().projectId;
    return own ? `„${milestone.name}“` : `${milestone.project.number} „${milestone.name}“`;
  }
}
