import { Component, input, output } from '@angular/core';
import { DECLARED_LIGHTS, LIGHT_WORDS, TRENDS, TREND_WORDS } from '#shared/light.ts';
import type { DeclaredLight, Light, Trend } from '#shared/light.ts';
import { LightMark, trendSign } from '../ui/light-mark.ts';

let instances = 0;

/** One question of a status report: the declared light and its trend, with the last and the computed one below. */
@Component({
  selector: 'mc-light-question',
  imports: [LightMark],
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div class="ctl">
        <span class="seg">
          @for (option of lights; track option) {
            <label>
              <input
                type="radio"
                class="vh"
                [name]="name"
                [checked]="option === light()"
                (change)="lightChange.emit(option)"
              />
              <mc-light [light]="option" />
            </label>
          }
        </span>
        <span class="seg tr">
          @for (option of trends; track option) {
            <label>
              <input
                type="radio"
                class="vh"
                [name]="name + '-trend'"
                [checked]="option === trend()"
                (change)="trendChange.emit(option)"
              />
              <svg class="i" aria-hidden="true"><use [attr.href]="'#' + sign(option)" /></svg>
              <span class="vh">Trend {{ trendWords[option] }}</span>
            </label>
          }
        </span>
      </div>
      <p class="was">
        @if (last(); as last) {
          zuletzt {{ words[last] }},
        } @else {
          noch kein Bericht,
        }
        @if (computed() === 'none') {
          nichts zu berechnen
        } @else {
          berechnet
          @if (computed() === light()) {
            {{ words[computed()] }}
          } @else {
            <b>{{ words[computed()] }}</b>
          }
        }
      </p>
      <ng-content />
    </fieldset>
  `,
  styleUrl: './light-question.css',
})
export class LightQuestion {
  readonly label = input.required<string>();
  readonly light = input.required<DeclaredLight>();
  readonly trend = input.required<Trend>();
  readonly last = input.required<Light | null>();
  readonly computed = input.required<Light>();
  readonly lightChange = output<DeclaredLight>();
  readonly trendChange = output<Trend>();

  protected readonly name = `light-${(instances += 1)}`;
  protected readonly lights = DECLARED_LIGHTS;
  protected readonly trends = TRENDS;
  protected readonly words = LIGHT_WORDS;
  protected readonly trendWords = TREND_WORDS;
  protected readonly sign = trendSign;
}
