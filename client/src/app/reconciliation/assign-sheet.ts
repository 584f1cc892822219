import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { formatEuro, parseEuro, sumCents, toCents } from '#shared/money.ts';
import { restOf } from '#shared/reconciliation/split.ts';
import type { BasketPosting, LineChoices, Put } from '#shared/reconciliation/reconciliation.ts';
import { keepDraft } from '../core/drafts.ts';
import { FailedState } from '../ui/states.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { counted, documentText, sumOf } from './basket-groups.ts';
import { ReconciliationStore } from './reconciliation-store.ts';

export type SheetKind = 'line' | 'split' | 'exclude';

interface PartDraft {
  line: string;
  amount: string;
}

const HEADINGS: Record<SheetKind, string> = {
  line: 'Andere Zeile',
  split: 'Aufteilen',
  exclude: 'Ausschließen',
};

/** Where selected postings go by hand: one line, parts of one posting, or left out with a reason. */
@Component({
  selector: 'mc-assign-sheet',
  imports: [FailedState, SideSheet],
  providers: [ReconciliationStore],
  templateUrl: './assign-sheet.html',
  styles: `
    .f input,
    .f textarea {
      width: 100%;
    }
    .part {
      display: grid;
      grid-template-columns: 1fr 9em;
      gap: var(--s-2);
    }
    .do {
      display: flex;
      gap: var(--s-2);
    }
  `,
})
export class AssignSheet {
  readonly kind = input.required<SheetKind>();
  readonly postings = input.required<BasketPosting[]>();
  readonly assigned = output<string>();
  readonly closed = output();

  protected readonly store = inject(ReconciliationStore);
  protected readonly tried = signal(false);
  protected readonly line = signal('');
  protected readonly reason = signal('');
  protected readonly unit = signal<'euro' | 'percent'>('euro');
  protected readonly parts = signal<PartDraft[]>([
    { line: '', amount: '' },
    { line: '', amount: '' },
  ]);
  protected readonly heading = computed(() => HEADINGS[this.kind()]);
  protected readonly subtitle = computed(() => {
    const [first, ...more] = this.postings();
    const sum = `${formatEuro(sumOf(this.postings()))} €`;
    return first && more.length === 0
      ? `Beleg ${documentText(first)}, ${sum}`
      : `${counted(this.postings().length)}, ${sum}`;
  });

  private readonly choices = httpResource<LineChoices>(() => {
    const [first] = this.postings();
    if (!first || this.kind() === 'exclude') return undefined;
    return `/api/reconciliation/lines?year=${first.fiscalYear}&ledger=${first.ledger}`;
  });
  protected readonly lines = computed(() => (this.choices.hasValue() ? this.choices.value().lines : []));
  /** Lines belong to one ledger: a selection over two cannot go to one line. */
  protected readonly mixed = computed(() => new Set(this.postings().map((row) => row.ledger)).size > 1);

  /** Typed as number or chosen as `105 eAkte …`. */
  private lineId(text: string): number | undefined {
    const number = text.trim().split(' ')[0];
    return this.lines().find((line) => line.number === number)?.id;
  }

  protected readonly lineFault = computed(() => {
    if (!this.tried()) return null;
    if (this.mixed()) return 'Die Auswahl liegt in zwei Haushalten; bitte je Haushalt zuordnen.';
    return this.lineId(this.line()) === undefined ? 'Bitte eine Zeile aus der Liste wählen.' : null;
  });
  protected readonly reasonFault = computed(() =>
    this.tried() && this.reason().trim().length < 3 ? 'Ein Grund wird gebraucht.' : null,
  );
  /** Cents, or hundredths of a percent; null where something is not readable. */
  private readonly amounts = computed(() =>
    this.parts().map((part) => {
      const text = /^-?\d+$/u.test(part.amount.trim()) ? `${part.amount.trim()},00` : part.amount;
      const padded = /,\d$/u.test(text) ? `${text}0` : text;
      return parseEuro(padded) ?? null;
    }),
  );
  protected readonly rest = computed(() => {
    const whole = this.unit() === 'euro' ? sumOf(this.postings()) : toCents(10_000);
    return restOf(
      whole,
      this.amounts().flatMap((amount) => amount ?? []),
    );
  });
  protected readonly restText = computed(
    () =>
      `Rest: ${formatEuro(this.rest())} ${this.unit() === 'euro' ? '€' : '%'}, er bleibt nicht zugeordnet`,
  );
  protected readonly splitFault = computed(() => {
    if (!this.tried()) return null;
    if (this.amounts().some((amount) => amount === null || amount === 0))
      return this.unit() === 'euro'
        ? 'Beträge bitte wie 1.234,56 schreiben.'
        : 'Anteile bitte wie 33,33 schreiben.';
    if (this.parts().some((part) => this.lineId(part.line) === undefined))
      return 'Jeder Teil braucht eine Zeile aus der Liste.';
    if (
      this.unit() === 'percent' &&
      (sumCents(this.amounts().flatMap((a) => a ?? [])) > 10_000 || this.amounts().some((a) => (a ?? 0) < 0))
    )
      return 'Die Anteile ergeben mehr als 100 %.';
    return null;
  });

  protected readonly kept = keepDraft({
    form: 'assign',
    subject: () =>
      `${this.kind()} ${this.postings()
        .map((row) => row.id)
        .join(',')}`,
    value: () => ({ line: this.line(), reason: this.reason(), unit: this.unit(), parts: this.parts() }),
    restore: ({ line, reason, unit, parts }) => {
      this.line.set(line);
      this.reason.set(reason);
      this.unit.set(unit);
      this.parts.set(parts);
    },
  });

  protected setPart(index: number, change: Partial<PartDraft>): void {
    this.parts.update((parts) => parts.map((part, at) => (at === index ? { ...part, ...change } : part)));
  }

  protected addPart(): void {
    this.parts.update((parts) => [...parts, { line: '', amount: '' }]);
  }

  private put(): Put | undefined {
    if (this.kind() === 'exclude')
      return this.reasonFault() ? undefined : { kind: 'exclude', reason: this.reason().trim() };
    if (this.kind() === 'line') {
      const lineId = this.lineId(this.line());
      return lineId === undefined || this.lineFault() ? undefined : { kind: 'line', lineId };
    }
    if (this.splitFault()) return undefined;
    const parts = this.parts().map((part, index) => ({
      lineId: this.lineId(part.line) ?? null,
      amount: this.amounts()[index] ?? toCents(0),
    }));
    const all = this.rest() === 0 ? parts : [...parts, { lineId: null, amount: this.rest() }];
    return this.unit() === 'euro'
      ? { kind: 'split', parts: all.map(({ lineId, amount }) => ({ lineId, cents: amount })) }
      : { kind: 'shares', parts: all.map(({ lineId, amount }) => ({ lineId, share: amount })) };
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    const put = this.put();
    if (!put) return;
    const result = await this.store.assign(this.postings(), () => put);
    if (!result) return;
    this.kept.sent();
    const words = { line: 'zugeordnet', split: 'aufgeteilt', exclude: 'ausgeschlossen' }[this.kind()];
    this.assigned.emit(`${counted(result.postings)} ${words}.`);
  }
}
