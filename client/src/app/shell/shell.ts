import { Component, computed, inject, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter, map, pairwise, startWith } from 'rxjs';
import { countDrafts, forgetDrafts } from '../core/drafts.ts';
import { Explained } from '../explain/explained.ts';
import { FigureQuestion } from '../ui/figure-question.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { SearchDialog } from './search-dialog.ts';
import { ExplainPanel } from '../explain/explain-panel.ts';
import { AsOfStrip } from './as-of-strip.ts';
import { Navigation } from './navigation.ts';
import { OtherAccount } from './other-account.ts';
import { UserMenu } from './user-menu.ts';

const SIGN_OUT_QUESTION =
  'In diesem Fenster stehen Entwürfe, die noch nicht gesendet sind. Abmelden verwirft sie.';

/** The frame around every page for people who are signed in: toolbar, as-of strip, navigation, notices. */
@Component({
  selector: 'mc-shell',
  // Every page in the frame asks it where a figure comes from.
  providers: [{ provide: FigureQuestion, useExisting: Explained }],
  imports: [
    AsOfStrip,
    ExplainPanel,
    Navigation,
    OtherAccount,
    RouterLink,
    RouterOutlet,
    SearchDialog,
    UserMenu,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: {
    '(document:keydown.control.k)': 'search($event)',
    '(document:keydown.meta.k)': 'search($event)',
  },
})
export class Shell {
  private readonly session = inject(Session);
  protected readonly city = this.session.city;
  protected readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  private readonly explained = inject(Explained);

  /** A figure is asked for, by somebody who may ask. */
  protected readonly asksOrigin = computed(() => {
    const path = this.explained.path();
    return path.length > 0 && path.every((address) => this.explained.may(address));
  });
  protected readonly menuOpen = signal(false);
  protected readonly searching = signal(false);
  protected readonly searchKeys = /Mac|iPad|iPhone/u.test(navigator.userAgent) ? '⌘ K' : 'Strg K';

  constructor() {
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split(/[?#]/u)[0]),
        startWith(undefined),
        pairwise(),
        takeUntilDestroyed(),
      )
      .subscribe(([before, now]) => this.arrived(before, now));
  }

  /** Another page: its content is where a keyboard or a screen reader goes on. A new date keeps the place. */
  private arrived(before: string | undefined, now: string | undefined): void {
    this.menuOpen.set(false);
    if (before !== undefined && before !== now) this.main().nativeElement.focus();
  }

  /** The browser's own use of the keys would take the person out of the page. */
  protected search(event: Event): void {
    event.preventDefault();
    this.searching.set(true);
  }

  protected async signOut(): Promise<void> {
    const own = this.session.user()?.id ?? 0;
    const drafts = countDrafts(own);
    if (drafts > 0 && !window.confirm(SIGN_OUT_QUESTION)) return;
    try {
      await this.session.signOut();
      forgetDrafts(own);
      const elsewhere = this.session.provider() === null ? {} : { abgemeldet: 'hier' };
      await this.router.navigate(['/anmelden'], { queryParams: elsewhere });
    } catch {
      this.notices.show('Die Abmeldung hat nicht geklappt; Sie sind noch angemeldet.');
    }
  }

  protected undo(undo: () => void): void {
    this.notices.dismiss();
    undo();
  }

  /** The skip link must not change the address: the fragment would replace the page's own. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
