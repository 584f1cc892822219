import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import * as z from 'zod';
import { FollowOrdersPayload, TakeBackPayload } from '#shared/approvals/way-back.ts';
import type { WayBack } from '#shared/approvals/way-back.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import { Session } from '../../core/session.ts';
import { EffectView } from '../../requests/effect-view.ts';
import { requestForm } from '../../requests/request-form.ts';
import { DraftNote } from '../../ui/draft-note.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SectionHead } from '../../ui/section-head.ts';
import { Table } from '../../ui/table.ts';
import { EuroPipe } from '../../ui/money.ts';
import { EmptyState } from '../../ui/states.ts';

/** Carry-overs taken back, or orders drawn after their money. */
const Payload = z.discriminatedUnion('what', [TakeBackPayload, FollowOrdersPayload]);

interface Typed {
  /** Movements to take back. */
  chosen: number[];
  reason: string;
}

/** What is carried over and stands: taken back line by line, and orders that were left behind drawn after it. */
@Component({
  selector: 'mc-carried-section',
  imports: [
    DraftNote,
    EffectView,
    EmptyState,
    EntryState,
    EntryText,
    EuroPipe,
    FormField,
    RouterLink,
    SectionHead,
    Table,
  ],
  templateUrl: './carried-section.html',
  styleUrl: '../planning.css',
})
export class CarriedSection {
  readonly page = input.required<CarryOverPage>();

  private readonly session = inject(Session);
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  private readonly what = signal<WayBack>('back');
  protected readonly entry = requestForm(Payload, {
    name: 'carried',
    kind: 'carry-over',
    preview: 'asked',
    subject: () => this.page().year,
    start: (): Typed => ({ chosen: [], reason: '' }),
    payload: ({ chosen }) =>
      this.what() === 'follow'
        ? { what: 'follow' as const, year: this.page().year, lineIds: [] }
        : { what: 'back' as const, movementIds: chosen },
  });
  protected readonly left = computed(() => {
    const { orders, cents } = this.page().leftBehind;
    if (orders === 0) return null;
    const what = orders === 1 ? 'Eine Bestellung ist' : `${orders} Bestellungen sind`;
    return `${what} im alten Jahr zurückgeblieben, obwohl ihr Geld übertragen ist: zusammen ${formatEuro(cents)} €.`;
  });
  protected readonly ledgers = LEDGER_WORDS;
  protected readonly date = formatDate;

  protected toggle(id: number): void {
    const { chosen } = this.entry.value();
    this.entry.set({
      chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id],
    });
  }

  protected show(what: WayBack): void {
    this.what.set(what);
    this.entry.show();
  }

  protected send(what: WayBack): void {
    this.what.set(what);
    void this.entry.send();
  }
}
