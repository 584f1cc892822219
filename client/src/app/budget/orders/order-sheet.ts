import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import { OrderChange } from '#shared/planning/orders.ts';
import type { OrderDetail } from '#shared/planning/orders.ts';
import { asked } from '../../core/asked.ts';
import { entryForm } from '../../core/entry-form.ts';
import { Session } from '../../core/session.ts';
import { EntryChoice } from '../../ui/entry/entry-choice.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { Table } from '../../ui/table.ts';
import { EuroPipe } from '../../ui/money.ts';

const KIND_WORDS = {
  ordered: 'bestellt',
  released: 'berechnet',
  cancelled: 'storniert',
  'carried-in': 'aus dem Vorjahr übertragen',
  'carried-out': 'ins Folgejahr übertragen',
} as const;

/** One order: its parts, everything that was entered, and the form to order more or to cancel what is open. */
@Component({
  selector: 'mc-order-sheet',
  imports: [
    EntrySend,
    EuroPipe,
    Table,
    AskedState,
    EntryChoice,
    EntryState,
    EntryText,
    FormField,
    RouterLink,
    SideSheet,
  ],
  templateUrl: './order-sheet.html',
  styleUrl: '../planning.css',
})
export class OrderSheet {
  readonly orderId = input.required<number>();
  readonly changed = output<OrderDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);

  protected readonly answer = asked<OrderDetail>(() => `/api/orders/${this.orderId()}`);
  /** The newest state: a stale change brings it along. */
  protected readonly detail = linkedSignal<OrderDetail | undefined, OrderDetail | undefined>({
    source: this.answer.value,
    computation: (detail) => detail,
  });
  protected readonly mayWrite = computed(() => this.session.may('commitments:write'));
  protected readonly heading = computed(() => `Bestellung ${this.detail()?.order.orderNumber ?? ''}`);
  protected readonly subtitle = computed(() => {
    const order = this.detail()?.order;
    if (!order) return '';
    const line = order.line
      ? `Zeile ${order.line.number} ${order.line.name}, ${order.line.year}`
      : 'ohne Zeile';
    return `${order.text}, bestellt am ${formatDate(order.orderedOn)}, ${line}`;
  });

  protected readonly carried = computed(() =>
    (this.detail()?.order.parts ?? []).some((part) => part.carriedCents !== 0),
  );

  protected readonly entry = entryForm(OrderChange, {
    name: 'order',
    subject: this.orderId,
    start: () => {
      // Not `detail`: that may be another order's until this one is read.
      const detail = this.answer.fresh();
      if (detail === undefined) return undefined;
      const open = detail.order.parts.find((part) => part.openCents > 0);
      const kind = 'cancelled' as OrderChange['kind'];
      return { kind, dueYear: String(open?.dueYear ?? ''), cents: '', on: '', reason: '' };
    },
    version: () => this.detail()?.order.version ?? 0,
    read: ({ kind, dueYear, cents, on, reason }, read) => ({
      kind,
      dueYear: read.year(dueYear, 'dueYear'),
      cents: read.euro(cents, 'cents'),
      on: read.date(on, 'on'),
      reason,
    }),
    send: (body, headers) =>
      this.http.post<OrderDetail>(`/api/orders/${this.orderId()}/entries`, body, { headers }),
    after: (typed) => ({ ...typed, cents: '', reason: '' }),
    sent: (answer) => {
      this.detail.set(answer);
      this.changed.emit(answer);
    },
    // What stands there now is shown above what is typed, and the next try builds on it.
    refused: (error) => {
      if (error.code === 'stale' && error.current) this.detail.set(error.current as OrderDetail);
    },
  });
  protected readonly kinds = [
    ['cancelled', 'stornieren'],
    ['ordered', 'weiterer Betrag'],
  ] as const;
  protected readonly words = KIND_WORDS;
  protected readonly date = formatDate;
}
