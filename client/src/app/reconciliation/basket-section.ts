import {
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { formatEuro } from '#shared/money.ts';
import { CONFIDENCE_WORDS, PASS_WORDS } from '#shared/reconciliation/suggestion.ts';
import type { BasketPage, BasketPosting } from '#shared/reconciliation/reconciliation.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { Figure } from '../ui/figure.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { EmptyState, FailedState } from '../ui/states.ts';
import { AssignSheet } from './assign-sheet.ts';
import type { SheetKind } from './assign-sheet.ts';
import {
  postingCount,
  documentText,
  ledgerGroups,
  suggestionPut,
  sumOf,
  sumScope,
  targetWords,
} from './basket-groups.ts';
import type { LedgerGroup } from './basket-groups.ts';
import { ReconciliationStore } from './reconciliation-store.ts';
import { RuleSheet } from './rule-sheet.ts';
import { WhyPanel } from './why-panel.ts';

/** Nicht zugeordnete Buchungen: what belongs nowhere yet, with suggestions, and everything that can be done about it. */
@Component({
  selector: 'mc-basket-section',
  imports: [
    Table,
    AssignSheet,
    EmptyState,
    EuroPipe,
    FailedState,
    Figure,
    IsoDatePipe,
    RuleSheet,
    SectionHead,
    WhyPanel,
  ],
  providers: [ReconciliationStore],
  templateUrl: './basket-section.html',
  styleUrl: './basket-section.css',
})
export class BasketSection {
  readonly page = input.required<BasketPage>();
  readonly paged = output<number>();
  readonly changed = output();

  protected readonly store = inject(ReconciliationStore);
  protected readonly mayAssign = inject(Session).may('reconciliation:assign');
  protected readonly mayRule = inject(Session).may('reconciliation:rules');
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');

  protected readonly passWords = PASS_WORDS;
  protected readonly confidenceWords = CONFIDENCE_WORDS;
  protected readonly documentText = documentText;
  protected readonly targetWords = targetWords;
  protected readonly done = signal('');
  protected readonly sheet = signal<{ kind: SheetKind; postings: BasketPosting[] } | null>(null);

  /** The rule that is edited; code null = a new one. */
  protected readonly rule = signal<{ code: string | null } | null>(null);

  protected readonly groups = computed(() => ledgerGroups(this.page()));
  /** Selection does not survive another page of rows: what is acted on is what is seen. */
  private readonly selection = linkedSignal<BasketPage, ReadonlySet<number>>({
    source: this.page,
    computation: (page, previous) =>
      new Set(page.postings.filter((row) => previous?.value.has(row.id)).map((row) => row.id)),
  });
  protected readonly selected = computed(() =>
    this.page().postings.filter((posting) => this.selection().has(posting.id)),
  );
  protected readonly asked = linkedSignal<BasketPage, number | null>({
    source: this.page,
    computation: (page, previous) =>
      page.postings.find((row) => row.id === previous?.value)?.id ??
      page.postings.find((row) => row.suggestion !== null)?.id ??
      null,
  });
  protected readonly takeable = computed(() =>
    this.selected().filter((posting) => posting.suggestion !== null),
  );
  protected readonly sure = computed(() =>
    this.page().postings.filter((posting) => posting.suggestion?.confidence === 'sure'),
  );
  protected readonly selectionText = computed(
    () => `${this.selected().length} ausgewählt, ${formatEuro(sumOf(this.selected()))} €`,
  );
  protected readonly sentence = computed(() => {
    const { totals, postings } = this.page();
    const count = totals.reduce((sum, row) => sum + row.postings, 0);
    const withOne = postings.filter((posting) => posting.suggestion !== null).length;
    return `${postingCount(count)}, ${withOne} auf dieser Seite mit Vorschlag. Was in einer geschlossenen Periode gebucht ist, zählt ab der nächsten offenen.`;
  });

  protected sumScope(group: LedgerGroup): string {
    return sumScope(group, this.page().pages);
  }

  protected isOn(posting: BasketPosting): boolean {
    return this.selection().has(posting.id);
  }

  protected toggle(posting: BasketPosting): void {
    const next = new Set(this.selection());
    if (!next.delete(posting.id)) next.add(posting.id);
    this.selection.set(next);
    if (next.has(posting.id)) this.asked.set(posting.id);
  }

  protected toggleAll(): void {
    const all = this.selected().length === this.page().postings.length;
    this.selection.set(new Set(all ? [] : this.page().postings.map((posting) => posting.id)));
  }

  protected selectSure(): void {
    this.selection.set(new Set(this.sure().map((posting) => posting.id)));
  }

  protected async take(postings: readonly BasketPosting[]): Promise<void> {
    const result = await this.store.assign(postings, (posting) =>
      posting.suggestion ? suggestionPut(posting.suggestion) : { kind: 'open', reason: 'ohne Vorschlag' },
    );
    if (result) this.finish(`${postingCount(result.postings)} zugeordnet.`);
  }

  protected takeAsked(id: number): void {
    void this.take(this.page().postings.filter((posting) => posting.id === id && posting.suggestion));
  }

  protected open(kind: SheetKind, postings = this.selected()): void {
    this.store.clearError();
    this.sheet.set({ kind, postings });
  }

  protected choose(posting: BasketPosting): void {
    this.asked.set(posting.id);
    this.open('line', [posting]);
  }

  protected assigned(text: string): void {
    this.sheet.set(null);
    this.rule.set(null);
    this.finish(text);
  }

  protected async undo(): Promise<void> {
    const last = this.page().lastChange;
    if (!last) return;
    const result = await this.store.undo(last.seq);
    if (result) this.finish(`Zurückgenommen: ${postingCount(result.postings)} stehen wieder wie zuvor.`);
  }

  private finish(text: string): void {
    this.done.set(text);
    this.changed.emit();
    setTimeout(() => this.outcome()?.nativeElement.focus());
  }
}
