import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy } from '@angular/router';
import type { RouterStateSnapshot } from '@angular/router';

const APPLICATION = 'MoveS-Cockpit';

/** `Projekte – MoveS-Cockpit`: the title names the page first, as tabs and histories cut it at the end. */
@Injectable()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    const page = this.buildTitle(state);
    this.title.setTitle(page ? `${page} – ${APPLICATION}` : APPLICATION);
  }
}
