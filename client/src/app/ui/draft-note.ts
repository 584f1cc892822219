import { Component, input } from '@angular/core';
import type { Draft } from '../core/drafts.ts';

/** Says that a draft was put back into the form, and offers to throw it away. */
@Component({
  selector: 'mc-draft-note',
  template: `
    <p role="status">
      @if (draft().restoredAt(); as time) {
        Entwurf von {{ time }} Uhr wiederhergestellt ·
        <button type="button" class="btn text" (click)="draft().discard()">verwerfen</button>
      }
    </p>
  `,
  styles: `
    p {
      font-size: var(--fs-s);
      color: var(--ink-2);
    }
    p:empty {
      display: none;
    }
    .btn {
      padding: 0 var(--s-1);
      min-height: 24px;
    }
  `,
})
export class DraftNote {
  readonly draft = input.required<Draft>();
}
