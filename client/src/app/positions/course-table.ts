import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatFteExact } from '#shared/fte.ts';
import { EventWithdrawal } from '#shared/positions/post-changes.ts';
import type { EventsWritten, PostCourse } from '#shared/positions/post-changes.ts';
import { POSITION_EVENT_WORDS } from '#shared/positions/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { Table } from '../ui/table.ts';

type CourseEvent = PostCourse['events'][number];

/** What happened to a post, the newest first; a wrong event is taken back with a reason and stays readable. */
@Component({
  selector: 'mc-course-table',
  imports: [AskedState, EntrySend, EntryState, EntryText, FormField, Table],
  template: `
    <mc-asked [of]="answer" what="Ereignisse" />
    @if (course(); as course) {
      <mc-table
        caption="Ereignisse bisher"
        [captioned]="true"
        [heads]="['am', 'Ereignis', { word: 'Berichtigen', hidden: true }]"
        [empty]="course.events.length === 0 ? 'Zu dieser Stelle ist noch kein Ereignis eingetragen.' : ''"
      >
        <tbody>
          @for (event of course.events; track event.id) {
            <tr>
              <th scope="row">{{ day(event.effectiveOn) }}</th>
              <td>
                {{ text(event) }}
                @if (event.note; as note) {
                  <span class="l2">{{ note }}</span>
                }
                @if (!event.counts) {
                  <span class="l2">zurückgenommen: {{ event.reason }}</span>
                }
              </td>
              <td>
                @if (event.counts) {
                  <button
                    type="button"
                    class="btn"
                    [attr.aria-label]="words[event.kind] + ' am ' + day(event.effectiveOn) + ' zurücknehmen'"
                    (click)="wrong.set(event.id)"
                  >
                    Zurücknehmen
                  </button>
                }
              </td>
            </tr>
          }
        </tbody>
      </mc-table>
      @if (wrong() !== null) {
        <mc-entry-state [entry]="entry" nothing="das Ereignis zählt weiter" />
        <mc-entry-text
          fieldId="event-wrong"
          label="Warum war es falsch"
          [most]="300"
          [formField]="entry.fields.reason"
        />
        <mc-entry-send [entry]="entry" word="Ereignis zurücknehmen" doing="Wird zurückgenommen …" />
      }
    }
  `,
  styles: ':host { display: block; margin-top: var(--s-4); }',
})
export class CourseTable {
  readonly postId = input.required<number>();
  readonly on = input.required<IsoDate>();
  readonly withdrawn = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly answer = asked<PostCourse>(
    () => `/api/positions/${this.postId()}/course?asOf=${this.on()}`,
  );
  protected readonly course = this.answer.value;
  /** The event that is to be taken back. */
  protected readonly wrong = signal<number | null>(null);
  protected readonly entry = entryForm(EventWithdrawal, {
    name: 'post-event-wrong',
    subject: () => this.wrong() ?? 0,
    start: () => ({ reason: '' }),
    read: ({ reason }) => ({ eventIds: [this.wrong() ?? 0], reason }),
    once: true,
    send: (body, headers) =>
      this.http.post<EventsWritten>('/api/positions/events/withdrawal', body, { headers }),
    sent: () => {
      this.wrong.set(null);
      this.notices.show('Das Ereignis ist zurückgenommen; die Zeile bleibt lesbar.');
      this.answer.reload();
      this.withdrawn.emit();
    },
  });
  protected readonly words = POSITION_EVENT_WORDS;
  protected readonly day = formatDate;
  protected readonly text = computed(() => ({ kind, share, gradeTo, dateTo }: CourseEvent): string => {
    const parts = [
      POSITION_EVENT_WORDS[kind],
      ...(share === null ? [] : [`${formatFteExact(share)} VZÄ`]),
      ...(gradeTo === null ? [] : [`nach ${gradeTo}`]),
      ...(dateTo === null ? [] : [`zum ${formatDate(dateTo)}`]),
    ];
    return parts.join(', ');
  })();
}
