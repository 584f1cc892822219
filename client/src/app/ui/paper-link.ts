import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { citedPapers, slugOfLabel } from '#shared/papers/paper-address.ts';

/**
 * A text in which every council paper it names leads to the paper's page: `GRDrs 316/2021`, alone or in a sentence.
 * `title` is what the paper is called, where the text is its number alone.
 */
@Component({
  selector: 'mc-paper-link',
  imports: [RouterLink],
  template: `@for (piece of pieces(); track $index) {
    @if (piece.slug; as slug) {
      <a [routerLink]="['/beschluesse', slug]" [queryParams]="params" [title]="title()">{{ piece.text }}</a>
    } @else {
      {{ piece.text }}
    }
  }`,
})
export class PaperLink {
  readonly text = input.required<string>();
  readonly title = input('');

  /** The Stichtag goes along by itself (`AsOf`). */
  protected readonly params = {};
  protected readonly pieces = computed(() => {
    const text = this.text();
    const whole = slugOfLabel(text);
    return whole === null ? citedPapers(text) : [{ text, slug: whole }];
  });
}
