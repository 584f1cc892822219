import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { businessDate } from '#shared/calendar.ts';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import { CONFIDENCE_WORDS, PASS_WORDS } from '#shared/reconciliation/suggestion.ts';
import { monthWords } from '#shared/periods/periods.ts';
import type { PlaceView, PostingAssignment } from '#shared/reconciliation/reconciliation.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { documentText, targetWords } from './basket-groups.ts';

/** Warum dieser Vorschlag? The rule with its conditions and record, what taking it does, and how the posting came here. */
@Component({
  selector: 'mc-why-panel',
  imports: [EuroPipe, FailedState, IsoDatePipe, LoadingState],
  templateUrl: './why-panel.html',
  styleUrl: './why-panel.css',
})
export class WhyPanel {
  readonly postingId = input.required<number>();
  readonly busy = input(false);
  readonly take = output();
  readonly editRule = output<string>();

  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);
  protected readonly mayAssign = this.session.may('reconciliation:assign');
  protected readonly mayRule = this.session.may('reconciliation:rules');
  protected readonly passWords = PASS_WORDS;
  protected readonly confidenceWords = CONFIDENCE_WORDS;
  protected readonly monthWords = monthWords;
  protected readonly ledgerShort = LEDGER_SHORT;
  protected readonly targetWords = targetWords;
  protected readonly documentText = documentText;

  protected readonly answer = httpResource<PostingAssignment>(() => {
    const asOf = this.asOf.date();
    return asOf ? `/api/postings/${this.postingId()}/assignment?asOf=${asOf}` : undefined;
  });
  private readonly last = kept(this.answer);
  /** What is shown is about the posting that was asked for, never the one before. */
  protected readonly data = computed(() => {
    const data = this.last();
    return data?.posting.id === this.postingId() ? data : null;
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected dayOf(at: PostingAssignment['chain'][number]['at']) {
    return businessDate(at);
  }

  protected placeWords(place: PlaceView): string {
    if (place.target === 'line') return place.line ? `Zeile ${place.line.number}` : 'Zeile';
    return place.target === 'open' ? 'nicht zugeordnet' : 'ausgeschlossen';
  }
}
