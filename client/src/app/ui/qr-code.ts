import { Component, computed, input } from '@angular/core';
import { generate } from 'lean-qr';

/** Rows of light around it, without which a camera does not find it. */
const QUIET = 4;

/** A picture that a camera reads a text from: always dark on light. */
@Component({
  selector: 'mc-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="drawn().box" shape-rendering="crispEdges">
      <rect width="100%" height="100%" />
      <path [attr.d]="drawn().path" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      max-width: 200px;
    }
    svg {
      display: block;
      width: 100%;
      border: 1px solid var(--rule);
      forced-color-adjust: none;
    }
    rect {
      fill: #fff;
    }
    path {
      fill: #000;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What the picture is for. */
  readonly label = input.required<string>();

  protected readonly drawn = computed(() => {
    const code = generate(this.text());
    const places = Array.from({ length: code.size }, (_, at) => at);
    const dark = places.flatMap((y) => places.filter((x) => code.get(x, y)).map((x) => [x, y] as const));
    const side = code.size + 2 * QUIET;
    return {
      box: `0 0 ${side} ${side}`,
      path: dark.map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join(''),
    };
  });
}
