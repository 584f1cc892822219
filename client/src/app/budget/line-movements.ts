import { counted } from '#shared/counted.ts';
import { Component, computed, inject, input, signal } from '@angular/core';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type { TakeBackPayload } from '#shared/approvals/way-back.ts';
import type { BudgetLineDetail, CommitmentRow, MovementRow } from '#shared/budget/budget.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { Session } from '../core/session.ts';
import { Figure } from '../ui/figure.ts';
import { Table } from '../ui/table.ts';
import { EuroPipe } from '../ui/money.ts';
import { RequestSheet } from '../requests/request-sheet.ts';
import type { Wanted } from '../requests/request-sheet.ts';
import { PaperLink } from '../ui/paper-link.ts';

interface OrderSums {
  ordered: Cents;
  released: Cents;
  cancelled: Cents;
  carried: Cents;
  open: Cents;
}

function sumsOf(orders: readonly CommitmentRow[]): OrderSums {
  return {
    ordered: sumCents(orders.map((order) => order.orderedCents)),
    released: sumCents(orders.map((order) => order.releasedCents)),
    cancelled: sumCents(orders.map((order) => order.cancelledCents)),
    carried: sumCents(orders.map((order) => order.carriedCents)),
    open: sumCents(orders.map((order) => order.openCents)),
  };
}

/** The middle column: what F is made of, what is blocked, which orders bind money, and what binds later years. */
@Component({
  selector: 'mc-line-movements',
  imports: [PaperLink, EuroPipe, Table, Figure, RequestSheet],
  templateUrl: './line-movements.html',
  styleUrl: './inspector.css',
})
export class LineMovements {
  private readonly session = inject(Session);

  readonly detail = input.required<BudgetLineDetail>();

  protected readonly mayAsk = computed(() => this.session.may('requests:write'));
  protected readonly wanted = signal<Wanted | null>(null);
  protected readonly sent = signal<SubmittedRequest | null>(null);

  protected readonly words = MOVEMENT_WORDS;
  protected readonly date = formatDate;
  protected readonly lists = computed(() => {
    const { movements, line } = this.detail();
    const revised = movements.filter((movement) => movement.kind !== 'S');
    const blocks = movements.filter((movement) => movement.kind === 'S');
    return [
      {
        letter: 'F',
        count: counted(revised.length, 'Bewegung', 'Bewegungen'),
        word: 'fortgeschriebener Ansatz',
        rows: revised,
        sum: line.figures.F,
      },
      {
        letter: 'S',
        count: counted(blocks.length, 'Bewegung der Sperre', 'Bewegungen der Sperre'),
        word: 'Sperre',
        rows: blocks,
        sum: line.figures.S,
      },
    ].filter((list) => list.rows.length > 0);
  });
  protected readonly orders = computed(() => {
    const { commitments } = this.detail();
    const due = commitments.filter((order) => !order.preCommitment);
    const later = commitments.filter((order) => order.preCommitment);
    return [
      {
        letter: 'O',
        count: `${counted(due.length, 'Bestellung', 'Bestellungen')}: bestellt ± übertragen − berechnet − storniert`,
        word: 'Obligo',
        rows: due,
        carried: due.some((order) => order.carriedCents !== 0),
        sums: sumsOf(due),
      },
      {
        letter: 'Vorbelastung',
        count: 'fällig in späteren Jahren, nicht in O',
        word: 'Vorbelastung',
        rows: later,
        carried: false,
        sums: sumsOf(later),
      },
    ].filter((list) => list.rows.length > 0);
  });

  /** Both halves go back together: the server finds the income line's. */
  protected takeBack(movement: MovementRow): void {
    const payload: TakeBackPayload = { what: 'back', movementIds: [movement.id] };
    const heading = `${this.words[movement.kind]} zurücknehmen`;
    this.sent.set(null);
    this.wanted.set({ heading, kind: 'movement', payload });
  }

  protected asked(request: SubmittedRequest): void {
    this.wanted.set(null);
    this.sent.set(request);
  }
}
