import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { firstStates } from '#shared/papers/paper-states.ts';
import { PaperEdit, PaperInput } from '#shared/papers/papers.ts';
import type { BodyRow, PaperDetail } from '#shared/papers/papers.ts';
import {
  PAPER_KINDS,
  PAPER_KIND_WORDS,
  PAPER_STATE_WORDS,
  PUBLICITIES,
  PUBLICITY_WORDS,
} from '#shared/papers/terms.ts';
import type { PaperKind, PaperState, Publicity } from '#shared/papers/terms.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryChoice } from '../ui/entry/entry-choice.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface Typed {
  number: string;
  year: string;
  supplement: string;
  kind: PaperKind;
  title: string;
  body: string;
  sessionOn: string;
  publicity: Publicity;
  requestedBy: string;
  unit: string;
  deadline: string;
  summary: string;
  state: PaperState;
  on: string;
}

const EMPTY: Typed = {
  ...{ number: '', year: '', supplement: '', kind: 'decision', title: '', body: '', sessionOn: '' },
  ...{
    publicity: 'public',
    requestedBy: '',
    unit: '',
    deadline: '',
    summary: '',
    state: 'announced',
    on: '',
  },
};

/** Enters a council paper or changes what is kept of one; how it stands later is a dated fact of its own. */
@Component({
  selector: 'mc-paper-sheet',
  imports: [EntryChoice, EntrySend, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './paper-sheet.html',
})
export class PaperSheet {
  /** The paper that is changed; null enters one. */
  readonly detail = input.required<PaperDetail | null>();
  readonly bodies = input.required<readonly BodyRow[]>();
  readonly asOf = input.required<IsoDate | null>();
  readonly saved = output<PaperDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly kinds = PAPER_KINDS.map((kind) => [kind, PAPER_KIND_WORDS[kind]] as const);
  protected readonly publicities = PUBLICITIES.map((one) => [one, PUBLICITY_WORDS[one]] as const);
  protected readonly heading = computed(() => this.detail()?.paper.label ?? 'Drucksache eintragen');
  protected readonly bodyNames = computed(() =>
    this.bodies().flatMap((body) => (body.endsOn === null ? [body.name] : [])),
  );
  protected readonly entry = entryForm(() => (this.detail() ? PaperEdit : PaperInput) as typeof PaperInput, {
    name: 'paper',
    subject: () => this.detail()?.paper.id ?? 'new',
    start: () => this.started(),
    once: true,
    version: () => this.detail()?.paper.version ?? 0,
    versionOf: (current: PaperDetail) => current.paper.version,
    read: (typed, read) => {
      const { state, on, ...paper } = typed;
      const number = /^\d{1,6}$/u.test(typed.number.trim()) ? Number(typed.number) : 0;
      const fields = {
        ...paper,
        number,
        year: read.year(typed.year, 'year'),
        sessionOn: read.date(typed.sessionOn, 'sessionOn'),
        deadline: typed.deadline.trim() === '' ? null : read.date(typed.deadline, 'deadline'),
      };
      return (this.detail() ? fields : { ...fields, state, on: read.date(on, 'on') }) as PaperInput;
    },
    send: (body, headers) => {
      const [at, paper] = [`?asOf=${this.asOf() ?? ''}`, this.detail()?.paper];
      return paper
        ? this.http.patch<PaperDetail>(`/api/papers/${paper.id}${at}`, body, {
            headers: without(headers, 'Idempotency-Key'),
          })
        : this.http.post<PaperDetail>(`/api/papers${at}`, body, { headers: without(headers, 'If-Match') });
    },
    sent: (detail) => this.saved.emit(detail),
  });
  protected readonly first = computed(() =>
    firstStates(this.entry.value().kind).map((state) => [state, PAPER_STATE_WORDS[state]] as const),
  );

  private started(): Typed {
    const [paper, asOf] = [this.detail()?.paper, this.asOf()];
    const today = asOf === null ? '' : formatDate(asOf);
    if (!paper) return { ...EMPTY, year: asOf?.slice(0, 4) ?? '', on: today };
    const { number, year, deadline, sessionOn, supplement, kind, title, body, publicity } = paper;
    const { requestedBy, unit, summary, state } = paper;
    return {
      ...{ supplement, kind, title, body, publicity, requestedBy, unit, summary, state, on: today },
      number: String(number),
      year: String(year),
      sessionOn: formatDate(sessionOn),
      deadline: deadline === null ? '' : formatDate(deadline),
    };
  }
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
