import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ReportDraftView } from '#shared/reports/report-drafts.ts';
import type { ReportDraft } from '#shared/reports/reports.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { AskedState } from '../ui/asked-state.ts';
import { CouncilDocument } from './council-document.ts';
import { DraftSheet } from './draft-sheet.ts';

/** The figures of the report as they are now at the as-of date, without anything an author adds; here one begins. */
@Component({
  selector: 'mc-draft-page',
  imports: [AskedState, CouncilDocument, DraftSheet, IsoDatePipe, RouterLink],
  templateUrl: './draft-page.html',
  styleUrl: './report-bar.css',
})
export class DraftPage {
  protected readonly session = inject(Session);
  protected readonly asOf = inject(AsOf).date;
  private readonly router = inject(Router);
  /** In the address: the report that a new one is to correct. */
  readonly berichtigt = input<string>();
  protected readonly correcting = computed(() => {
    const id = Number(this.berichtigt() ?? '');
    return Number.isInteger(id) && id > 0 ? id : null;
  });
  protected readonly composing = linkedSignal(
    () => this.correcting() !== null && this.session.may('reports:compose'),
  );

  protected readonly answer = asked<ReportDraft>(() => {
    const date = this.asOf();
    return date ? `/api/reports/draft?asOf=${date}` : undefined;
  });
  private readonly draft = this.answer.value;
  protected readonly report = computed(() => this.draft()?.report ?? null);

  protected begun({ draft }: ReportDraftView): void {
    void this.router.navigate(['/berichte/entwuerfe', draft.id], {
      queryParams: { berichtigt: null },
      queryParamsHandling: 'merge',
    });
  }

  protected print(): void {
    window.print();
  }
}
