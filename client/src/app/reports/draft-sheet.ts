import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { PaperList } from '#shared/papers/papers.ts';
import {
  PAPER_KIND_WORDS,
  PAPER_PURPOSES,
  PAPER_PURPOSE_WORDS,
  PUBLICITIES,
  PUBLICITY_WORDS,
} from '#shared/papers/terms.ts';
import type { PaperPurpose, Publicity } from '#shared/papers/terms.ts';
import { NewReportDraft, REPORT_PAPER_KINDS } from '#shared/reports/report-drafts.ts';
import type { ReportDraftView, ReportPaperKind } from '#shared/reports/report-drafts.ts';
import type { ReportList } from '#shared/reports/reports.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryChoice } from '../ui/entry/entry-choice.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import type { Option } from '../ui/entry/entry-select.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface TypedSession {
  sessionId: string;
  purpose: PaperPurpose;
  publicity: Publicity;
}
interface Typed {
  asOf: string;
  reference: string;
  kind: ReportPaperKind;
  title: string;
  department: string;
  agenda: TypedSession[];
  corrects: string;
  reason: string;
}

const ANOTHER: TypedSession = { sessionId: '', purpose: 'information', publicity: 'public' };

/** Begins a report or changes its head: number, kind, Referat, Stichtag, to whom it goes, and what it corrects. */
@Component({
  selector: 'mc-draft-sheet',
  imports: [EntryChoice, EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './draft-sheet.html',
  styles: `
    fieldset {
      border: 0;
      border-bottom: 1px solid var(--rule);
      margin: 0 0 var(--s-3);
      padding: 0 0 var(--s-2);
    }
    legend {
      padding: 0;
      font-weight: var(--w-bold);
    }
  `,
})
export class DraftSheet {
  /** The draft that is changed; null begins one. */
  readonly view = input<ReportDraftView | null>(null);
  readonly asOf = input<IsoDate | null>(null);
  /** The report a new one is to correct. */
  readonly correcting = input<number | null>(null);
  readonly saved = output<ReportDraftView>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly kinds = REPORT_PAPER_KINDS.map((kind) => [kind, PAPER_KIND_WORDS[kind]] as const);
  protected readonly purposes = PAPER_PURPOSES.map((one) => [one, PAPER_PURPOSE_WORDS[one]] as const);
  protected readonly publicities = PUBLICITIES.map((one) => [one, PUBLICITY_WORDS[one]] as const);
  protected readonly heading = computed(() => {
    if (this.view()) return 'Angaben zum Bericht';
    return this.correcting() === null ? 'Bericht zusammenstellen' : 'Bericht berichtigen';
  });

  private readonly papers = asked<PaperList>(() => '/api/papers');
  private readonly reports = asked<ReportList>(() => '/api/reports');
  protected readonly sessions = computed((): Option[] =>
    (this.papers.value()?.sessions ?? [])
      .filter(({ calledOff }) => !calledOff)
      .map(({ id, body, on }) => [String(id), `${body}, ${formatDate(on)}`]),
  );
  /** Each report is corrected once, by the next. */
  protected readonly correctable = computed((): Option[] =>
    (this.reports.value()?.reports ?? [])
      .filter(({ correctedBy }) => correctedBy === null)
      .map(({ id, reference, asOf }) => [String(id), `GRDrs ${reference} zum ${formatDate(asOf)}`]),
  );

  protected readonly entry = entryForm(NewReportDraft, {
    name: 'report-draft',
    subject: () => this.view()?.draft.id ?? `new ${this.correcting() ?? ''}`,
    start: () => this.started(),
    once: true,
    version: () => this.view()?.draft.version ?? 0,
    versionOf: (current: ReportDraftView) => current.draft.version,
    place: (path) => ({ 'corrects.reportId': 'corrects', 'corrects.reason': 'reason' })[path] ?? path,
    read: ({ asOf, agenda, corrects, reason, ...typed }, read) => ({
      ...typed,
      asOf: read.date(asOf, 'asOf'),
      agenda: agenda.map((one) => ({ ...one, sessionId: Number(one.sessionId) })),
      corrects: corrects === '' ? null : { reportId: Number(corrects), reason },
    }),
    send: (body, { 'If-Match': version, ...once }) => {
      const draft = this.view()?.draft;
      return draft
        ? this.http.patch<ReportDraftView>(`/api/report-drafts/${draft.id}`, body, {
            headers: { 'If-Match': version ?? '' },
          })
        : this.http.post<ReportDraftView>('/api/report-drafts', body, { headers: once });
    },
    sent: (view) => this.saved.emit(view),
  });

  protected add(): void {
    this.entry.set({ agenda: [...this.entry.value().agenda, { ...ANOTHER }] });
  }

  protected remove(at: number): void {
    this.entry.set({ agenda: this.entry.value().agenda.filter((_, index) => index !== at) });
  }

  private started(): Typed | undefined {
    const wording = this.view()?.wording;
    if (!wording) {
      const asOf = this.asOf();
      return {
        ...{ asOf: asOf === null ? '' : formatDate(asOf), reference: '', kind: 'information' },
        ...{ title: '', department: '', agenda: [], corrects: String(this.correcting() ?? ''), reason: '' },
      };
    }
    const { asOf, reference, kind, title, department, agenda, corrects } = wording;
    return {
      ...{ asOf: formatDate(asOf), reference, kind, title, department },
      agenda: agenda.map((one) => ({ ...one, sessionId: String(one.sessionId) })),
      ...{ corrects: String(corrects?.reportId ?? ''), reason: corrects?.reason ?? '' },
    };
  }
}
