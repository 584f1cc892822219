import { Component, computed, inject, input, output, signal } from '@angular/core';
import { HttpClient } from '@angular/common/http';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { RequestApproval, RequestRejection } from '#shared/approvals/requests.ts';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { REQUEST_STATE_WORDS } from '#shared/approvals/terms.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { EffectView } from '../requests/effect-view.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SectionHead } from '../ui/section-head.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState } from '../ui/states.ts';
import { copyOf, paperText } from './payload-words.ts';
import { PaperLink } from '../ui/paper-link.ts';

type Deed = 'approve' | 'reject' | 'withdraw';

const DONE: Record<Deed, string> = {
  approve: 'freigegeben und ausgeführt',
  reject: 'abgelehnt',
  withdraw: 'zurückgezogen',
};

/** One request: what it would do, why it is wanted, who wrote it, and the decision. */
@Component({
  selector: 'mc-request-section',
  imports: [
    PaperLink,
    AskedState,
    DraftNote,
    EffectView,
    EntryText,
    FailedState,
    FaultList,
    FormField,
    RouterLink,
    SectionHead,
  ],
  templateUrl: './request-section.html',
  styleUrl: './request-section.css',
})
export class RequestSection {
  readonly requestId = input.required<number>();
  readonly changed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);

  protected readonly answer = asked<RequestDetail>(() => `/api/requests/${this.requestId()}`, {
    about: ({ request }) => request.id === this.requestId(),
  });
  protected readonly detail = this.answer.value;
  /** What the person is about to do: only a rejection needs its note. */
  private readonly deed = signal<Deed>('approve');
  protected readonly entry = entryForm(
    () => (this.deed() === 'reject' ? RequestRejection : RequestApproval),
    {
      name: 'decision',
      subject: this.requestId,
      start: () => ({ note: '' }),
      read: (typed) => typed,
      version: () => this.detail()?.request.version ?? 0,
      send: (body, headers) =>
        this.http.post<RequestDetail>(
          `/api/requests/${this.requestId()}/${this.deed()}`,
          this.deed() === 'withdraw' ? {} : body,
          { headers },
        ),
      sent: (answer) => {
        this.notices.show(`Antrag ${answer.request.id} ist ${DONE[this.deed()]}.`);
        this.answer.put(answer);
        this.changed.emit();
      },
    },
  );
  /** The fair copy of a report: seen before it is decided about. */
  protected readonly copyId = computed(() => copyOf(this.detail()?.payload));
  protected readonly paper = computed(() => paperText(this.detail()?.payload));
  /** Only movements have a form to be written anew in. */
  protected readonly editable = computed(
    () => this.detail()?.mayEdit === true && this.detail()?.request.kind === 'movement',
  );
  protected readonly sentence = computed(() => {
    const request = this.detail()?.request;
    if (!request) return '';
    if (request.decision) {
      const { by, at, note } = request.decision;
      const when = formatDate(businessDate(at));
      return `${REQUEST_STATE_WORDS[request.state]} von ${by} am ${when}${note === '' ? '.' : `: ${note}`}`;
    }
    if (request.state !== 'open') return `Der Antrag ist ${REQUEST_STATE_WORDS[request.state]}.`;
    return request.whyNot ?? 'Sie können über diesen Antrag entscheiden.';
  });

  protected readonly dayOf = (at: Instant) => formatDate(businessDate(at));

  protected act(deed: Deed): void {
    if (this.entry.sending()) return;
    this.deed.set(deed);
    void this.entry.send();
  }

  /** Somebody was faster: read anew what stands there now, then decide. */
  protected reload(): void {
    this.entry.adopt();
    this.answer.reload();
    this.changed.emit();
  }
}
