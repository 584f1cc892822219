import { Component, input } from '@angular/core';

/** Everything that is wrong with a form, above its fields; it can take the focus (`.faults`). Empty = nothing. */
@Component({
  selector: 'mc-fault-list',
  template: `
    @if (messages().length > 0) {
      <div class="faults" tabindex="-1" role="alert">
        @if (heading(); as text) {
          <p>
            <b>{{ text }}</b>
          </p>
        }
        <ul>
          @for (message of messages(); track $index) {
            <li>{{ message }}</li>
          }
        </ul>
      </div>
    }
  `,
  styles: `
    .faults {
      margin: var(--s-2) 0;
      padding-left: var(--s-2);
      border-left: 3px solid var(--danger);
    }
    li {
      color: var(--danger);
    }
  `,
})
export class FaultList {
  readonly messages = input.required<readonly string[]>();
  readonly heading = input('');
}
