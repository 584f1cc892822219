import { Component, inject, input, output } from '@angular/core';
import { businessDate } from '#shared/calendar.ts';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import { CONFIDENCE_WORDS, PASS_WORDS } from '#shared/reconciliation/suggestion.ts';
import { monthWords } from '#shared/periods/periods.ts';
import type { PlaceView, PostingAssignment } from '#shared/reconciliation/reconciliation.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { documentText, targetWords } from './basket-groups.ts';

/** Warum dieser Vorschlag? The rule with its conditions and record, what taking it does, and how the posting came here. */
@Component({
  selector: 'mc-why-panel',
  imports: [Table, AskedState, EuroPipe, IsoDatePipe],
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

  protected readonly answer = asked<PostingAssignment>(
    () => {
      const asOf = this.asOf.date();
      return asOf ? `/api/postings/${this.postingId()}/assignment?asOf=${asOf}` : undefined;
    },
    { about: ({ posting }) => posting.id === this.postingId() },
  );
  protected readonly data = this.answer.value;

  protected dayOf(at: PostingAssignment['chain'][number]['at']) {
    return businessDate(at);
  }

  protected placeWords(place: PlaceView): string {
    if (place.target === 'line') return place.line ? `Zeile ${place.line.number}` : 'Zeile';
    return place.target === 'open' ? 'nicht zugeordnet' : 'ausgeschlossen';
  }
}
