import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { MilestoneEnd } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { formatEuro } from '#shared/money.ts';
import { entryForm } from '../../core/entry-form.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { milestoneOf } from './plan-rows.ts';

/** Drops a milestone from a day on, with its reason; one that was dropped is taken up again. */
@Component({
  selector: 'mc-end-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="dropped() ? 'Wieder aufnehmen' : 'Meilenstein streichen'"
      [subtitle]="name()"
      (closed)="closed.emit()"
    >
      <p>{{ effect() }}</p>
      <mc-entry-state [entry]="entry" />
      @if (!dropped()) {
        <mc-entry-text
          fieldId="milestone-ends-on"
          label="gestrichen ab"
          hint="TT.MM.JJJJ"
          [formField]="entry.fields.endsOn"
        />
      }
      <mc-entry-text
        fieldId="milestone-end-reason"
        label="Grund, Pflicht"
        [rows]="3"
        [most]="500"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send
          [entry]="entry"
          [word]="dropped() ? 'Wieder aufnehmen' : 'Streichen'"
          doing="Wird gespeichert …"
        />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: '.do { display: flex; gap: var(--s-2); }',
})
export class EndSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly milestoneId = input.required<number>();
  readonly done = output<MilestonePlan>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly one = computed(() => milestoneOf(this.plan(), this.milestoneId()));
  protected readonly dropped = computed(() =>
    this.plan().dropped.find(({ id }) => id === this.milestoneId()),
  );
  protected readonly name = computed(() => this.one()?.row.name ?? this.dropped()?.name ?? '');
  protected readonly effect = computed(() => {
    const weight = this.one()?.row.weightCents;
    if (weight === undefined)
      return 'Er steht wieder im Plan, als wäre er nie gestrichen worden; beides bleibt im Verlauf.';
    const { weightCents } = this.plan().weights;
    return `Frühere Stichtage behalten ihn. Die Summe der Gewichte (BAC) sinkt von ${formatEuro(weightCents)} € um ${formatEuro(weight)} €. Das lässt sich zurücknehmen.`;
  });
  protected readonly entry = entryForm(MilestoneEnd, {
    name: 'milestone-end',
    subject: () => this.milestoneId(),
    start: () => ({ endsOn: formatDate(this.plan().asOf), reason: '' }),
    read: ({ endsOn, reason }, read) => ({
      endsOn: this.dropped() ? null : read.date(endsOn, 'endsOn'),
      reason,
    }),
    once: true,
    version: () => this.plan().projectVersion,
    versionOf: (current: MilestonePlan) => current.projectVersion,
    send: (body, headers) =>
      this.http.post<MilestonePlan>(
        `/api/milestones/${this.milestoneId()}/end?asOf=${this.plan().asOf}`,
        body,
        {
          headers,
        },
      ),
    sent: (plan) => this.done.emit(plan),
  });
}
