import { Injectable, computed, effect, inject, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';
import type { UrlTree } from '@angular/router';
import { filter, map, tap } from 'rxjs';
import { formatDate, isIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { DataState } from '#shared/data-state/data-state.ts';
import { asked } from './asked.ts';
import { Session } from './session.ts';

const PARAMETER = 'stichtag';
const KNOWN = 'bekannt';
/** Pages on which people work: what they decide rests on everything that is known, never on an earlier day. */
const WORKPLACES = ['abgleich', 'einlesen', 'freigaben'];

/** An address, and whether a date it does not name goes on from the address before. */
interface Address {
  tree: UrlTree;
  keepsKnown: boolean;
}

/**
 * The Stichtag, shared by all pages. It lives in the address (`?stichtag=YYYY-MM-DD`), so that every address
 * restores what was seen and Back works. An address without one gets the date seen last, else the one that
 * `GET /api/data-state` suggests. Pages read `date()`; it is null until it is known.
 *
 * `knownOn()` is the second clock (`&bekannt=YYYY-MM-DD`): money as it had been recorded by the end of that day; null =
 * all that is known. It goes along from page to page until somebody takes it off; Back restores what was before.
 */
@Injectable({ providedIn: 'root' })
export class AsOf {
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** The next address says by itself that nothing is to be kept: Back, or the second date was taken off. */
  private leavesKnown = false;

  private readonly address = toSignal<Address, Address>(
    this.router.events.pipe(
      tap((event) => {
        if (event instanceof NavigationStart && event.navigationTrigger === 'popstate')
          this.leavesKnown = true;
      }),
      filter((event) => event instanceof NavigationEnd),
      map((event) => {
        const keepsKnown = !this.leavesKnown;
        this.leavesKnown = false;
        return { tree: this.router.parseUrl(event.urlAfterRedirects), keepsKnown };
      }),
    ),
    { initialValue: { tree: this.router.parseUrl(this.router.url), keepsKnown: false } },
  );

  private readonly inAddress = computed(() => this.dateIn(PARAMETER));

  /** Money as known at the end of this day; null = all that is known. */
  readonly knownOn = linkedSignal<Address, IsoDate | null>({
    source: this.address,
    computation: ({ keepsKnown }, previous) =>
      this.dateIn(KNOWN) ?? (keepsKnown ? (previous?.value ?? null) : null),
  }).asReadonly();

  private readonly page = computed(
    () => this.address().tree.root.children['primary']?.segments[0]?.path ?? '',
  );
  /** This page shows what is known now, whatever the second clock says. */
  readonly worksNow = computed(() => WORKPLACES.includes(this.page()));
  /** The second clock as far as it counts on this page. */
  private readonly counting = computed(() => (this.worksNow() ? null : this.knownOn()));

  /** The date of the address; without one, the date seen last. */
  private readonly chosen = linkedSignal<IsoDate | null, IsoDate | null>({
    source: this.inAddress,
    computation: (date, previous) => date ?? previous?.value ?? null,
  });

  private readonly resource = asked<DataState>(() => {
    if (!this.session.user()) return undefined;
    const [date, known] = [this.chosen(), this.counting()];
    if (!date) return '/api/data-state';
    return `/api/data-state?asOf=${date}${known ? `&knownOn=${known}` : ''}`;
  });

  /** What the strip under the toolbar shows; keeps the last state while the next one is on its way. */
  readonly state = this.resource.value;

  readonly failed = computed(() => this.resource.failure() !== null);
  /** The state shown belongs to another date than the one chosen. */
  readonly stale = computed(() => this.state() !== undefined && this.state()?.asOf !== this.date());

  readonly date = computed<IsoDate | null>(() => this.chosen() ?? this.state()?.asOf ?? null);

  /** Both clocks as the parameters of a request for money; null until the Stichtag is known. */
  readonly clocks = computed<Record<string, string> | null>(() => {
    const [date, known] = [this.date(), this.counting()];
    if (!date) return null;
    return known ? { asOf: date, knownOn: known } : { asOf: date };
  });

  constructor() {
    effect(() => {
      const date = this.date();
      const missing = !this.inAddress() || (this.knownOn() !== null && !this.dateIn(KNOWN));
      if (date && missing && this.session.user() && this.page() !== 'anmelden')
        this.write({ [PARAMETER]: date, [KNOWN]: this.knownOn() }, true);
    });
  }

  /** Both clocks in words, for what a file is named by: `bis 30.06.2021, bekannt am 31.03.2022`. */
  clockWords(asOf: IsoDate): string {
    const known = this.counting();
    return `bis ${formatDate(asOf)}${known ? `, bekannt am ${formatDate(known)}` : ''}`;
  }

  /** Chooses another date; the page stays. */
  choose(date: IsoDate): void {
    this.write({ [PARAMETER]: date }, false);
  }

  /** Shows money as known on a day, or with null as it is known now. */
  know(date: IsoDate | null): void {
    this.leavesKnown = date === null;
    this.write({ [KNOWN]: date }, false);
  }

  /** Asks again, e.g. after an import. */
  reload(): void {
    this.resource.reload();
  }

  private dateIn(parameter: string): IsoDate | null {
    const text: unknown = this.address().tree.queryParams[parameter];
    return typeof text === 'string' && isIsoDate(text) ? text : null;
  }

  private write(queryParams: Record<string, IsoDate | null>, replaceUrl: boolean): void {
    void this.router.navigate([], {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }
}
