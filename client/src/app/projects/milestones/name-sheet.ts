import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { MilestoneEdit } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { entryForm } from '../../core/entry-form.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { milestoneOf } from './plan-rows.ts';

/** Gives a milestone another name or place from the Stichtag on; earlier days keep theirs. */
@Component({
  selector: 'mc-name-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Meilenstein ändern"
      [subtitle]="was().name"
      (closed)="closed.emit()"
    >
      <p class="hint">Gilt ab dem {{ day() }}; an früheren Stichtagen heißt und steht er wie bisher.</p>
      <mc-entry-state [entry]="entry" />
      <mc-entry-text fieldId="milestone-name" label="Name" [most]="120" [formField]="entry.fields.name" />
      <mc-entry-text
        fieldId="milestone-place"
        [label]="'Platz, 1 bis ' + plan().milestones.length"
        [digits]="true"
        [formField]="entry.fields.place"
      />
      <h3>Anderes</h3>
      <p class="do">
        <button type="button" class="btn" (click)="other.emit('link')">Folgt auf …</button>
        @if (isOpen()) {
          <button type="button" class="btn" (click)="other.emit('end')">Streichen …</button>
          @if (plan().lines.length > 0) {
            <button type="button" class="btn" (click)="other.emit('hold')">Geld sperren …</button>
          }
        }
      </p>
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Speichern" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: '.do { display: flex; flex-wrap: wrap; gap: var(--s-2); } h3 { margin-top: var(--s-4); }',
})
export class NameSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly milestoneId = input.required<number>();
  readonly done = output<MilestonePlan>();
  readonly closed = output();
  /** Another sheet about the same milestone. */
  readonly other = output<'link' | 'end' | 'hold'>();

  private readonly http = inject(HttpClient);
  protected readonly day = computed(() => formatDate(this.plan().asOf));
  protected readonly isOpen = computed(
    () => milestoneOf(this.plan(), this.milestoneId())?.row.reachedOn === null,
  );
  protected readonly was = computed(() => {
    const place = this.plan().milestones.findIndex(({ row }) => row.id === this.milestoneId()) + 1;
    return { name: milestoneOf(this.plan(), this.milestoneId())?.row.name ?? '', place: String(place) };
  });
  protected readonly entry = entryForm(MilestoneEdit, {
    name: 'milestone-name',
    subject: () => this.milestoneId(),
    start: () => this.was(),
    read: ({ name, place }) => {
      const was = this.was();
      return {
        ...(name === was.name ? {} : { name }),
        ...(place === was.place ? {} : { place: Number(place) }),
      };
    },
    once: true,
    version: () => this.plan().projectVersion,
    versionOf: (current: MilestonePlan) => current.projectVersion,
    send: (body, headers) =>
      this.http.patch<MilestonePlan>(`/api/milestones/${this.milestoneId()}?asOf=${this.plan().asOf}`, body, {
        headers,
      }),
    sent: (plan) => this.done.emit(plan),
  });
}
