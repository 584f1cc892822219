import { Component, computed, input } from '@angular/core';

/** Downloads what is shown; `what` says in words which filter the file has. */
@Component({
  selector: 'mc-export-link',
  template: `
    <a class="btn" [href]="address()" download [attr.aria-label]="label() + ': ' + what()" [title]="what()">{{
      label()
    }}</a>
    @if (hinted()) {
      <span class="hint" aria-hidden="true">{{ what() }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--s-2);
    }
    .hint {
      max-width: 34ch;
    }
  `,
})
export class ExportLink {
  readonly path = input.required<string>();
  /** Parameters of the address; what is empty is left out. */
  readonly filter = input<Readonly<Record<string, string | number | null | undefined>>>({});
  readonly what = input.required<string>();
  readonly label = input('Excel');
  /** Off where what is shown stands right beside it. */
  readonly hinted = input(true);

  protected readonly address = computed(() => {
    const given = Object.entries(this.filter()).flatMap(([key, value]) =>
      value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
    );
    return given.length === 0 ? this.path() : `${this.path()}?${new URLSearchParams(given).toString()}`;
  });
}
