import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import type { ExplainPart, Explanation } from '#shared/explain/explain.ts';
import { sourceLink, valueText } from './explain-text.ts';
import { Table } from '../ui/table.ts';

/** A node's formula and its parts as a table that ends in the figure; a part with a node of its own is a button. */
@Component({
  selector: 'mc-explain-parts',
  imports: [Table, RouterLink],
  templateUrl: './explain-parts.html',
  styleUrl: './explain-parts.css',
})
export class ExplainParts {
  readonly node = input.required<Explanation>();
  readonly deeper = output<string>();
  readonly turned = output<number>();

  protected readonly rows = computed(() =>
    this.node().parts.map((part, index) => ({
      ...part,
      mark: this.mark(part, index),
      sources: part.sources.map((source) => ({ ...source, link: sourceLink(source) })),
    })),
  );
  protected readonly hasDates = computed(() => this.node().parts.some((part) => part.on !== null));
  protected readonly hasSources = computed(() => this.node().parts.some((part) => part.sources.length > 0));
  protected readonly paged = computed(() => this.node().page > 1 || this.node().hasNext);
  protected readonly span = computed(() => 1 + Number(this.hasDates()) + Number(this.hasSources()));
  protected readonly unit = computed(
    () => ({ cents: '€', fte: 'Stellen', count: 'Anzahl' })[this.node().unit],
  );
  protected readonly date = formatDate;

  protected text(value: number): string {
    return valueText(value, this.node().unit);
  }

  /** Signs stand before the parts of a formula; in a list only what lessens carries one. */
  private mark(part: ExplainPart, index: number): string {
    if (part.sign === -1) return '−';
    return part.letter !== null && index > 0 ? '+' : '';
  }
}
