import { Component, computed, inject, input, numberAttribute, output } from '@angular/core';
import type { BudgetLineDetail } from '#shared/budget/budget.ts';
import { FIGURE_WORDS } from '#shared/budget/terms.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Figure } from '../ui/figure.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FormulaTable } from './formula-table.ts';
import { InspectorFrame } from './inspector-frame.ts';
import { LineMovements } from './line-movements.ts';
import { LinePostings } from './line-postings.ts';
import { lineRemark } from './line-remark.ts';

/** A line's figure down to its formula, its movements and orders, and its postings: three columns that end in it. */
@Component({
  selector: 'mc-line-inspector',
  imports: [AskedState, Figure, FormulaTable, InspectorFrame, LineMovements, LinePostings],
  template: `
    <mc-inspector-frame [shown]="shown()" [takesFocus]="takesFocus()" (closed)="closed.emit()">
      <span frame-figure>
        @if (detail(); as data) {
          {{ words[figure()] }}, Zeile {{ data.line.number }} {{ data.line.name }}, {{ data.line.year }}:
          <b
            ><mc-figure
              [value]="data.line.figures[figure()]"
              unit="euro"
              [what]="words[figure()]"
              [address]="address()"
            />
            €</b
          >
          zum {{ date(data.asOf) }}
        } @else {
          {{ words[figure()] }}
        }
      </span>
      <mc-asked [of]="answer" what="Zeile" />
      @if (detail(); as data) {
        <div class="body">
          <div>
            <mc-formula-table [figures]="data.line.figures" [asked]="figure()" />
            @for (text of remark(); track text) {
              <p class="src">{{ text }}</p>
            }
          </div>
          <div><mc-line-movements [detail]="data" /></div>
          <div><mc-line-postings [detail]="data" (paged)="paged.emit($event)" /></div>
        </div>
      }
    </mc-inspector-frame>
  `,
  styleUrl: './inspector.css',
})
export class LineInspector {
  private readonly clocks = inject(AsOf);

  readonly lineId = input.required<number>();
  readonly figure = input.required<FigureName>();
  readonly asOf = input.required<IsoDate>();
  readonly postingsPage = input(1, { transform: (text: string | undefined) => numberAttribute(text, 1) });
  readonly takesFocus = input(false);
  readonly paged = output<number>();
  readonly closed = output();

  protected readonly answer = asked<BudgetLineDetail>(
    () => ({
      url: `/api/budget/lines/${this.lineId()}`,
      params: { ...this.clocks.clocks(), asOf: this.asOf(), page: this.postingsPage() },
    }),
    { about: ({ line }) => line.id === this.lineId() },
  );
  protected readonly detail = this.answer.value;
  protected readonly shown = computed(() => `${this.lineId()}:${this.figure()}`);
  protected readonly remark = computed(() => {
    const detail = this.detail();
    return detail ? lineRemark(detail) : [];
  });
  protected readonly address = computed(() =>
    figureText({ of: 'lines', owner: { of: 'line', id: this.lineId() }, figure: this.figure() }),
  );
  protected readonly words = FIGURE_WORDS;
  protected readonly date = formatDate;
}
