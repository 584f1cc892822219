import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { EVERY_LINE } from '#shared/budget/budget.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { NewOrder } from '#shared/planning/orders.ts';
import type { OrderDetail } from '#shared/planning/orders.ts';
import { AsOf } from '../../core/as-of.ts';
import { asked } from '../../core/asked.ts';
import { entryForm } from '../../core/entry-form.ts';
import { EntryLine } from '../entry-line.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { DueParts } from './due-parts.ts';
import { orderableLines } from './line-options.ts';

/** Bestellung eintragen: number, line, text, day, and what falls due in each year. */
@Component({
  selector: 'mc-new-order-sheet',
  imports: [EntrySend, AskedState, DueParts, EntryLine, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './new-order-sheet.html',
  styleUrl: '../planning.css',
})
export class NewOrderSheet {
  readonly year = input.required<number>();
  readonly entered = output<OrderDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly asOf = inject(AsOf);

  protected readonly answer = asked<BudgetPage>(() => {
    const asOf = this.asOf.date();
    return asOf ? { url: '/api/budget', params: { asOf, year: this.year(), lines: EVERY_LINE } } : undefined;
  });
  protected readonly groups = computed(() => {
    const page = this.answer.value();
    return page ? orderableLines(page) : null;
  });

  protected readonly entry = entryForm(NewOrder, {
    name: 'new-order',
    subject: this.year,
    start: () => ({
      orderNumber: '',
      lineId: null as number | null,
      text: '',
      orderedOn: '',
      parts: [{ dueYear: String(this.year()), cents: '' }],
    }),
    read: ({ orderNumber, lineId, text, orderedOn, parts }, read) => ({
      orderNumber,
      lineId: read.chosen(lineId, 'lineId'),
      text,
      orderedOn: read.date(orderedOn, 'orderedOn'),
      parts: parts.map(({ dueYear, cents }, index) => ({
        dueYear: read.year(dueYear, `parts.${index}.dueYear`),
        cents: read.euro(cents, `parts.${index}.cents`),
      })),
    }),
    send: (body) => this.http.post<OrderDetail>('/api/orders', body),
    sent: (answer) => this.entered.emit(answer),
  });
}
