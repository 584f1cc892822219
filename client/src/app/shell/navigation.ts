import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { AsOf } from '../core/as-of.ts';
import { Owed } from '../core/owed.ts';
import { OpenRequests } from '../requests/open-requests.ts';
import { Session } from '../core/session.ts';
import { PAGES } from '../pages.ts';

/** The pages the role may open, in groups. */
@Component({
  selector: 'mc-navigation',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="Hauptnavigation">
      @for (group of groups(); track $index) {
        <ul>
          @for (page of group; track page.path) {
            <li>
              <a [routerLink]="'/' + page.path" routerLinkActive="here" ariaCurrentWhenActive="page"
                >{{ page.title }}
                @if (counts()[page.path]; as count) {
                  <span class="n">{{ count }}<span class="vh"> offen</span></span>
                }
              </a>
            </li>
          }
        </ul>
      }
    </nav>
  `,
  styleUrl: './navigation.css',
})
export class Navigation {
  private readonly session = inject(Session);
  private readonly asOf = inject(AsOf);
  private readonly openRequests = inject(OpenRequests);
  private readonly owed = inject(Owed);

  /** What waits to be done on a page, by its address: postings without a line, requests without a decision, reports that are owed. */
  protected readonly counts = computed<Record<string, number>>(() => ({
    abgleich: this.asOf.state()?.unassigned.postings ?? 0,
    freigaben: this.openRequests.count(),
    projekte: this.owed.count(),
  }));

  protected readonly groups = computed(() => {
    const pages = PAGES.filter((page) => this.session.may(page.action));
    return [1, 2, 3, 4]
      .map((group) => pages.filter((page) => page.group === group))
      .filter((group) => group.length > 0);
  });
}
