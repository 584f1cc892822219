import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { REQUEST_STATE_WORDS } from '#shared/approvals/terms.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { keepDraft } from '../core/drafts.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EffectView } from '../ui/effect-view.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { DecisionStore } from './decision-store.ts';
import type { Deed } from './decision-store.ts';
import { paperText } from './payload-words.ts';

const DONE: Record<Deed, string> = {
  approve: 'freigegeben und ausgeführt',
  reject: 'abgelehnt',
  withdraw: 'zurückgezogen',
};
const NOTE_WANTED = 'Bitte sagen Sie, warum der Antrag abgelehnt wird.';

/** One request: what it would do, why it is wanted, who wrote it, and the decision. */
@Component({
  selector: 'mc-request-section',
  imports: [DraftNote, EffectView, FailedState, LoadingState, RouterLink, SectionHead],
  providers: [DecisionStore],
  templateUrl: './request-section.html',
  styleUrl: './request-section.css',
})
export class RequestSection {
  readonly requestId = input.required<number>();
  readonly changed = output();

  protected readonly store = inject(DecisionStore);
  private readonly notices = inject(Notices);

  protected readonly answer = httpResource<RequestDetail>(() => `/api/requests/${this.requestId()}`);
  protected readonly detail = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly note = linkedSignal({ source: this.requestId, computation: () => '' });
  protected readonly noteFault = signal('');
  protected readonly kept = keepDraft({
    form: 'decision',
    subject: () => this.requestId(),
    value: () => this.note(),
    restore: (note) => this.note.set(note),
  });
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

  protected type(text: string): void {
    this.note.set(text);
    this.noteFault.set('');
  }

  protected async act(deed: Deed): Promise<void> {
    const request = this.detail()?.request;
    if (!request || this.store.loading()) return;
    const note = this.note().trim();
    if (deed === 'reject' && note === '') {
      this.noteFault.set(NOTE_WANTED);
      return;
    }
    const answer = await this.store.act(request.id, request.version, deed, note);
    if (!answer) return;
    this.kept.sent();
    this.notices.show(`Antrag ${request.id} ist ${DONE[deed]}.`);
    this.answer.set(answer);
    this.changed.emit();
  }

  /** Somebody was faster: read anew what stands there now, then decide. */
  protected reload(): void {
    this.store.clearError();
    this.answer.reload();
    this.changed.emit();
  }
}
