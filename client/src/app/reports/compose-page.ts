import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { formatDate } from '#shared/calendar.ts';
import { openPoints } from '#shared/reports/release-checks.ts';
import { PAPER_KIND_WORDS } from '#shared/papers/terms.ts';
import type { FairCopyBrief, ReportDraftDetail, ReportDraftView } from '#shared/reports/report-drafts.ts';
import { asked } from '../core/asked.ts';
import { pageTitle } from '../core/page-title.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { RequestSheet } from '../requests/request-sheet.ts';
import type { Wanted } from '../requests/request-sheet.ts';
import { AskedState } from '../ui/asked-state.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { FailedState } from '../ui/states.ts';
import { CheckSection } from './check-section.ts';
import { CouncilDocument } from './council-document.ts';
import { DraftSheet } from './draft-sheet.ts';
import { RemarksSheet } from './remarks-sheet.ts';
import { SectionsSheet } from './sections-sheet.ts';

/** A report that is being composed: its head, what is missing, the way to its release, and what it would look like. */
@Component({
  selector: 'mc-compose-page',
  imports: [
    AskedState,
    CheckSection,
    CouncilDocument,
    DraftSheet,
    FailedState,
    IsoDatePipe,
    RemarksSheet,
    RequestSheet,
    RouterLink,
    SectionsSheet,
  ],
  templateUrl: './compose-page.html',
  styleUrls: ['./report-bar.css', './compose-page.css'],
})
export class ComposePage {
  readonly id = input.required<string>();

  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);

  protected readonly answer = asked<ReportDraftDetail>(
    () => `/api/report-drafts/${encodeURIComponent(this.id())}`,
    { about: ({ draft }) => String(draft.id) === this.id() },
  );
  protected readonly detail = this.answer.value;
  protected readonly mayWrite = computed(
    () => this.session.may('reports:compose') && this.detail()?.draft.state === 'open',
  );
  /** The request that waits for its release, with what keeps it from that now. */
  private readonly waiting = asked<RequestDetail>(() => {
    const id = this.detail()?.draft.requestId;
    return id == null ? undefined : `/api/requests/${id}`;
  });
  protected readonly request = computed(() => {
    const found = this.waiting.value();
    return found?.request.id === this.detail()?.draft.requestId ? found : undefined;
  });
  /** The fair copy that waits. */
  protected readonly copyId = computed(() => {
    const payload = this.request()?.payload as { copyId?: number } | undefined;
    return payload?.copyId ?? null;
  });
  protected readonly open = computed(() => openPoints(this.detail()?.points ?? []).length);
  protected readonly facts = computed((): readonly (readonly [string, string])[] => {
    const wording = this.detail()?.wording;
    if (!wording) return [];
    return [
      ['GRDrs', wording.reference],
      ['Art', PAPER_KIND_WORDS[wording.kind]],
      ['Referat', wording.department || '–'],
      ['Stichtag', formatDate(wording.asOf)],
      ['Sitzungen', String(wording.agenda.length)],
      ['Abschnitte', String(wording.sections.filter(({ included }) => included).length)],
      ['Anmerkungen', String(wording.remarks.length)],
      ...(wording.corrects ? [['Berichtigung', wording.corrects.reason] as const] : []),
    ];
  });

  protected readonly editing = signal<'head' | 'sections' | 'remarks' | null>(null);
  protected readonly wanted = signal<Wanted | null>(null);
  protected readonly copying = signal(false);
  protected readonly refused = signal<RequestError | null>(null);

  constructor() {
    pageTitle(() => this.detail()?.draft.title);
  }

  protected saved(view: ReportDraftView): void {
    this.editing.set(null);
    const detail = this.detail();
    if (detail) this.answer.put({ ...detail, ...view });
    this.answer.reload();
  }

  /** A fair copy of what stands there now, then the request for its release, or its new wording. */
  protected async ask(): Promise<void> {
    const draft = this.detail()?.draft;
    if (!draft || this.copying()) return;
    this.refused.set(null);
    this.copying.set(true);
    try {
      const headers = new HttpHeaders({ 'If-Match': `"${draft.version}"` });
      const path = `/api/report-drafts/${draft.id}/fair-copies`;
      const copy = await firstValueFrom(this.http.post<FairCopyBrief>(path, null, { headers }));
      const before = this.request()?.request;
      this.wanted.set({
        heading: before ? 'Freigabe neu beantragen' : 'Freigabe beantragen',
        ...{ kind: 'report', payload: { copyId: copy.id } },
        ...(before ? { written: { id: before.id, version: before.version } } : {}),
      });
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.copying.set(false);
    }
  }

  protected submitted(): void {
    this.wanted.set(null);
    this.answer.reload();
    this.waiting.reload();
  }
}
