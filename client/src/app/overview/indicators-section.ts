import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { IndicatorTable } from '../indicator-entry/indicator-table.ts';
import { SectionHead } from '../ui/section-head.ts';

/** Indicators by field of action with value, target and course; a programme that has none shows nothing. */
@Component({
  selector: 'mc-indicators-section',
  imports: [IndicatorTable, RouterLink, SectionHead],
  template: `
    @if (overview().indicators.count > 0) {
      <section class="sec" aria-labelledby="h-indicators">
        <mc-section-head headingId="h-indicators" heading="Kennzahlen" [sentence]="sentence()" />
        <mc-indicator-table
          caption="Kennzahlen nach Handlungsfeld mit Wert, Ziel und Verlauf"
          [rows]="overview().indicators.rows"
          [asOf]="overview().asOf"
          page="/kennzahlen"
        />
        @if (overview().indicators.count > overview().indicators.rows.length) {
          <p class="more">
            <a routerLink="/kennzahlen" queryParamsHandling="preserve"
              >Alle {{ overview().indicators.count }} Kennzahlen</a
            >
          </p>
        }
      </section>
    }
  `,
  styles: ':host { display: block; }',
})
export class IndicatorsSection {
  readonly overview = input.required<Overview>();

  protected readonly sentence = computed(() => {
    const { count, behind } = this.overview().indicators;
    const of = counted(count, 'Kennzahl', 'Kennzahlen');
    return behind === 0
      ? `Von ${of} steht keine hinter ihrem Plan oder Ziel.`
      : `${behind} von ${of} ${behind === 1 ? 'steht' : 'stehen'} hinter Plan oder Ziel.`;
  });
}
