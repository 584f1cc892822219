import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { SectionHead } from '../ui/section-head.ts';
import { WorstIndicators } from './worst-indicators.ts';

/**
 * Indicators by field of action with value, target and course, loaded once they are seen; a programme that has none
 * shows nothing.
 */
@Component({
  selector: 'mc-indicators-section',
  imports: [RouterLink, SectionHead, WorstIndicators],
  template: `
    @if (overview().indicators.count > 0) {
      <section class="sec" aria-labelledby="h-indicators">
        <mc-section-head headingId="h-indicators" heading="Kennzahlen" [sentence]="sentence()" />
        @defer (on viewport) {
          <mc-worst-indicators [asOf]="overview().asOf" />
        } @placeholder {
          <p class="hint">Wert, Ziel und Verlauf stehen bei den Kennzahlen.</p>
        }
        <p class="more">
          <a routerLink="/kennzahlen" queryParamsHandling="preserve"
            >Alle {{ overview().indicators.count }} Kennzahlen</a
          >
        </p>
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
