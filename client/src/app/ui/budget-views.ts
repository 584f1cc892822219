import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** The views of the money of a year: lines, orders, forecast, carry-over. */
@Component({
  selector: 'mc-budget-views',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="views no-print" aria-label="Ansichten des Budgets">
      @for (view of views; track view.path) {
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

  protected readonly views = [
    { path: '/budget', word: 'Zeilen' },
    { path: '/budget/bestellungen', word: 'Bestellungen' },
    { path: '/budget/prognose', word: 'Prognose' },
    { path: '/budget/uebertragung', word: 'Übertragung' },
  ];
}
