import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { OwedList } from '#shared/rounds/rounds.ts';
import { AsOf } from '../core/as-of.ts';
import { asked } from '../core/asked.ts';
import { Owed } from '../core/owed.ts';

/** Above the form of a report: until when it is due, why it was given back, and what the office asks for. */
@Component({
  selector: 'mc-owed-note',
  template: `
    @if (report(); as one) {
      <div role="note" aria-label="Berichtsrunde">
        @if (one.state === 'returned') {
          <p class="said"><b>Zurückgegeben:</b> {{ one.sentence }}</p>
        }
        <p>{{ due() }}</p>
        @if (one.note) {
          <p class="said"><b>Hinweis:</b> {{ one.note }}</p>
        }
      </div>
    }
  `,
  styles: `
    div {
      border-left: 3px solid var(--ink);
      padding-left: var(--s-2);
      margin: var(--s-2) 0;
    }
    p {
      margin: 0 0 var(--s-1);
    }
    .said {
      overflow-wrap: anywhere;
    }
  `,
})
export class OwedNote {
  readonly projectId = input.required<number>();
  readonly reportingDate = input.required<IsoDate>();

  private readonly asOf = inject(AsOf);
  private readonly owed = inject(Owed);
  private readonly answer = asked<OwedList>(() => {
    const asOf = this.asOf.date();
    return asOf === null
      ? undefined
      : { url: '/api/rounds/owed', params: { asOf, project: this.projectId() } };
  });
  protected readonly report = computed(() =>
    this.answer
      .value()
      ?.reports.find(
        ({ projectId, reportingDate }) =>
          projectId === this.projectId() && reportingDate === this.reportingDate(),
      ),
  );
  protected readonly due = computed(() => {
    const report = this.report();
    if (!report) return '';
    const day = formatDate(report.dueOn);
    if (report.state === 'submitted') return `Eingereicht; das Programmbüro nimmt an oder gibt zurück.`;
    return report.overdue ? `Die Abgabefrist war der ${day}: überfällig.` : `Abgabefrist ist der ${day}.`;
  });

  constructor() {
    effect(() => {
      // What is owed was asked anew: a report was sent, or answered.
      this.owed.list();
      untracked(() => {
        if (this.answer.value() !== undefined) this.answer.reload();
      });
    });
  }
}
