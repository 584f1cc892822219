import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type * as z from 'zod';
import { formatDate } from '#shared/calendar.ts';
import { MilestoneCorrection, MilestoneReached } from '#shared/milestones/milestones.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryChoice } from '../ui/entry/entry-choice.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { projectText } from '#shared/milestones/milestone-list.ts';

interface Typed {
  /** What is right of a report that is corrected. */
  right: 'reached' | 'not-reached';
  reachedOn: string;
  evidence: string;
  reason: string;
}

/** Als erreicht melden: day and evidence, both needed. Of a milestone that is reached: correct it, with a reason. */
@Component({
  selector: 'mc-reach-sheet',
  imports: [EntrySend, EntryChoice, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './reach-sheet.html',
  styles: `
    .do {
      display: flex;
      gap: var(--s-2);
    }
  `,
})
export class ReachSheet {
  readonly milestone = input.required<MilestoneRow>();
  readonly reached = output<MilestoneRow>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  /** It was reported as reached: the sheet corrects that. */
  protected readonly correcting = computed(() => this.milestone().reachedOn !== null);
  protected readonly reportedOn = computed(() => {
    const day = this.milestone().reachedOn;
    return day === null ? '' : formatDate(day);
  });
  protected readonly subtitle = computed(() => `${projectText(this.milestone())}: ${this.milestone().name}`);
  protected readonly basis = computed(() => {
    const { baselineOn, forecastOn } = this.milestone();
    const forecast = forecastOn ? `, Prognose ${formatDate(forecastOn)}` : ', keine Prognose';
    return `Basis ${formatDate(baselineOn)}${forecast}`;
  });
  protected readonly choices = [
    ['reached', 'anderer Tag oder Nachweis'],
    ['not-reached', 'nicht erreicht'],
  ] as const;

  private readonly schema = (): z.ZodType<
    MilestoneCorrection | MilestoneReached,
    z.input<typeof MilestoneCorrection> | MilestoneReached
  > => (this.correcting() ? MilestoneCorrection : MilestoneReached) as never;

  protected readonly entry = entryForm(this.schema, {
    name: 'reached',
    subject: () => this.milestone().id,
    start: (): Typed => ({
      right: 'reached',
      reachedOn: this.reportedOn(),
      evidence: this.milestone().evidence ?? '',
      reason: '',
    }),
    read: ({ right, reachedOn, evidence, reason }, read) => {
      if (right === 'not-reached') return { reachedOn: null, evidence: '', reason };
      const day = read.date(reachedOn, 'reachedOn');
      return { reachedOn: day, evidence, ...(this.correcting() ? { reason } : {}) };
    },
    // Of a correction the schema alone cannot know whether it says a day.
    rules: ({ right, evidence }) =>
      this.correcting() && right === 'reached' && evidence.trim().length < 3
        ? [{ path: 'evidence', message: 'Ein Nachweis wird gebraucht.' }]
        : [],
    version: () => this.milestone().projectVersion,
    versionOf: (current: MilestoneRow) => current.projectVersion,
    send: (body, headers) => {
      const deed = this.correcting() ? 'correction' : 'reached';
      return this.http.post<MilestoneRow>(`/api/milestones/${this.milestone().id}/${deed}`, body, {
        headers,
      });
    },
    sent: (answer) => this.reached.emit(answer),
  });
}
