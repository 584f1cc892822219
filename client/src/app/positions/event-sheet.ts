import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { parseFte, toFte } from '#shared/fte.ts';
import { EventInput } from '#shared/positions/post-changes.ts';
import type { EventPreview, EventsWritten } from '#shared/positions/post-changes.ts';
import type { PositionRow } from '#shared/positions/positions.ts';
import { POSITION_EVENTS, POSITION_EVENT_WORDS } from '#shared/positions/terms.ts';
import type { PositionEventKind } from '#shared/positions/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { Reader } from '../core/reader.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { Table } from '../ui/table.ts';
import { CourseTable } from './course-table.ts';

interface Typed {
  kind: PositionEventKind;
  on: string;
  share: string;
  gradeTo: string;
  dateTo: string;
  note: string;
}

/** One event for one post or for many with one date: what it does, row by row, before it is recorded at once. */
@Component({
  selector: 'mc-event-sheet',
  imports: [
    AskedState,
    CourseTable,
    EntrySend,
    EntrySelect,
    EntryState,
    EntryText,
    FormField,
    SideSheet,
    Table,
  ],
  templateUrl: './event-sheet.html',
  styleUrl: './event-sheet.css',
})
export class EventSheet {
  readonly posts = input.required<readonly PositionRow[]>();
  /** The Stichtag: the day of the event, unless another one is typed. */
  readonly on = input.required<IsoDate>();
  readonly recorded = output<EventsWritten>();
  /** Events were taken back, or the fields of the one post are to be changed. */
  readonly changed = output();
  readonly edit = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly only = computed(() => (this.posts().length === 1 ? this.posts()[0] : undefined));
  protected readonly left = signal<ReadonlySet<number>>(new Set());
  protected readonly chosen = computed(() => this.posts().filter((post) => !this.left().has(post.id)));
  protected readonly heading = computed(() =>
    this.only() ? 'Ereignis der Stelle' : 'Ein Ereignis für mehrere Stellen',
  );
  protected readonly subtitle = computed(() => {
    const only = this.only();
    return only
      ? `${only.number} ${only.title}`
      : counted(this.chosen().length, 'Stelle gewählt', 'Stellen gewählt');
  });

  protected readonly entry = entryForm(EventInput, {
    name: 'post-event',
    subject: () => this.only()?.id ?? 'mehrere',
    start: (): Typed => ({
      ...{ kind: 'advertised', on: formatDate(this.on()), share: '', gradeTo: '', dateTo: '', note: '' },
    }),
    read: (typed, read) => this.read(typed, read),
    place: (path) => (path === 'effectiveOn' ? 'on' : path),
    once: true,
    send: (body, headers) => this.http.post<EventsWritten>('/api/positions/events', body, { headers }),
    sent: (answer) => this.recorded.emit(answer),
  });
  protected readonly kinds = POSITION_EVENTS.map((kind) => [kind, POSITION_EVENT_WORDS[kind]] as const);
  protected readonly needsDate = computed(() => ['kw-set', 'kw-extended'].includes(this.entry.value().kind));

  private readonly asking = computed(
    () => {
      const { body, faults } = this.entry.reading();
      return faults.length > 0 ? undefined : { ...body, note: '' };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  /** Asked anew whenever what is typed can be read. */
  protected readonly preview = asked<EventPreview>(() => {
    const body = this.asking();
    return body && { url: '/api/positions/events/preview', method: 'POST', body };
  });
  protected readonly rows = computed(() => {
    const found = new Map((this.preview.value()?.rows ?? []).map((row) => [row.id, row]));
    return this.posts().map((post) => ({ post, left: this.left().has(post.id), told: found.get(post.id) }));
  });
  protected readonly ready = computed(() => this.chosen().length > 0);

  constructor() {
    // Other posts, other choice.
    effect(() => {
      this.posts();
      this.left.set(new Set());
    });
  }

  protected toggle(id: number): void {
    const left = new Set(this.left());
    if (!left.delete(id)) left.add(id);
    this.left.set(left);
  }

  private read(typed: Typed, read: Reader): EventInput {
    const { kind, note } = typed;
    const share = kind === 'filled' && typed.share.trim() !== '' ? parseFte(typed.share) : null;
    if (share === undefined) read.fault('share', 'Anteil bitte wie 0,5 schreiben.');
    return {
      posts: this.chosen().map(({ id, version }) => ({ id, version })),
      kind,
      effectiveOn: read.date(typed.on, 'effectiveOn'),
      share: share === undefined ? toFte(0) : share,
      gradeTo: kind === 'upgraded' ? typed.gradeTo : null,
      dateTo: ['kw-set', 'kw-extended'].includes(kind) ? read.date(typed.dateTo, 'dateTo') : null,
      note,
    };
  }
}
