import { httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { parseDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import type { NewOrder, OrderDetail } from '#shared/planning/orders.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { toRequestError } from '../core/request-error.ts';
import { FaultList } from '../ui/fault-list.ts';
import { LineSelect } from '../ui/line-select.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { TextField } from '../ui/text-field.ts';
import { AMOUNT_FAULT, positiveAmount } from './amount.ts';
import { DueParts } from './due-parts.ts';
import type { DuePart } from './due-parts.ts';
import { orderableLines } from './line-options.ts';
import { OrdersStore } from './orders-store.ts';

/** Bestellung eintragen: number, line, text, day, and what falls due in each year. */
@Component({
  selector: 'mc-new-order-sheet',
  imports: [DueParts, FailedState, FaultList, LineSelect, LoadingState, SideSheet, TextField],
  providers: [OrdersStore],
  templateUrl: './new-order-sheet.html',
  styleUrl: './planning.css',
})
export class NewOrderSheet {
  readonly year = input.required<number>();
  readonly entered = output<OrderDetail>();
  readonly closed = output();

  protected readonly store = inject(OrdersStore);
  private readonly asOf = inject(AsOf);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly answer = httpResource<BudgetPage>(() => {
    const asOf = this.asOf.date();
    return asOf ? { url: '/api/budget', params: { asOf, year: this.year() } } : undefined;
  });
  protected readonly groups = computed(() =>
    this.answer.hasValue() ? orderableLines(this.answer.value()) : null,
  );
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected readonly orderNumber = signal('');
  protected readonly lineId = signal<number | null>(null);
  protected readonly text = signal('');
  protected readonly orderedOn = signal('');
  protected readonly parts = signal<readonly DuePart[]>([]);
  protected readonly shownParts = computed(() =>
    this.parts().length > 0 ? this.parts() : [{ dueYear: String(this.year()), amount: '' }],
  );
  private readonly tried = signal(false);

  private readonly ownFaults = computed<FieldError[]>(() => {
    const faults: FieldError[] = [];
    const need = (path: string, message: string, ok: boolean): void => {
      if (!ok) faults.push({ path, message });
    };
    need('orderNumber', 'Die Bestellnummer fehlt.', this.orderNumber().trim() !== '');
    need('lineId', 'Die Haushaltszeile fehlt.', this.lineId() !== null);
    need('text', 'Der Text fehlt.', this.text().trim() !== '');
    need('orderedOn', 'Datum bitte wie 30.06.2021 schreiben.', parseDate(this.orderedOn()) !== undefined);
    this.shownParts().forEach((part, index) => {
      need(`parts.${index}.dueYear`, 'Jahr bitte mit vier Ziffern.', /^\d{4}$/u.test(part.dueYear));
      need(`parts.${index}.cents`, AMOUNT_FAULT, positiveAmount(part.amount) !== undefined);
    });
    return faults;
  });
  protected readonly faults = computed(() => {
    if (this.ownFaults().length > 0) return this.tried() ? this.ownFaults() : [];
    return this.store.requestError()?.errors ?? [];
  });
  protected readonly failed = computed(() => {
    const error = this.store.requestError();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly messages = computed(() => [...new Set(this.faults().map((fault) => fault.message))]);

  protected readonly kept = keepDraft({
    form: 'new-order',
    subject: () => this.year(),
    value: () => ({
      ...{ orderNumber: this.orderNumber(), lineId: this.lineId(), text: this.text() },
      ...{ orderedOn: this.orderedOn(), parts: this.parts() },
    }),
    restore: ({ orderNumber, lineId, text, orderedOn, parts }) => {
      this.orderNumber.set(orderNumber);
      this.lineId.set(lineId);
      this.text.set(text);
      this.orderedOn.set(orderedOn);
      this.parts.set(parts);
    },
  });

  protected readonly faultAt = (path: string): string =>
    this.faults().find((fault) => fault.path === path)?.message ?? '';

  protected async send(): Promise<void> {
    this.tried.set(true);
    const orderedOn = parseDate(this.orderedOn());
    const lineId = this.lineId();
    if (this.ownFaults().length === 0 && orderedOn && lineId !== null) {
      const parts: NewOrder['parts'] = this.shownParts().map((part) => ({
        dueYear: Number(part.dueYear),
        cents: positiveAmount(part.amount) ?? 0,
      }));
      const answer = await this.store.enter({
        orderNumber: this.orderNumber().trim(),
        text: this.text().trim(),
        ...{ lineId, orderedOn, parts },
      });
      if (answer) {
        this.kept.sent();
        this.entered.emit(answer);
        return;
      }
    }
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
