import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { ROLE_WORDS } from '#shared/permissions.ts';
import type { SavedView, SavedViewList } from '#shared/saved-views/saved-views.ts';
import { isDated, isPlain, viewParameters, viewQuery } from '#shared/saved-views/view-query.ts';
import type { ViewPage } from '#shared/saved-views/view-query.ts';
import { asked } from '../../core/asked.ts';
import { Notices } from '../../core/notices.ts';
import { toRequestError } from '../../core/request-error.ts';
import { Session } from '../../core/session.ts';
import { AskedState } from '../asked-state.ts';
import { LoadingState } from '../states.ts';
import { RenameView } from './rename-view.ts';
import { SaveView } from './save-view.ts';

let instances = 0;

/**
 * The saved views of a page, below its head: which one is shown, choosing, saving, renaming, overwriting and ending
 * them (decision 0068). Whoever comes without parameters is shown the default of their role, which says so.
 */
@Component({
  selector: 'mc-saved-views',
  imports: [AskedState, LoadingState, RenameView, SaveView],
  templateUrl: './saved-views.html',
  styleUrl: './saved-views.css',
})
export class SavedViews {
  readonly page = input.required<ViewPage>();

  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  protected readonly id = `views-${(instances += 1)}`;
  protected readonly may = this.session.may('views:use');
  protected readonly mayShare = this.session.may('views:share');
  protected readonly answer = asked<SavedViewList>(() =>
    this.may ? { url: '/api/saved-views', params: { page: this.page() } } : undefined,
  );
  protected readonly views = computed(() => this.answer.value()?.views ?? []);
  protected readonly open = signal(false);
  protected readonly renaming = signal<SavedView | null>(null);
  /** The default that was applied because the page was opened without parameters. */
  private readonly applied = signal<number | null>(null);
  private arrived = false;

  private readonly pairs = computed(() =>
    this.params().keys.map((name) => [name, this.params().get(name) ?? ''] as const),
  );
  /** What a view of this moment would hold, without and with its Stichtag. */
  protected readonly undated = computed(() => viewQuery(this.pairs(), false));
  protected readonly dated = computed(() => viewQuery(this.pairs(), true));
  protected readonly current = computed(() => {
    const fits = ({ query }: SavedView): boolean =>
      query === (isDated(query) ? this.dated() : this.undated());
    const fitting = this.views().filter(fits);
    return fitting.find(({ id }) => id === this.applied()) ?? fitting[0];
  });
  protected readonly said = computed(() => {
    const view = this.current();
    if (!view) return '';
    return view.id === this.applied()
      ? `Ansicht „${view.name}“, die Vorgabe Ihrer Rolle`
      : `Ansicht „${view.name}“`;
  });

  constructor() {
    effect(() => {
      const list = this.answer.fresh();
      if (list && !this.arrived) untracked(() => this.arrive(list));
    });
  }

  protected audience({ scope, role }: SavedView): string {
    if (scope === 'role' && role !== null) return `Vorgabe ${ROLE_WORDS[role]}`;
    return scope === 'private' ? 'nur ich' : 'alle';
  }

  protected choose({ query }: SavedView): void {
    void this.show(viewParameters(query));
  }

  /** Back to the list as the page makes it; the address says that no default is wanted. */
  protected plain(): void {
    this.applied.set(null);
    void this.show((this.answer.value()?.defaultId ?? null) === null ? {} : { vorgabe: 'aus' });
  }

  protected changed(list: SavedViewList, sentence: string): void {
    this.answer.put(list);
    this.renaming.set(null);
    this.notices.show(sentence);
  }

  protected overwrite(view: SavedView): Promise<void> {
    const query = isDated(view.query) ? this.dated() : this.undated();
    const headers = { 'If-Match': `"${view.version}"` };
    return this.told(
      this.http.patch<SavedViewList>(`/api/saved-views/${view.id}`, { query }, { headers }),
      `Ansicht „${view.name}“ zeigt jetzt, was hier eingestellt ist.`,
    );
  }

  protected end(view: SavedView): Promise<void> {
    const headers = { 'If-Match': `"${view.version}"` };
    return this.told(
      this.http.delete<SavedViewList>(`/api/saved-views/${view.id}`, { headers }),
      `Ansicht „${view.name}“ ist beendet.`,
      () => void this.restore(view),
    );
  }

  private restore({ name, query, scope, role }: SavedView): Promise<void> {
    const body = { page: this.page(), name, query, scope, role };
    return this.told(
      this.http.post<SavedViewList>('/api/saved-views', body),
      `Ansicht „${name}“ gibt es wieder.`,
    );
  }

  private async told(sent: Observable<SavedViewList>, sentence: string, undo?: () => void): Promise<void> {
    try {
      this.answer.put(await firstValueFrom(sent));
      this.notices.show(sentence, undo);
    } catch (error) {
      const { title, detail } = toRequestError(error);
      this.notices.show(['Nicht geändert:', title, detail].filter(Boolean).join(' '));
      this.answer.reload();
    }
  }

  /** Once, when the page is opened: a link with parameters wins over any default. */
  private arrive(list: SavedViewList): void {
    this.arrived = true;
    const view = list.views.find(({ id }) => id === list.defaultId);
    if (!view || !isPlain(this.params().keys)) return;
    this.applied.set(view.id);
    void this.show(viewParameters(view.query), true);
  }

  /** The Stichtag stays as it is chosen, unless the view has its own. */
  private show(parameters: Record<string, string>, replaceUrl = false): Promise<boolean> {
    const clocks = Object.fromEntries(
      ['stichtag', 'bekannt'].flatMap((name) => {
        const value = this.params().get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    return this.router.navigate([], { queryParams: { ...clocks, ...parameters }, replaceUrl });
  }
}
