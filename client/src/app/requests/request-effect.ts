import { Component, input } from '@angular/core';
import { EffectView } from './effect-view.ts';
import type { RequestForm } from './request-form.ts';

/** What a request would do, while it is typed: before and after, or why that cannot be shown yet. */
@Component({
  selector: 'mc-request-effect',
  imports: [EffectView],
  template: `
    @if (entry().effect(); as preview) {
      <p role="status">{{ preview.title }}</p>
      <mc-effect-view [effect]="preview.effect" [label]="label()" />
    } @else {
      <p class="hint" role="status">
        {{
          entry().computing()
            ? 'Wird gerechnet …'
            : entry().messages().length > 0
              ? 'Erst wenn die Angaben passen, lässt sich die Wirkung zeigen.'
              : waiting()
        }}
      </p>
    }
  `,
  styles: `
    p {
      margin: var(--s-1) 0 var(--s-2);
    }
  `,
})
export class RequestEffectSection {
  readonly entry =
    input.required<Pick<RequestForm<{ reason: string }, never>, 'effect' | 'computing' | 'messages'>>();
  readonly label = input.required<string>();
  readonly waiting = input('Sobald alles angegeben ist, steht hier vorher und nachher.');
}
