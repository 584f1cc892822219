import { Component, ElementRef, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import type { OnDestroy } from '@angular/core';

/**
 * A form at the right of a page, 384 wide. It pushes the content of a `.with-sheet` parent on wide screens
 * and covers the page below 1100 px. Focus goes to its heading when it opens, Escape asks to close it, and
 * focus returns to where it came from. Project the form; put the buttons into an element `sheet-actions`.
 */
@Component({
  selector: 'mc-side-sheet',
  template: `
    <section
      role="dialog"
      [attr.aria-labelledby]="id"
      [attr.aria-describedby]="subtitle() ? id + '-s' : null"
      (keydown.escape)="escape($event)"
    >
      <header>
        <h2 #title [id]="id" tabindex="-1">{{ heading() }}</h2>
        @if (subtitle(); as text) {
          <p [id]="id + '-s'">{{ text }}</p>
        }
        <button type="button" class="btn text close" aria-label="Schließen" (click)="closed.emit()">
          <svg class="i" aria-hidden="true"><use href="#x" /></svg>
        </button>
      </header>
      <ng-content />
      <footer><ng-content select="[sheet-actions]" /></footer>
    </section>
  `,
  styleUrl: './side-sheet.css',
})
export class SideSheet implements OnDestroy {
  private static count = 0;

  readonly heading = input.required<string>();
  readonly subtitle = input('');
  readonly closed = output();

  protected readonly id = `sheet-${(SideSheet.count += 1)}`;
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly before = this.host.nativeElement.ownerDocument.activeElement;

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  ngOnDestroy(): void {
    const back = this.before;
    if (back instanceof HTMLElement && back.isConnected) back.focus();
  }

  /** Escape inside an open native popover or select closes that first. */
  protected escape(event: Event): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.closed.emit();
  }
}
