import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
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
              <a [routerLink]="'/' + page.path" routerLinkActive="here" ariaCurrentWhenActive="page">{{
                page.title
              }}</a>
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

  protected readonly groups = computed(() => {
    const pages = PAGES.filter((page) => this.session.may(page.action));
    return [1, 2, 3, 4]
      .map((group) => pages.filter((page) => page.group === group))
      .filter((group) => group.length > 0);
  });
}
