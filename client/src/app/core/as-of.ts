import { httpResource } from '@angular/common/http';
import { Injectable, computed, effect, inject, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { isIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { DataState } from '#shared/data-state/data-state.ts';
import { kept } from './kept.ts';
import { Session } from './session.ts';

const PARAMETER = 'stichtag';

/**
 * The Stichtag, shared by all pages. It lives in the address (`?stichtag=YYYY-MM-DD`), so that every address
 * restores what was seen and Back works. An address without one gets the date seen last, else the one that
 * `GET /api/data-state` suggests. Pages read `date()`; it is null until it is known.
 */
@Injectable({ providedIn: 'root' })
export class AsOf {
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  private readonly address = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => this.router.parseUrl(event.urlAfterRedirects)),
    ),
    { initialValue: this.router.parseUrl(this.router.url) },
  );

  private readonly inAddress = computed<IsoDate | null>(() => {
    const text: unknown = this.address().queryParams[PARAMETER];
    return typeof text === 'string' && isIsoDate(text) ? text : null;
  });

  /** The date of the address; without one, the date seen last. */
  private readonly chosen = linkedSignal<IsoDate | null, IsoDate | null>({
    source: this.inAddress,
    computation: (date, previous) => date ?? previous?.value ?? null,
  });

  private readonly resource = httpResource<DataState>(() => {
    if (!this.session.user()) return undefined;
    const date = this.chosen();
    return date ? `/api/data-state?asOf=${date}` : '/api/data-state';
  });

  /** What the strip under the toolbar shows; keeps the last state while the next one is on its way. */
  readonly state = kept(this.resource);

  readonly failed = computed(() => this.resource.status() === 'error');
  /** The state shown belongs to another date than the one chosen. */
  readonly stale = computed(() => this.state() !== undefined && this.state()?.asOf !== this.date());

  readonly date = computed<IsoDate | null>(() => this.chosen() ?? this.state()?.asOf ?? null);

  constructor() {
    effect(() => {
      const date = this.date();
      const onSignIn = this.address().root.children['primary']?.segments[0]?.path === 'anmelden';
      if (date && !this.inAddress() && this.session.user() && !onSignIn) this.write(date, true);
    });
  }

  /** Chooses another date; the page stays. */
  choose(date: IsoDate): void {
    this.write(date, false);
  }

  /** Asks again, e.g. after an import. */
  reload(): void {
    this.resource.reload();
  }

  private write(date: IsoDate, replaceUrl: boolean): void {
    void this.router.navigate([], {
      queryParams: { [PARAMETER]: date },
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }
}
