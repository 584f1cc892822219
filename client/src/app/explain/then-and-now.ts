import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { businessDate, formatDate, isIsoDate, parseDate } from '#shared/calendar.ts';
import type { ExplainChanges, Explanation } from '#shared/explain/explain.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Explained } from './explained.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EuroPipe } from '../ui/money.ts';

/**
 * Damals und heute: what a figure was as known on an earlier day, what it is as known now, and the entries recorded
 * in between, whose sum is the difference.
 */
@Component({
  selector: 'mc-then-and-now',
  imports: [EuroPipe, Table, AskedState],
  templateUrl: './then-and-now.html',
  styleUrl: './explain-parts.css',
})
export class ThenAndNow {
  readonly node = input.required<Explanation>();
  readonly deeper = output<string>();

  private readonly asOf = inject(AsOf);
  private readonly explained = inject(Explained);

  protected readonly from = computed(() => {
    const text = this.explained.against();
    return text !== null && isIsoDate(text) ? text : null;
  });
  protected readonly text = linkedSignal(() => {
    const from = this.from();
    return from === null ? '' : formatDate(from);
  });
  protected readonly fault = signal('');
  protected readonly page = linkedSignal({
    source: () => [this.node().figure, this.from()],
    computation: () => 1,
  });

  protected readonly answer = asked<ExplainChanges>(
    () => {
      const [from, clocks] = [this.from(), this.asOf.clocks()];
      if (from === null || clocks === null) return undefined;
      const { asOf = '', knownOn } = clocks;
      const to = knownOn === undefined ? {} : { to: knownOn };
      return {
        url: '/api/explain/changes',
        params: { figure: this.node().figure, asOf, from, ...to, page: this.page() },
      };
    },
    { about: (last) => last.figure === this.node().figure && last.from.knownOn === this.from() },
  );
  protected readonly changes = this.answer.value;

  protected readonly date = formatDate;
  protected readonly day = (at: Parameters<typeof businessDate>[0]): string => formatDate(businessDate(at));

  protected type(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.text.set(event.target.value);
  }

  protected take(): void {
    const text = this.text().trim();
    const date = parseDate(text);
    this.fault.set(text === '' || date ? '' : 'Datum bitte als TT.MM.JJJJ, zum Beispiel 31.03.2021');
    if (this.fault() === '' && (date ?? null) !== this.from()) this.explained.compare(date ?? null);
  }
}
