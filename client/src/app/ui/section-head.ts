import { Component, input } from '@angular/core';

/**
 * Head of a section: heading and one sentence that says what the section shows. Put it first inside
 * `<section class="sec" aria-labelledby="ID">`; further content of the sentence can be projected.
 */
@Component({
  selector: 'mc-section-head',
  template: `
    <h2 [id]="headingId()">{{ heading() }}</h2>
    <p class="lead">{{ sentence() }}<ng-content /></p>
  `,
})
export class SectionHead {
  readonly headingId = input.required<string>();
  readonly heading = input.required<string>();
  readonly sentence = input('');
}
