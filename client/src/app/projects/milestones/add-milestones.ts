import { HttpClient } from '@angular/common/http';
import { Component, ElementRef, afterNextRender, inject, Injector, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { AddedMilestones } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { pastedMilestones } from '#shared/milestones/pasted-milestones.ts';
import type { TypedMilestone } from '#shared/milestones/pasted-milestones.ts';
import { entryForm } from '../../core/entry-form.ts';
import { DraftNote } from '../../ui/draft-note.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { IsoDatePipe } from '../../ui/iso-date-pipe.ts';

interface Typed {
  rows: TypedMilestone[];
  paste: string;
}

const EMPTY: TypedMilestone = { name: '', baselineOn: '', weight: '' };
const isEmpty = (row: TypedMilestone): boolean => Object.values(row).every((text) => text === '');

/** Adds milestones in rows, or many at once out of a spreadsheet: all of them or none. */
@Component({
  selector: 'mc-add-milestones',
  imports: [DraftNote, EntrySend, EntryState, EntryText, FormField, IsoDatePipe],
  templateUrl: './add-milestones.html',
  styles: `
    .add {
      padding: var(--s-3) 0;
      border-top: 1px solid var(--rule-2);
    }
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 130px 130px 32px;
      gap: 0 var(--s-2);
      align-items: start;
    }
    .row .btn {
      width: 32px;
      padding: 0;
      margin-top: 26px;
    }
    .foot {
      display: flex;
      gap: var(--s-2);
      margin-top: var(--s-3);
    }
    details {
      margin-top: var(--s-3);
    }
    @media screen and (max-width: 640px) {
      .row {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 32px;
      }
      .row > :first-child {
        grid-column: 1 / 4;
      }
    }
  `,
})
export class AddMilestones {
  readonly plan = input.required<MilestonePlan>();
  readonly added = output<MilestonePlan>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly entry = entryForm(AddedMilestones, {
    name: 'add-milestones',
    subject: () => this.plan().projectId,
    start: (): Typed => ({ rows: [EMPTY], paste: '' }),
    read: ({ rows }, read) => ({
      milestones: rows.map(({ name, baselineOn, weight }, index) => ({
        name,
        baselineOn: read.date(baselineOn, `milestones.${index}.baselineOn`),
        weightCents: read.euro(weight, `milestones.${index}.weightCents`),
      })),
    }),
    place: (path) =>
      path.replace(/^milestones\.(\d+)\.weightCents$/u, 'rows.$1.weight').replace(/^milestones\./u, 'rows.'),
    once: true,
    version: () => this.plan().projectVersion,
    versionOf: (current: MilestonePlan) => current.projectVersion,
    send: (body, headers) => {
      const { projectId, asOf } = this.plan();
      return this.http.post<MilestonePlan>(`/api/projects/${projectId}/milestones?asOf=${asOf}`, body, {
        headers,
      });
    },
    after: () => ({ rows: [EMPTY], paste: '' }),
    sent: (plan) => this.added.emit(plan),
  });

  protected add(): void {
    const at = this.entry.value().rows.length;
    this.entry.set({ rows: [...this.entry.value().rows, EMPTY] });
    this.focus(at);
  }

  protected remove(index: number): void {
    this.entry.set({ rows: this.entry.value().rows.filter((_, at) => at !== index) });
    this.focus(Math.max(0, index - 1));
  }

  /** Pasted rows stand behind those that are filled; what is wrong with them is said at once. */
  protected take(): void {
    const { rows, paste } = this.entry.value();
    const pasted = pastedMilestones(paste);
    if (pasted.length === 0) return;
    this.entry.set({ rows: [...rows.filter((row) => !isEmpty(row)), ...pasted], paste: '' });
    this.entry.try();
    this.focus(0);
  }

  private focus(index: number): void {
    afterNextRender(() => this.host.querySelector<HTMLElement>(`#add-name-${index}`)?.focus(), {
      injector: this.injector,
    });
  }
}
