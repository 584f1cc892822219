import { Component, input } from '@angular/core';
import type { IsoDate } from '#shared/calendar.ts';
import type { OverviewIndicators } from '#shared/overview/overview.ts';
import { asked } from '../core/asked.ts';
import { IndicatorTable } from '../indicator-entry/indicator-table.ts';
import { AskedState } from '../ui/asked-state.ts';

/** The indicators that stand worst, with value, target and course. */
@Component({
  selector: 'mc-worst-indicators',
  imports: [AskedState, IndicatorTable],
  template: `
    <mc-asked [of]="answer" what="Kennzahlen" />
    @if (answer.value(); as found) {
      <mc-indicator-table
        caption="Kennzahlen nach Handlungsfeld mit Wert, Ziel und Verlauf"
        [rows]="found.rows"
        [asOf]="found.asOf"
        page="/kennzahlen"
      />
    }
  `,
  styles: ':host { display: block; }',
})
export class WorstIndicators {
  readonly asOf = input.required<IsoDate>();

  protected readonly answer = asked<OverviewIndicators>(() => `/api/overview/indicators?asOf=${this.asOf()}`);
}
