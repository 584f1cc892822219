import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MoveUndo } from '#shared/projects/project-moves.ts';
import type { MoveDone, MoveList } from '#shared/projects/project-moves.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { whenText } from './project-tabs.ts';

/** The newest changes from a day on, each with the way back where it is still open. */
@Component({
  selector: 'mc-recent-moves',
  imports: [AskedState, EntrySend, EntryState, EntryText, FormField],
  template: `
    <mc-asked [of]="answer" what="Änderungen" />
    @if (answer.value(); as list) {
      <ul>
        @for (move of list.moves; track move.seq) {
          <li>
            <b>{{ move.summary }}</b>
            <span class="hint">{{ when(move) }} · {{ move.reason }}</span>
            @if (undoing() === move.seq) {
              <mc-entry-state [entry]="entry" nothing="es wurde nichts zurückgenommen" [listed]="false" />
              <mc-entry-text
                fieldId="undo-reason"
                label="Warum zurück"
                [most]="300"
                [formField]="entry.fields.reason"
              />
              <mc-entry-send [entry]="entry" word="Als Ganzes zurücknehmen" doing="Wird zurückgenommen …" />
              <button type="button" class="btn text" (click)="undoing.set(null)">Abbrechen</button>
            } @else if (move.mayUndo) {
              <button
                type="button"
                class="btn text"
                [attr.aria-label]="'Zurücknehmen: ' + move.summary"
                (click)="undoing.set(move.seq)"
              >
                Zurücknehmen
              </button>
            } @else {
              <span class="hint">Danach wurde dasselbe noch einmal geändert oder es ist zurückgenommen.</span>
            }
          </li>
        } @empty {
          <li>Noch wurde nichts ab einem Tag geändert.</li>
        }
      </ul>
    }
  `,
  styles: `
    li {
      padding: var(--s-2) 0;
      border-top: 1px solid var(--rule);
    }
    li > span {
      display: block;
    }
  `,
})
export class RecentMoves {
  /** Of one project alone. */
  readonly projectId = input<number>();
  readonly undone = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly undoing = signal<number | null>(null);
  protected readonly answer = asked<MoveList>(() => {
    const id = this.projectId();
    return id === undefined ? '/api/project-moves' : `/api/project-moves?project=${id}`;
  });
  protected readonly entry = entryForm(MoveUndo, {
    name: 'undo-move',
    subject: () => this.undoing() ?? '',
    start: () => ({ reason: '' }),
    read: (typed) => typed,
    once: true,
    send: (body, headers) =>
      this.http.post<MoveList>(`/api/project-moves/${this.undoing()}/undo`, body, { headers }),
    sent: () => {
      this.undoing.set(null);
      this.notices.show('Als Ganzes zurückgenommen; was davor galt, gilt für denselben Tag wieder.');
      this.answer.reload();
      this.undone.emit();
    },
  });

  protected when({ at, actor, count }: MoveDone): string {
    return `${whenText(at)}, ${actor}${count > 1 ? `, ${count} Projekte` : ''}`;
  }
}
