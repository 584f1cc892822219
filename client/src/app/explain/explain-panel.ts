import {
  Component,
  DOCUMENT,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { formatDate } from '#shared/calendar.ts';
import { figureText, hasSecondClock, parseFigure } from '#shared/explain/address.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import { figureWords } from '#shared/explain/words.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AsOf } from '../core/as-of.ts';
import { Explained } from './explained.ts';
import { ExplainParts } from './explain-parts.ts';
import { ThenAndNow } from './then-and-now.ts';
import { stepWord, valueWithUnit } from './explain-text.ts';
import { AskedState } from '../ui/asked-state.ts';

/**
 * The answer to "Woher kommt diese Zahl?", docked under the page: formula, parts, sources, and the way down. The frame
 * shows it while the address names a figure (explained.ts); Escape closes it, focus returns to the figure.
 */
@Component({
  selector: 'mc-explain-panel',
  imports: [AskedState, ExplainParts, ThenAndNow],
  templateUrl: './explain-panel.html',
  styleUrl: './explain-panel.css',
  host: { '(keydown.escape)': 'explained.close()' },
})
export class ExplainPanel {
  protected readonly explained = inject(Explained);
  private readonly session = inject(Session);
  private readonly asOf = inject(AsOf);
  private readonly document = inject(DOCUMENT);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  protected readonly request = computed(() => {
    const [figure, clocks, page] = [this.explained.shown(), this.asOf.clocks(), this.explained.page()];
    return figure && clocks ? { url: '/api/explain', params: { figure, ...clocks, page } } : undefined;
  });
  protected readonly answer = asked<Explanation>(() => this.request(), {
    about: ({ figure }) => figure === this.canonical(this.explained.shown()),
  });
  protected readonly node = this.answer.value;
  /** How each step of the way is called, as far as it was seen. */
  private readonly words = linkedSignal<Explanation | undefined, ReadonlyMap<string, string>>({
    source: this.node,
    computation: (node, previous) =>
      new Map([...(previous?.value ?? []), ...(node ? [[node.figure, stepWord(node.label)] as const] : [])]),
  });
  protected readonly steps = computed(() =>
    this.explained.path().map((figure) => this.words().get(this.canonical(figure)) ?? figureWords(figure)),
  );
  protected readonly json = computed(() => {
    const request = this.request();
    if (!request) return '';
    const words = Object.entries(request.params).map(([key, value]) => [key, String(value)]);
    return `${request.url}?${new URLSearchParams(words).toString()}`;
  });
  /** The same as a workbook, with everything recorded below it. */
  protected readonly sheet = computed(() => {
    const request = this.request();
    if (!request) return '';
    const { page: _, ...params } = request.params;
    return `/api/explain.xlsx?${new URLSearchParams(params).toString()}`;
  });
  /** Posts, single postings and single changes have no second state to compare with. */
  protected readonly comparable = computed(() => {
    const address = parseFigure(this.explained.shown() ?? '');
    return address !== null && hasSecondClock(address) && this.session.may('ledger:read');
  });
  protected readonly said = signal('');
  protected readonly date = formatDate;
  protected readonly value = valueWithUnit;

  constructor() {
    effect(() => {
      this.explained.shown();
      this.explained.page();
      this.said.set('');
      if (!this.explained.takesFocus()) return;
      this.title().nativeElement.focus({ preventScroll: true });
    });
  }

  protected async copyLink(): Promise<void> {
    const view = this.document.defaultView;
    await view?.navigator.clipboard.writeText(view.location.href);
    this.said.set('Link kopiert');
  }

  private canonical(figure: string | null): string {
    const address = parseFigure(figure ?? '');
    return address ? figureText(address) : '';
  }
}
