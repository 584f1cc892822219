import { Component, computed, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Session } from '../core/session.ts';

const WHOLE = [
  { path: '/budget/bestellungen', word: 'Bestellungen' },
  { path: '/budget/prognose', word: 'Prognose' },
  { path: '/budget/uebertragung', word: 'Übertragung' },
];

/** The views of the money of a year: lines, orders, forecast, carry-over. */
@Component({
  selector: 'mc-budget-views',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="views no-print" aria-label="Ansichten des Budgets">
      @for (view of views(); track view.path) {
        <a
          [routerLink]="view.path"
          [queryParams]="{ jahr: year() }"
          routerLinkActive
          [routerLinkActiveOptions]="{
            paths: 'exact',
            queryParams: 'ignored',
            fragment: 'ignored',
            matrixParams: 'ignored',
          }"
          ariaCurrentWhenActive="page"
          >{{ view.word }}</a
        >
      }
    </nav>
  `,
})
export class BudgetViews {
  readonly year = input.required<number | null>();

  private readonly session = inject(Session);

  /** Who sees own lines alone has no page that shows all of them. */
  protected readonly views = computed(() => [
    { path: '/budget', word: 'Zeilen' },
    ...(this.session.may('ledger:read') ? WHOLE : []),
  ]);
}
