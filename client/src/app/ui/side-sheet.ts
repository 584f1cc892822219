import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { OnDestroy } from '@angular/core';
import type { Draft } from '../core/drafts.ts';
import { DraftNote } from './draft-note.ts';

/**
 * A form at the right of a page, 384 wide. It pushes the content of a `.with-sheet` parent on wide screens
 * and covers the page below 1100 px. Focus goes to its heading when it opens, Escape asks to close it, and
 * focus returns to where it came from. Project the form; put the buttons into an element `sheet-actions`.
 */
@Component({
  selector: 'mc-side-sheet',
  imports: [DraftNote],
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
        <button type="button" class="btn text close" aria-label="Schließen" (click)="close()">
          <svg class="i" aria-hidden="true"><use href="#x" /></svg>
        </button>
      </header>
      @if (draft(); as draft) {
        <mc-draft-note [draft]="draft" />
      }
      <ng-content />
      @if (asking()) {
        <div
          class="ask"
          role="alertdialog"
          aria-label="Eingaben noch nicht gesendet"
          (keydown.escape)="stay($event)"
        >
          <p>Ihre Eingaben sind noch nicht gesendet.</p>
          <button #stayButton type="button" class="btn main" (click)="stay()">Weiter bearbeiten</button>
          <button type="button" class="btn" (click)="closed.emit()">Schließen, Entwurf behalten</button>
          <button type="button" class="btn text" (click)="drop()">Verwerfen und schließen</button>
        </div>
      }
      <footer [class.asked]="asking()"><ng-content select="[sheet-actions]" /></footer>
    </section>
  `,
  styleUrl: './side-sheet.css',
})
export class SideSheet implements OnDestroy {
  private static count = 0;

  readonly heading = input.required<string>();
  readonly subtitle = input('');
  /** What is typed in the form; with something in it closing asks first. */
  readonly draft = input<Draft | null>(null);
  readonly closed = output();

  protected readonly asking = signal(false);
  private readonly stayButton = viewChild<ElementRef<HTMLElement>>('stayButton');
  protected readonly id = `sheet-${(SideSheet.count += 1)}`;
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
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
    this.close();
  }

  /** Closes, or asks what becomes of what is typed. For the form's own button too. */
  close(): void {
    if (!this.draft()?.filled()) {
      this.closed.emit();
      return;
    }
    this.asking.set(true);
    afterNextRender(() => this.stayButton()?.nativeElement.focus(), { injector: this.injector });
  }

  protected stay(event?: Event): void {
    event?.preventDefault();
    this.asking.set(false);
    this.title().nativeElement.focus();
  }

  protected drop(): void {
    this.draft()?.discard();
    this.closed.emit();
  }
}
