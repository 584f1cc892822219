import { Component, computed, input } from '@angular/core';
import { LIGHT_WORDS, TREND_WORDS } from '#shared/light.ts';
import type { Light, Trend } from '#shared/light.ts';

const SIGNS: Record<Light, string> = { green: 'g', yellow: 'y', red: 'r', none: 'o' };
const ARROWS: Record<Trend, string> = { up: 't-u', flat: 't-s', down: 't-d' };

/** The sprite id and the colour class of a light; `outlined` is the computed one. */
export function lightSign(light: Light, outlined = false): { symbol: string; colour: string } {
  const sign = SIGNS[light];
  return { symbol: `l-${sign}${outlined ? 'h' : ''}`, colour: `l-${sign}` };
}

/** The sprite id of a trend's arrow. */
export function trendSign(trend: Trend): string {
  return ARROWS[trend];
}

/**
 * A traffic light: symbol + word + colour, never colour alone (WCAG 1.4.1). Filled is what was declared.
 * `computed` is shown outlined after ≠ and only where it differs; `outlined` alone draws a computed light.
 * `wordless` hides the word from sight, for counts; it stays readable to a screen reader.
 */
@Component({
  selector: 'mc-light',
  template: `
    <span class="light {{ sign().colour }}" [class.bare]="wordless()" [class.calc]="outlined()">
      <svg class="i" aria-hidden="true"><use [attr.href]="'#' + sign().symbol" /></svg
      ><span [class.vh]="wordless()">{{ words[light()] }}</span></span
    >
    @if (trend(); as trend) {
      <span class="trend"
        ><svg class="i" aria-hidden="true"><use [attr.href]="'#' + arrow(trend)" /></svg
        ><span class="vh">, Trend {{ trendWords[trend] }}</span></span
      >
    }
    @if (differing(); as other) {
      <span class="ne" aria-hidden="true">≠</span
      ><span class="light calc {{ other.colour }}"
        ><svg class="i" aria-hidden="true"><use [attr.href]="'#' + other.symbol" /></svg
        ><span class="vh">, berechnet </span>{{ other.word }}</span
      >
    }
  `,
  styles: ':host { white-space: nowrap; }',
})
export class LightMark {
  readonly light = input.required<Light>();
  readonly trend = input<Trend | null>(null);
  readonly computed = input<Light | null>(null);
  readonly outlined = input(false);
  readonly wordless = input(false);

  protected readonly words = LIGHT_WORDS;
  protected readonly trendWords = TREND_WORDS;
  protected readonly arrow = trendSign;
  protected readonly sign = computed(() => lightSign(this.light(), this.outlined()));
  protected readonly differing = computed(() => {
    const other = this.computed();
    if (other === null || other === this.light()) return null;
    return { ...lightSign(other, true), word: LIGHT_WORDS[other] };
  });
}
