import { Component, ElementRef, effect, inject, input, output, signal, viewChild } from '@angular/core';

/**
 * The docked answer to "Woher kommt diese Zahl?" under a wide table. Focus goes to its heading when a person
 * opened it, Escape closes it; the page puts focus back on the figure.
 */
@Component({
  selector: 'mc-inspector-frame',
  host: { '(keydown.escape)': 'closed.emit()' },
  template: `
    <section aria-labelledby="h-why">
      <header>
        <h2 id="h-why" #title tabindex="-1">Woher kommt diese Zahl?</h2>
        <p><ng-content select="[frame-figure]" /></p>
        <span class="end">
          <span class="hint" role="status">{{ said() }}</span>
          <button type="button" class="btn text no-print" (click)="copyLink()">Link kopieren</button>
          <button type="button" class="btn text no-print" aria-label="Schließen" (click)="closed.emit()">
            <svg class="i" aria-hidden="true"><use href="#x" /></svg>
          </button>
        </span>
      </header>
      <ng-content />
    </section>
  `,
  styles: `
    section {
      border: 1px solid var(--rule-2);
      border-top: 3px solid var(--accent);
      background: var(--surface);
      box-shadow: var(--shadow);
      border-radius: 0 0 var(--r-2) var(--r-2);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px var(--s-3);
      padding: var(--s-2) var(--s-4);
      border-bottom: 1px solid var(--rule);
    }
    @media screen and (min-width: 1281px) and (min-height: 640px) {
      section {
        max-height: 52vh;
        overflow: auto;
      }
      header {
        position: sticky;
        top: 0;
        z-index: 2;
        background: var(--surface);
      }
    }
    p {
      font-size: var(--fs-s);
      color: var(--ink-2);
    }
    .end {
      margin-left: auto;
      display: flex;
      align-items: center;
      gap: var(--s-1);
    }
    .btn {
      min-height: 28px;
      min-width: 28px;
    }
  `,
})
export class InspectorFrame {
  /** Changes with the figure that is shown. */
  readonly shown = input.required<string>();
  readonly takesFocus = input(false);
  readonly closed = output();

  protected readonly said = signal('');
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly view = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.ownerDocument.defaultView;

  constructor() {
    effect(() => {
      this.shown();
      this.said.set('');
      const heading = this.title().nativeElement;
      if (!this.takesFocus()) return;
      heading.focus({ preventScroll: true });
      heading.closest('section')?.scrollIntoView({ block: 'nearest' });
    });
  }

  protected async copyLink(): Promise<void> {
    await this.view?.navigator.clipboard.writeText(this.view.location.href);
    this.said.set('Link kopiert');
  }
}
