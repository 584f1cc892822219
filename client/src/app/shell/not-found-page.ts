import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../core/session.ts';

/** An address that leads nowhere: says so and leads back. */
@Component({
  selector: 'mc-not-found-page',
  imports: [RouterLink],
  template: `
    <div class="head"><h1>Diese Seite gibt es nicht</h1></div>
    <p>Die Adresse führt zu keiner Seite. <a [routerLink]="home()">Zur Startseite</a></p>
  `,
})
export class NotFoundPage {
  protected readonly home = inject(Session).home;
}
