import { Component, input } from '@angular/core';
import type { EntryForm } from '../../core/entry-form.ts';

/** The button that sends a form. While it cannot, it says so and stays reachable; the form itself sends once. */
@Component({
  selector: 'mc-entry-send',
  template: `
    <button
      type="button"
      class="btn main"
      [attr.aria-disabled]="entry().sending() || !ready()"
      (click)="entry().send()"
    >
      {{ entry().sending() ? doing() || word() : word() }}
    </button>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class EntrySend {
  readonly entry = input.required<Pick<EntryForm<object, never, unknown>, 'sending' | 'send'>>();
  /** What the button does: `Beantragen`. */
  readonly word = input.required<string>();
  /** What it says while it does it: `Wird beantragt …`. */
  readonly doing = input('');
  /** Whether what the form needs is there. */
  readonly ready = input(true);
}
