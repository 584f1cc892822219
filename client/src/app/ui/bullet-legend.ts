import { Component, input } from '@angular/core';

/** The key to `mc-bullet-bar`; once per table of bars. */
@Component({
  selector: 'mc-bullet-legend',
  template: `<p class="legend">
    <span
      ><svg class="key" aria-hidden="true"><rect class="b-ist" width="22" height="12" /></svg>Ist</span
    >
    <span
      ><svg class="key" aria-hidden="true"><rect fill="url(#obligo)" width="22" height="12" /></svg
      >Obligo</span
    >
    <span
      ><svg class="key" aria-hidden="true"><rect class="b-free" x=".5" y=".5" width="21" height="11" /></svg
      >nicht gebunden</span
    >
    <span
      ><svg class="key" aria-hidden="true"><rect class="b-ceil" x="9" width="3" height="12" /></svg
      >{{ ceiling() }}</span
    >
    @if (plan()) {
      <span
        ><svg class="key" aria-hidden="true"><rect class="b-plan" x="10" width="2.5" height="12" /></svg>Plan
        zum Stichtag</span
      >
    }
  </p>`,
})
export class BulletLegend {
  readonly ceiling = input('Rahmen');
  readonly plan = input(true);
}
