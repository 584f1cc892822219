import { Component, inject } from '@angular/core';
import { Session } from '../core/session.ts';

/** The frame of what is shown before anybody is signed in: the name of the product, and a column of text. */
@Component({
  selector: 'mc-door',
  template: `
    <main tabindex="-1">
      <p class="brand">
        MoveS-Cockpit<small>{{ city().programme }}, {{ city().name }}</small>
      </p>
      <ng-content />
    </main>
  `,
  styles: `
    main {
      max-width: 640px;
      margin: 0 auto;
      padding: var(--s-7) var(--s-4);
    }
    .brand {
      font-size: var(--fs-l);
      font-weight: var(--w-bold);
      padding-bottom: var(--s-3);
      margin-bottom: var(--s-5);
      border-bottom: 1px solid var(--rule-strong);
    }
    .brand small {
      font-size: var(--fs-s);
      font-weight: var(--w-normal);
      color: var(--ink-2);
      margin-left: var(--s-2);
    }
    @media screen and (max-width: 640px) {
      main {
        padding: var(--s-5) var(--s-3);
      }
      .brand small {
        display: block;
        margin: 0;
      }
    }
    @media print {
      .brand {
        margin-bottom: var(--s-3);
      }
    }
  `,
})
export class Door {
  protected readonly city = inject(Session).city;
}
