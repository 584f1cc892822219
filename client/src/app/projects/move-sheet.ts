import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { ProjectChoices } from '#shared/projects/new-project.ts';
import { MovePlan, ProjectMove } from '#shared/projects/project-moves.ts';
import type { MovePreview } from '#shared/projects/project-moves.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { MOVE_FIELDS, MOVE_FIELD_WORDS } from '#shared/projects/terms.ts';
import type { MoveField } from '#shared/projects/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { RequestError } from '../core/request-error.ts';
import { rested } from '../core/rested.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { moveOptions } from './place-options.ts';

/** So many rows of a preview are read; the sentence says how many there are. */
const MOST_ROWS = 50;
const PAUSE_MS = 400;

/** What was changed, for the notice and its undo. */
export interface Moved {
  seq: number;
  count: number;
}

/** Gives one or more projects something else from a day on, with what that does row by row. */
@Component({
  selector: 'mc-move-sheet',
  imports: [AskedState, EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './move-sheet.html',
  styles: `
    .rows {
      max-height: 40vh;
      overflow-y: auto;
      font-size: var(--fs-s);
    }
    li {
      padding: var(--s-1) 0;
      border-top: 1px solid var(--rule);
    }
    li span {
      display: block;
    }
    .effect {
      margin: var(--s-3) 0 var(--s-2);
    }
  `,
})
export class MoveSheet {
  readonly projects = input.required<readonly ProjectRow[]>();
  /** The Stichtag of the page: what it is filled with. */
  readonly asOf = input.required<IsoDate>();
  readonly moved = output<Moved>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly answer = asked<ProjectChoices>(() => '/api/project-choices');
  protected readonly choices = this.answer.value;
  protected readonly words = MOVE_FIELD_WORDS;
  protected readonly fieldWords = MOVE_FIELDS.map((field) => [field, MOVE_FIELD_WORDS[field]] as const);
  protected readonly heading = computed(() =>
    this.projects().length === 1 ? 'Ab einem Tag ändern' : 'Mehrere Projekte ändern',
  );
  protected readonly subtitle = computed(() => {
    const [only, ...others] = this.projects();
    if (only && others.length === 0) return `${only.number} ${only.name}`;
    return `${counted(this.projects().length, 'Projekt', 'Projekte')} gewählt`;
  });

  protected readonly entry = entryForm(ProjectMove, {
    name: 'project-move',
    subject: () =>
      this.projects()
        .map(({ id }) => id)
        .join('-'),
    start: () => ({ field: 'office' as MoveField, value: '', on: formatDate(this.asOf()), reason: '' }),
    read: ({ on, ...typed }, read) => ({ ...typed, ...this.seen(), on: read.date(on, 'on') }),
    once: true,
    previewed: (): RequestError | null => (this.plan() ? this.effect.failure() : null),
    send: (body, headers) => this.http.post<Moved>('/api/project-moves', body, { headers }),
    sent: (done) => this.moved.emit(done),
  });
  protected readonly options = computed(() => {
    const choices = this.choices();
    return choices ? moveOptions(this.entry.value().field, choices, this.projects()) : [];
  });
  protected readonly sendWord = computed(() =>
    this.projects().length === 1 ? 'Ändern' : `${this.projects().length} Projekte ändern`,
  );

  private readonly typed = rested(() => this.entry.value(), PAUSE_MS);
  /** What can be previewed of what is typed. */
  private readonly plan = computed((): MovePlan | undefined => {
    const { on, field, value } = this.typed() ?? { on: '', field: 'office' as MoveField, value: '' };
    const date = parseDate(on);
    if (!date || (value === '' && field !== 'lead')) return undefined;
    return MovePlan.safeParse({ ...this.seen(), field, value, on: date }).data;
  });
  private readonly effect = asked<MovePreview>(() => {
    const body = this.plan();
    return body && { url: '/api/project-moves/preview', method: 'POST', body };
  });
  protected readonly preview = computed(() => (this.plan() ? this.effect.value() : undefined));
  protected readonly shownRows = computed(() => (this.preview()?.rows ?? []).slice(0, MOST_ROWS));

  /** What was chosen of one field says nothing of another. */
  protected fieldChosen(): void {
    this.entry.set({ value: '' });
  }

  private seen(): Pick<ProjectMove, 'projects'> {
    return { projects: this.projects().map(({ id, version }) => ({ id, version })) };
  }
}
