import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type * as z from 'zod';
import { formatEuro, parseEuro, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { restOf } from '#shared/reconciliation/split.ts';
import { Put } from '#shared/reconciliation/reconciliation.ts';
import type { BasketPosting, ChangeResult, LineChoices } from '#shared/reconciliation/reconciliation.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { Reader } from '../core/reader.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { postingCount, documentText, sumOf } from './basket-groups.ts';
import { assignment } from './reconciliation-store.ts';

export type SheetKind = 'line' | 'split' | 'exclude';

interface Typed {
  line: string;
  reason: string;
  unit: 'euro' | 'percent';
  parts: { line: string; amount: string }[];
}

/** Cents, or hundredths of a percent: `1.234,56`, `100`, `33,3`; undefined where it is not readable. */
function amountOf(typed: string): Cents | undefined {
  const text = /^-?\d+$/u.test(typed.trim()) ? `${typed.trim()},00` : typed;
  return parseEuro(/,\d$/u.test(text) ? `${text}0` : text);
}

/** The field of a fault, whether it is one of a part or of what the server was sent. */
function place(path: string): string {
  const own = path.replace(/^items\.\d+\.put\./u, '');
  return own.replace(/\.(?:cents|share)$/u, '.amount').replace(/(^|\.)lineId$/u, '$1line');
}

const HEADINGS: Record<SheetKind, string> = {
  line: 'Andere Zeile',
  split: 'Aufteilen',
  exclude: 'Ausschließen',
};

/** Where selected postings go by hand: one line, parts of one posting, or left out with a reason. */
@Component({
  selector: 'mc-assign-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './assign-sheet.html',
  styles: `
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

  private readonly http = inject(HttpClient);
  protected readonly heading = computed(() => HEADINGS[this.kind()]);
  protected readonly subtitle = computed(() => {
    const [first, ...more] = this.postings();
    const sum = `${formatEuro(sumOf(this.postings()))} €`;
    return first && more.length === 0
      ? `Beleg ${documentText(first)}, ${sum}`
      : `${postingCount(this.postings().length)}, ${sum}`;
  });

  private readonly choices = asked<LineChoices>(() => {
    const [first] = this.postings();
    if (!first || this.kind() === 'exclude') return undefined;
    return `/api/reconciliation/lines?year=${first.fiscalYear}&ledger=${first.ledger}`;
  });
  protected readonly lines = computed(() => this.choices.fresh()?.lines ?? []);
  /** Lines belong to one ledger: a selection over two cannot go to one line. */
  protected readonly mixed = computed(() => new Set(this.postings().map((row) => row.ledger)).size > 1);

  /** Typed as number or chosen as `105 eAkte …`; null when the list has no such line. */
  private lineId(text: string): number | null {
    const number = text.trim().split(' ')[0];
    return this.lines().find((line) => line.number === number)?.id ?? null;
  }

  protected readonly entry = entryForm(Put, {
    name: 'assign',
    subject: () =>
      `${this.kind()} ${this.postings()
        .map((row) => row.id)
        .join(',')}`,
    start: (): Typed => ({
      line: '',
      reason: '',
      unit: 'euro',
      parts: [
        { line: '', amount: '' },
        { line: '', amount: '' },
      ],
    }),
    read: (typed, read) => this.put(typed, read),
    place,
    send: (put) =>
      this.http.post<ChangeResult>(
        '/api/reconciliation/assign',
        assignment(this.postings(), () => put),
      ),
    sent: (result) => {
      const words = { line: 'zugeordnet', split: 'aufgeteilt', exclude: 'ausgeschlossen' }[this.kind()];
      this.assigned.emit(`${postingCount(result.postings)} ${words}.`);
    },
  });

  protected readonly rest = computed(() => {
    const { unit, parts } = this.entry.value();
    const whole = unit === 'euro' ? sumOf(this.postings()) : toCents(10_000);
    return restOf(
      whole,
      parts.flatMap((part) => amountOf(part.amount) ?? []),
    );
  });
  protected readonly restText = computed(
    () =>
      `Rest: ${formatEuro(this.rest())} ${this.entry.value().unit === 'euro' ? '€' : '%'}, er bleibt nicht zugeordnet`,
  );

  protected addPart(): void {
    this.entry.set({ parts: [...this.entry.value().parts, { line: '', amount: '' }] });
  }

  private put(typed: Typed, read: Reader): z.input<typeof Put> {
    const kind = this.kind();
    if (kind === 'exclude') return { kind, reason: typed.reason };
    if (kind === 'line') {
      const mixed = 'Die Auswahl liegt in zwei Haushalten; bitte je Haushalt zuordnen.';
      if (this.mixed()) read.fault('lineId', mixed);
      return { kind, lineId: this.chosen(typed.line, 'lineId', read) };
    }
    return this.split(typed, read);
  }

  private chosen(text: string, path: string, read: Reader): number {
    return read.chosen(this.lineId(text), path, 'Bitte eine Zeile aus der Liste wählen.');
  }

  /** Parts of one posting; what is left of it stays where it is, as a part without a line. */
  private split({ unit, parts }: Typed, read: Reader): z.input<typeof Put> {
    const isEuro = unit === 'euro';
    const words = isEuro ? 'Betrag bitte wie 1.234,56 schreiben.' : 'Anteil bitte wie 33,33 schreiben.';
    const all = parts.map((part, index) => {
      const amount = amountOf(part.amount) ?? toCents(0);
      const at = `parts.${index}.${isEuro ? 'cents' : 'share'}`;
      if (amount === 0 || (!isEuro && amount < 0)) read.fault(at, words);
      const lineId: number | null = this.chosen(part.line, `parts.${index}.lineId`, read);
      return { lineId, amount };
    });
    const rest = this.rest();
    if (!isEuro && rest < 0) read.fault('parts', 'Die Anteile ergeben mehr als 100 %.');
    const whole = rest === 0 ? all : [...all, { lineId: null, amount: rest }];
    return isEuro
      ? { kind: 'split', parts: whole.map(({ lineId, amount }) => ({ lineId, cents: amount })) }
      : { kind: 'shares', parts: whole.map(({ lineId, amount }) => ({ lineId, share: amount })) };
  }
}
