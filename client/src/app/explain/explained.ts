import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { parseFigure } from '#shared/explain/address.ts';
import { explainRight } from '#shared/explain/rights.ts';
import { Session } from '../core/session.ts';
import type { FigureQuestion } from '../ui/figure-question.ts';

const PARAMETER = 'herkunft';
const PAGE = 'herkunft-seite';
const AGAINST = 'herkunft-vergleich';
const STEP = '~';

/**
 * "Woher kommt diese Zahl?": which figure is asked for, and the way down from it. It lives in the address
 * (`?herkunft=envelope:1:free~envelope:1:I`), so that a link restores it and Back goes one step up.
 */
@Injectable({ providedIn: 'root' })
export class Explained implements FigureQuestion {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(Session);

  private readonly params = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => this.router.parseUrl(event.urlAfterRedirects).queryParams),
    ),
    { initialValue: this.router.parseUrl(this.router.url).queryParams },
  );

  /** From the figure asked for down to the one shown; empty when none is. */
  readonly path = computed<readonly string[]>(
    () => {
      const text: unknown = this.params()[PARAMETER];
      const path = typeof text === 'string' ? text.split(STEP) : [];
      return path.every((address) => parseFigure(address) !== null) ? path : [];
    },
    { equal: (a, b) => a.join(STEP) === b.join(STEP) },
  );
  /** The figure that is shown. */
  readonly shown = computed(() => this.path().at(-1) ?? null);
  readonly page = computed(() => {
    const page = Number(this.params()[PAGE]);
    return Number.isSafeInteger(page) && page > 0 ? page : 1;
  });
  /** The earlier day its state is compared with, as the address has it. */
  readonly against = computed<string | null>(() => {
    const text: unknown = this.params()[AGAINST];
    return typeof text === 'string' ? text : null;
  });
  /** Focus follows what a person asked for, not what a link opened. */
  readonly takesFocus = signal(false);

  private opener: HTMLElement | null = null;

  /** Whether this person may ask for a figure; for everybody else it is plain text. */
  may(address: string): boolean {
    const figure = parseFigure(address);
    const right = figure && explainRight(figure);
    return figure !== null && this.session.may('budget:read') && (right === null || this.session.may(right));
  }

  asked(): string | null {
    return this.path()[0] ?? null;
  }

  /** Asks for a figure; asking again closes the answer. */
  ask(address: string): void {
    if (this.path()[0] === address) {
      this.close();
      return;
    }
    const active = this.document.activeElement;
    this.opener = active instanceof HTMLElement ? active : null;
    this.go([address]);
  }

  /** One step down, to the node of a part. */
  into(address: string): void {
    this.go([...this.path(), address]);
  }

  /** Back up to a step of the way. */
  backTo(index: number): void {
    this.go(this.path().slice(0, index + 1));
  }

  turn(page: number): void {
    this.takesFocus.set(true);
    this.write({ [PAGE]: page === 1 ? null : page });
  }

  compare(day: string | null): void {
    this.write({ [AGAINST]: day });
  }

  /** Closes the answer; focus returns to the figure. */
  close(): void {
    const [asked] = this.path();
    this.write({ [PARAMETER]: null, [PAGE]: null, [AGAINST]: null });
    const figures = [...this.document.querySelectorAll<HTMLElement>('[data-figure]')];
    const opener = this.opener?.isConnected ? this.opener : undefined;
    (opener ?? figures.find((figure) => figure.dataset['figure'] === asked))?.focus();
    this.opener = null;
  }

  private go(path: readonly string[]): void {
    this.takesFocus.set(true);
    this.write({ [PARAMETER]: path.join(STEP), [PAGE]: null });
  }

  private write(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }
}
