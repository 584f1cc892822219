import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { counted } from '#shared/counted.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { fiscalYearOf, formatDate } from '#shared/calendar.ts';
import { orderRows } from '#shared/planning/order-list.ts';
import type { OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { asked } from '../../core/asked.ts';
import { AsOf } from '../../core/as-of.ts';
import { Notices } from '../../core/notices.ts';
import { Session } from '../../core/session.ts';
import { pageTitle } from '../../core/page-title.ts';
import { BudgetViews } from '../budget-views.ts';
import { Figure } from '../../ui/figure.ts';
import { SectionHead } from '../../ui/section-head.ts';
import { ExportLink } from '../../ui/export-link.ts';
import { Table } from '../../ui/table.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { EmptyState } from '../../ui/states.ts';
import { EuroPipe } from '../../ui/money.ts';
import { AuthorisationSheet } from './authorisation-sheet.ts';
import { NewOrderSheet } from './new-order-sheet.ts';
import { OrderSheet } from './order-sheet.ts';
import { SavedViews } from '../../ui/saved-views/saved-views.ts';

/** Bestellungen: what was ordered for a year's lines, released by invoices, cancelled and is still open, by due year. */
@Component({
  selector: 'mc-orders-page',
  imports: [
    SavedViews,
    ExportLink,
    EuroPipe,
    Table,
    AskedState,
    AuthorisationSheet,
    BudgetViews,
    EmptyState,
    Figure,
    NewOrderSheet,
    OrderSheet,
    SectionHead,
  ],
  templateUrl: './orders-page.html',
  styleUrl: '../planning.css',
})
export class OrdersPage {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);

  /** From the address: year of the lines, one line, what is searched, only open ones, page, and the open sheet (`bestellung` or `ve`). */
  readonly jahr = input<string>();
  readonly zeile = input<string>();
  readonly suche = input<string>();
  readonly offen = input<string>();
  readonly seite = input<string>();
  readonly bestellung = input<string>();
  readonly ve = input<string>();

  protected readonly year = computed(() => {
    const date = this.asOf.date();
    return this.jahr() ? Number(this.jahr()) : date ? fiscalYearOf(date) : null;
  });
  /** What the list and its file are asked by. */
  protected readonly asked = computed(() => {
    const clocks = this.asOf.clocks();
    const year = this.year();
    if (!clocks || year === null) return null;
    const more = { line: this.zeile(), search: this.suche(), open: this.offen() };
    const given = Object.entries(more).flatMap(([key, value]) => (value ? [[key, value] as const] : []));
    return { ...clocks, year, ...Object.fromEntries<string>(given) };
  });
  protected readonly answer = asked<OrderList>(() => {
    const filter = this.asked();
    const page = this.seite();
    return filter ? { url: '/api/orders', params: { ...filter, ...(page ? { page } : {}) } } : undefined;
  });
  protected readonly list = this.answer.value;
  protected readonly mayWrite = computed(() => this.session.may('commitments:write'));
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  protected readonly entering = computed(() => this.bestellung() === 'neu' && this.mayWrite());
  protected readonly authorising = computed(() => this.ve() === 'neu' && this.mayRequest());
  protected readonly opened = computed(() => {
    const id = Number(this.bestellung());
    return Number.isInteger(id) && id > 0 ? id : null;
  });
  protected readonly rows = computed(() => orderRows(this.list()?.orders ?? []));
  /** The column is shown where something went from year to year. */
  protected readonly carried = computed(
    () =>
      this.rows().some((row) => row.part.carriedCents !== 0) ||
      this.sums().some((sum) => sum.carriedCents !== 0),
  );
  protected readonly pages = computed(() => {
    const list = this.list();
    return list ? Math.max(1, Math.ceil(list.total / list.perPage)) : 1;
  });
  protected readonly sums = computed(() =>
    (this.list()?.sums ?? []).map((sum) => ({
      ...sum,
      key: `${sum.ledger ?? ''}${sum.dueYear}`,
      word: `${sum.ledger === null ? 'ohne Zeile' : LEDGER_WORDS[sum.ledger]}, fällig ${sum.dueYear}`,
      later: sum.ledger !== null && sum.dueYear > (this.year() ?? 0),
    })),
  );
  protected readonly counted = counted;
  protected readonly date = formatDate;

  constructor() {
    pageTitle(() => `Bestellungen ${this.year() ?? ''}`.trim());
  }

  protected choose(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  /** Looks like the address of a year even while it is typed. */
  protected chooseYear(text: string): void {
    if (/^\d{4}$/u.test(text)) this.choose({ jahr: text, seite: null, zeile: null });
  }

  protected done(detail: OrderDetail): void {
    this.notices.show([`Bestellung ${detail.order.orderNumber} ist eingetragen.`, ...detail.notes].join(' '));
    this.choose({ bestellung: detail.order.id });
    this.answer.reload();
  }
}
