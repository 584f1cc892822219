import { Component, computed, effect, input, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { EmptyState } from './states.ts';

/** A column's head; a plain text is a head of words. */
export type TableHead =
  | string
  | {
      word: string;
      /** Its figures stand one below the other, at the right. */
      numeric?: boolean;
      /** Only for a screen reader: what stands below says it by itself. */
      hidden?: boolean;
    };

/**
 * The frame of every table: caption, heads, the sentence that stands there when it has no rows, and a region that
 * scrolls sideways, says so, and can then be reached by keyboard. Project `tbody`, and `thead` or `colgroup` where the
 * heads are more than words. In the rows `td.r` is a figure, `tr.sum`, `tr.sub-sum` and `tr.grp` are sums and
 * headings, `tr.open` is the row that is open (styles/table.css, with the properties by which a page sizes it).
 */
@Component({
  selector: 'mc-table',
  imports: [EmptyState],
  template: `
    @if (empty(); as sentence) {
      <mc-empty [sentence]="sentence" />
    } @else {
      <div
        #region
        class="scroll"
        [attr.data-scrolls]="scrolls() ? '' : null"
        [attr.tabindex]="reachable() ? 0 : null"
        [attr.role]="reachable() ? 'region' : null"
        [attr.aria-label]="reachable() ? 'Tabelle: ' + caption() : null"
      >
        <table>
          <caption [class.vh]="!captioned()">
            {{
              caption()
            }}
            @if (unit(); as unit) {
              <span>{{ unit }}</span>
            }
          </caption>
          <ng-content select="colgroup" />
          <ng-content select="thead">
            @if (heads().length > 0) {
              <thead>
                <tr>
                  @for (head of drawnHeads(); track $index) {
                    <th scope="col" [class.r]="head.numeric">
                      <span [class.vh]="head.hidden">{{ head.word }}</span>
                    </th>
                  }
                </tr>
              </thead>
            }
          </ng-content>
          <ng-content />
        </table>
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    caption:not(.vh) {
      font-weight: var(--w-bold);
      padding-bottom: var(--s-1);
    }
    caption span {
      font-weight: var(--w-normal);
      color: var(--ink-2);
    }
  `,
})
export class Table {
  readonly caption = input.required<string>();
  /** The caption is read, not only heard: no heading stands above that says the same. */
  readonly captioned = input(false);
  /** What the figures are in, beside the caption. */
  readonly unit = input('');
  readonly heads = input<readonly TableHead[]>([]);
  /** What to say instead of the table; nothing = there are rows. */
  readonly empty = input('');

  /** Wider than its place. */
  protected readonly scrolls = signal(false);
  /** Scrolls in some direction: then it must be reached without a mouse. */
  protected readonly reachable = signal(false);
  protected readonly drawnHeads = computed(() =>
    this.heads().map((head) => (typeof head === 'string' ? { word: head } : head)),
  );
  private readonly region = viewChild<ElementRef<HTMLElement>>('region');

  constructor() {
    effect((onCleanup) => {
      const region = this.region()?.nativeElement;
      if (!region) return;
      // In the next frame: that it scrolls is said above it, which changes its size.
      const sizes = new ResizeObserver(() => requestAnimationFrame(() => this.measure(region)));
      sizes.observe(region);
      // Its content grows without the region: rows that were loaded.
      if (region.firstElementChild) sizes.observe(region.firstElementChild);
      onCleanup(() => sizes.disconnect());
    });
  }

  private measure(region: HTMLElement): void {
    this.scrolls.set(region.scrollWidth > region.clientWidth + 1);
    this.reachable.set(this.scrolls() || region.scrollHeight > region.clientHeight + 1);
  }
}
