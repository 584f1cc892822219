import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RequestList } from '#shared/approvals/requests.ts';
import { REQUEST_KIND_WORDS, REQUEST_STATE_WORDS } from '#shared/approvals/terms.ts';
import { businessDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { asked } from '../core/asked.ts';
import { OpenRequests } from '../requests/open-requests.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EmptyState } from '../ui/states.ts';
import { RequestSection } from './request-section.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** Freigaben: what waits for a second person, with what it would do; and what was decided. */
@Component({
  selector: 'mc-approvals-page',
  imports: [SavedViews, ExportLink, Table, AskedState, EmptyState, IsoDatePipe, RequestSection, RouterLink],
  templateUrl: './approvals-page.html',
  styleUrl: './approvals-page.css',
})
export class ApprovalsPage {
  private readonly openRequests = inject(OpenRequests);

  /** In the address: which list, which page of it, and which request is open. */
  readonly ansicht = input<string>();
  readonly seite = input<string>();
  readonly antrag = input<string>();

  protected readonly decided = computed(() => this.ansicht() === 'entschieden');
  protected readonly answer = asked<RequestList>(() => ({
    url: '/api/requests',
    params: { state: this.decided() ? 'decided' : 'open', page: this.seite() ?? '1' },
  }));
  protected readonly list = this.answer.value;
  protected readonly chosen = computed(() => {
    const id = Number(this.antrag() ?? '');
    return Number.isInteger(id) && id > 0 ? id : null;
  });
  protected readonly subtitle = computed(() => {
    const list = this.list();
    if (!list) return '';
    const open = list.open === 1 ? '1 Antrag ist offen' : `${list.open} Anträge sind offen`;
    return `${open}, ${list.toDecide} davon können Sie entscheiden`;
  });
  protected readonly pages = computed(() => {
    const list = this.list();
    return list ? Math.ceil(list.total / list.perPage) : 1;
  });

  protected readonly kindWords = REQUEST_KIND_WORDS;
  protected readonly stateWords = REQUEST_STATE_WORDS;
  protected readonly dayOf = (at: Instant) => businessDate(at);

  protected changed(): void {
    this.answer.reload();
    this.openRequests.reload();
  }
}
