import { counted } from '#shared/counted.ts';
import { Component, computed, inject, input, output } from '@angular/core';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { formatDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Figure } from '../ui/figure.ts';
import { Table } from '../ui/table.ts';
import { EuroPipe } from '../ui/money.ts';

/** The right column: the postings with their documents, page by page; every page ends in a true sum. */
@Component({
  selector: 'mc-line-postings',
  imports: [EuroPipe, Table, ExportLink, Figure],
  templateUrl: './line-postings.html',
  styleUrl: './inspector.css',
})
export class LinePostings {
  private readonly session = inject(Session);
  private readonly asOf = inject(AsOf);
  /** The file of postings is one of every line. */
  protected readonly readsAll = computed(() => this.session.may('ledger:read'));

  readonly detail = input.required<BudgetLineDetail>();
  readonly paged = output<number>();

  protected readonly date = formatDate;
  protected readonly known = this.asOf.knownOn;
  protected readonly clocks = computed(() => this.asOf.clockWords(this.detail().asOf));
  protected readonly pages = computed(() =>
    Math.max(1, Math.ceil(this.detail().postingsTotal / this.detail().postingsPerPage)),
  );
  protected readonly isLast = computed(() => this.detail().postingsPage >= this.pages());
  protected readonly count = computed(() =>
    counted(this.detail().postingsTotal, 'Buchung aus SAP', 'Buchungen aus SAP'),
  );
  /** Carried from the pages before, plus this page. */
  protected readonly untilHere = computed(() => {
    const { postings, postingsCarriedCents } = this.detail();
    return sumCents([postingsCarriedCents, ...postings.map((posting) => posting.cents)]);
  });
  protected readonly accounts = computed(() => {
    const accounts = [...new Set(this.detail().postings.map((posting) => posting.account))];
    const objects = [...new Set(this.detail().postings.map((posting) => posting.costObject))];
    return `Konto ${accounts.join(', ')} · Objekt ${objects.join(', ')}. Gutschriften desselben Jahres mindern das Ist (§ 16 (2) GemHVO); was berechnet ist, steht nicht mehr im Obligo.`;
  });
}
