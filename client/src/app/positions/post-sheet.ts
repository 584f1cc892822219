import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type * as z from 'zod';
import { formatDate } from '#shared/calendar.ts';
import { parseFte, toFte } from '#shared/fte.ts';
import { PostChange, PostInput } from '#shared/positions/post-changes.ts';
import type { PostChoices, PostCourse } from '#shared/positions/post-changes.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import type { Reader } from '../core/reader.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import type { Option } from '../ui/entry/entry-select.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface Typed {
  number: string;
  title: string;
  grade: string;
  fte: string;
  office: string;
  field: string;
  stage: string;
  project: string;
  paper: string;
  authorisedOn: string;
  plannedStart: string;
  kwOn: string;
  reason: string;
}

const EMPTY: Typed = {
  ...{ number: '', title: '', grade: '', fte: '1', office: '', field: '', stage: '', project: '' },
  ...{ paper: '', authorisedOn: '', plannedStart: '', kwOn: '', reason: '' },
};

const coded = (rows: readonly { code: string; name: string }[]): Option[] =>
  rows.map(({ code, name }) => [code, `${code} ${name}`] as const);

/** Creates a post, or changes of one what may change without an event. */
@Component({
  selector: 'mc-post-sheet',
  imports: [AskedState, EntrySend, EntrySelect, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './post-sheet.html',
  styles: '.do { display: flex; gap: var(--s-2); }',
})
export class PostSheet {
  /** The post that is changed; null creates one. */
  readonly course = input.required<PostCourse | null>();
  readonly saved = output<PostCourse>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly answer = asked<PostChoices>(() => '/api/position-choices');
  protected readonly choices = this.answer.value;
  protected readonly heading = computed(() => (this.course() ? 'Stelle ändern' : 'Stelle anlegen'));
  private readonly schema = (): z.ZodType<PostInput | PostChange> =>
    (this.course() ? PostChange : PostInput) as never;

  protected readonly entry = entryForm(this.schema, {
    name: 'post',
    subject: () => this.course()?.post.id ?? 'neu',
    start: () => this.start(),
    read: (typed, read) => this.read(typed, read),
    version: () => this.course()?.version ?? 0,
    versionOf: ({ version }: PostCourse) => version,
    once: true,
    send: (body, headers) => {
      const course = this.course();
      return course
        ? this.http.patch<PostCourse>(`/api/positions/${course.post.id}`, body, { headers })
        : this.http.post<PostCourse>('/api/positions', body, { headers });
    },
    sent: (answer) => {
      this.notices.show(`Stelle ${answer.post.number} ${this.course() ? 'geändert' : 'angelegt'}.`);
      this.saved.emit(answer);
    },
  });
  protected readonly places = computed(() => {
    const choices = this.choices();
    if (!choices) return [];
    return [
      { path: 'office', label: 'Amt', options: coded(choices.offices), field: this.entry.fields.office },
      {
        path: 'field',
        label: 'Handlungsfeld',
        options: coded(choices.fields),
        field: this.entry.fields.field,
      },
      {
        path: 'stage',
        label: 'Umsetzungsstufe',
        options: coded(choices.stages),
        field: this.entry.fields.stage,
      },
      {
        path: 'project',
        label: 'Projekt, wenn es eines gibt',
        options: coded(choices.projects),
        field: this.entry.fields.project,
      },
    ];
  });

  private start(): Typed {
    const post = this.course()?.post;
    if (!post) return EMPTY;
    const { title, office, field, stage, project, paper, plannedStart } = post;
    return {
      ...{ ...EMPTY, title, office, field, stage, project: project?.number ?? '', paper: paper?.label ?? '' },
      plannedStart: formatDate(plannedStart),
    };
  }

  private read(typed: Typed, read: Reader): PostInput | PostChange {
    const { title, office, field, stage, project, paper } = typed;
    const places = { title, office, field, stage, project, paper };
    const plannedStart = read.date(typed.plannedStart, 'plannedStart');
    if (this.course()) return { ...places, plannedStart, reason: typed.reason };
    const fte = parseFte(typed.fte);
    if (fte === undefined) read.fault('fte', 'Anteil bitte wie 0,5 oder 1,0000 schreiben.');
    return {
      ...{ ...places, plannedStart, number: typed.number, grade: typed.grade, fte: fte ?? toFte(0) },
      authorisedOn: read.date(typed.authorisedOn, 'authorisedOn'),
      kwOn: typed.kwOn.trim() === '' ? null : read.date(typed.kwOn, 'kwOn'),
    };
  }
}
