import { httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatEuro } from '#shared/money.ts';
import type { OrderDetail } from '#shared/planning/orders.ts';
import { keepDraft } from '../core/drafts.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { TextField } from '../ui/text-field.ts';
import { AMOUNT_FAULT, positiveAmount } from './amount.ts';
import { OrdersStore } from './orders-store.ts';

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
  imports: [FailedState, FaultList, LoadingState, RouterLink, SideSheet, TextField],
  providers: [OrdersStore],
  templateUrl: './order-sheet.html',
  styleUrl: './planning.css',
})
export class OrderSheet {
  readonly orderId = input.required<number>();
  readonly changed = output<OrderDetail>();
  readonly closed = output();

  protected readonly store = inject(OrdersStore);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly answer = httpResource<OrderDetail>(() => `/api/orders/${this.orderId()}`);
  private readonly last = kept(this.answer);
  /** The newest state: a stale change brings it along. */
  protected readonly detail = linkedSignal<OrderDetail | undefined, OrderDetail | undefined>({
    source: this.last,
    computation: (detail) => detail,
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
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

  protected readonly kind = signal<'ordered' | 'cancelled'>('cancelled');
  protected readonly dueYear = signal('');
  protected readonly shownYear = computed(
    () =>
      this.dueYear() || String(this.detail()?.order.parts.find((part) => part.openCents > 0)?.dueYear ?? ''),
  );
  protected readonly amount = signal('');
  protected readonly on = signal('');
  protected readonly reason = signal('');
  private readonly tried = signal(false);

  private readonly ownFaults = computed<FieldError[]>(() => [
    ...(/^\d{4}$/u.test(this.shownYear())
      ? []
      : [{ path: 'dueYear', message: 'Jahr bitte mit vier Ziffern.' }]),
    ...(positiveAmount(this.amount()) ? [] : [{ path: 'cents', message: AMOUNT_FAULT }]),
    ...(parseDate(this.on()) ? [] : [{ path: 'on', message: 'Datum bitte wie 30.06.2021 schreiben.' }]),
    ...(this.reason().trim() ? [] : [{ path: 'reason', message: 'Der Grund fehlt.' }]),
  ]);
  protected readonly faults = computed(() => {
    if (this.ownFaults().length > 0) return this.tried() ? this.ownFaults() : [];
    return this.store.requestError()?.errors ?? [];
  });
  protected readonly failed = computed(() => {
    const error = this.store.requestError();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly messages = computed(() => [...new Set(this.faults().map((fault) => fault.message))]);
  protected readonly words = KIND_WORDS;
  protected readonly euro = formatEuro;
  protected readonly date = formatDate;

  protected readonly kept = keepDraft({
    form: 'order',
    subject: () => this.orderId(),
    value: () => ({
      ...{ kind: this.kind(), dueYear: this.dueYear(), amount: this.amount() },
      ...{ on: this.on(), reason: this.reason() },
    }),
    restore: ({ kind, dueYear, amount, on, reason }) => {
      this.kind.set(kind);
      this.dueYear.set(dueYear);
      this.amount.set(amount);
      this.on.set(on);
      this.reason.set(reason);
    },
  });

  protected fault(path: string): string {
    return this.faults().find((fault) => fault.path === path)?.message ?? '';
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    const [detail, cents, on] = [this.detail(), positiveAmount(this.amount()), parseDate(this.on())];
    if (detail && this.ownFaults().length === 0 && cents && on) {
      const body = { kind: this.kind(), dueYear: Number(this.shownYear()), reason: this.reason().trim() };
      const answer = await this.store.change(detail.order.id, detail.order.version, { ...body, cents, on });
      if (answer) {
        this.detail.set(answer);
        this.tried.set(false);
        this.amount.set('');
        this.reason.set('');
        this.kept.sent();
        this.changed.emit(answer);
        return;
      }
      const error = this.store.requestError();
      if (error?.code === 'stale' && error.current) this.detail.set(error.current as OrderDetail);
    }
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
