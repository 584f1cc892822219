import { Component, computed, inject, linkedSignal } from '@angular/core';
import { businessDate, formatDate, isIsoDate, parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { AsOf } from '../core/as-of.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Session } from '../core/session.ts';
import { Figure } from '../ui/figure.ts';

const UNREADABLE = 'Datum bitte als TT.MM.JJJJ, zum Beispiel 30.06.2021';

/** The strip under the toolbar: as of when everything on the page is true, and what is still missing. */
@Component({
  selector: 'mc-as-of-strip',
  imports: [Figure, IsoDatePipe],
  templateUrl: './as-of-strip.html',
  styleUrl: './as-of-strip.css',
})
export class AsOfStrip {
  protected readonly asOf = inject(AsOf);

  protected readonly state = this.asOf.state;
  protected readonly text = linkedSignal(() => {
    const date = this.asOf.date();
    return date ? formatDate(date) : '';
  });
  private readonly session = inject(Session);
  /** The second clock concerns money; who reads none has no use for it. */
  protected readonly mayKnow = computed(() => this.session.actions().includes('budget:read'));
  protected readonly knownText = linkedSignal(() => {
    const date = this.asOf.knownOn();
    return date ? formatDate(date) : '';
  });
  protected readonly fault = linkedSignal<IsoDate | null, string>({
    source: this.asOf.date,
    computation: () => '',
  });
  protected readonly knownFault = linkedSignal<IsoDate | null, string>({
    source: this.asOf.knownOn,
    computation: () => '',
  });
  protected readonly counted = counted;
  protected readonly importedOn = computed(() => {
    const at = this.state()?.importedAt;
    return at ? businessDate(at) : null;
  });

  protected type(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.text.set(event.target.value);
  }

  /** Enter or leaving the field: a date that exists is taken, anything else is named and kept as typed. */
  protected take(): void {
    const date = parseDate(this.text());
    this.fault.set(date ? '' : UNREADABLE);
    if (date && date !== this.asOf.date()) this.asOf.choose(date);
    else if (date) this.text.set(formatDate(date));
  }

  protected typeKnown(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.knownText.set(event.target.value);
  }

  /** An empty field is all that is known. */
  protected takeKnown(): void {
    const text = this.knownText().trim();
    const date = parseDate(text);
    this.knownFault.set(text === '' || date ? '' : UNREADABLE);
    if (this.knownFault() !== '' || (date ?? null) === this.asOf.knownOn()) return;
    this.asOf.know(date ?? null);
  }

  protected pick(event: Event): void {
    const value = event.target instanceof HTMLInputElement ? event.target.value : '';
    if (isIsoDate(value)) this.asOf.choose(value);
  }
}
