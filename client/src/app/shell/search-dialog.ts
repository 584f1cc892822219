import {
  Component,
  DestroyRef,
  afterNextRender,
  computed,
  inject,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { Router } from '@angular/router';
import type { SearchResult } from '#shared/search/search.ts';
import { asked } from '../core/asked.ts';
import { Explained } from '../explain/explained.ts';
import { Session } from '../core/session.ts';
import { allPages } from '../pages.ts';
import { searchGroups } from './search-entries.ts';
import type { SearchEntry } from './search-entries.ts';
import { AskedState } from '../ui/asked-state.ts';

/** The server is asked when the typing rests this long, so that a word is one question. */
const REST_MS = 120;
const LEAST = 2;
const MOST = 80;

/**
 * Strg/⌘-K: one field over everything that has a name or a number. Arrows choose, Enter opens, Escape leaves; what is
 * chosen is told to a screen reader as in any combo box.
 */
@Component({
  selector: 'mc-search-dialog',
  imports: [AskedState],
  templateUrl: './search-dialog.html',
  styleUrl: './search-dialog.css',
})
export class SearchDialog {
  readonly closed = output();

  protected readonly longest = MOST;
  protected readonly typed = signal('');
  private readonly searched = signal('');
  private readonly router = inject(Router);
  private readonly explained = inject(Explained);
  private readonly session = inject(Session);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly answer = asked<SearchResult>(() =>
    this.searched().length < LEAST ? undefined : { url: '/api/search', params: { q: this.searched() } },
  );
  private readonly last = this.answer.value;
  private readonly pages = allPages().filter((page) => this.session.may(page.action));

  protected readonly groups = computed(() => {
    const result = this.searched().length < LEAST ? undefined : this.last();
    let place = 0;
    return searchGroups(this.typed(), this.pages, result).map((group) => ({
      ...group,
      entries: group.entries.map((entry) => ({ ...entry, place: (place += 1) - 1 })),
    }));
  });
  private readonly entries = computed(() => this.groups().flatMap((group) => group.entries));
  /** The first one again whenever there is another list. */
  protected readonly chosen = linkedSignal({ source: this.entries, computation: () => 0 });
  protected readonly waiting = computed(
    () => this.typed().trim() !== this.searched() || this.answer.loading(),
  );
  protected readonly said = computed(() => {
    if (this.typed().trim().length < LEAST) return '';
    const count = this.entries().length;
    if (this.waiting()) return 'Wird gesucht …';
    return count === 0 ? 'Nichts gefunden.' : count === 1 ? '1 Treffer' : `${count} Treffer`;
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.searched.set(text.trim()), REST_MS);
  }

  protected move(event: Event, by: number): void {
    event.preventDefault();
    const count = this.entries().length;
    if (count === 0) return;
    this.chosen.set((this.chosen() + by + count) % count);
    this.dialog()
      .nativeElement.querySelector(`#treffer-${this.chosen()}`)
      ?.scrollIntoView({ block: 'nearest' });
  }

  protected openChosen(event: Event): void {
    event.preventDefault();
    const entry = this.entries()[this.chosen()];
    if (entry && !this.waiting()) this.open(entry);
  }

  protected open({ target }: SearchEntry): void {
    if (target === null) return;
    this.dialog().nativeElement.close();
    if ('figure' in target) this.explained.ask(target.figure);
    else void this.router.navigate([...target.path], { queryParams: target.params });
  }
}
