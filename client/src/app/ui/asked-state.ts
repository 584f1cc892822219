import { Component, computed, input } from '@angular/core';
import type { Asked } from '../core/asked.ts';
import { FailedState, LoadingState } from './states.ts';

/**
 * How an answer stands, once, above what is drawn from it: on its way, failed with a way to ask again, or older
 * than what is asked for now. It says nothing when the answer is there. `what` names it: `Budget`, `Buchungen`.
 */
@Component({
  selector: 'mc-asked',
  imports: [FailedState, LoadingState],
  template: `
    @if (of().failure(); as error) {
      <mc-failed [error]="error" [kept]="kept()" [retryable]="retryable()" (retry)="of().reload()" />
    } @else if (of().value() === undefined) {
      <mc-loading [what]="'Wird geladen: ' + what()" />
    } @else if (of().loading()) {
      <p class="older" role="status">Wird neu geladen: {{ what() }} …</p>
    }
  `,
  styles: `
    :host {
      display: block;
      position: relative;
    }
    :host(:empty) {
      display: none;
    }
    /* Beside what stands, not above it: nothing moves while it is asked again. */
    .older {
      position: absolute;
      right: 0;
      bottom: 0;
      z-index: 1;
      padding: 0 var(--s-2);
      background: var(--surface);
      color: var(--ink-2);
    }
  `,
})
export class AskedState {
  readonly of = input.required<Asked<unknown>>();
  readonly what = input.required<string>();

  protected readonly kept = computed(() =>
    this.of().value() === undefined
      ? `Nicht geladen: ${this.what()}.`
      : `Nicht neu geladen: ${this.what()}. Hier steht weiter der zuletzt geladene Stand.`,
  );
  /** What does not exist, or may not be seen, is not asked for again. */
  protected readonly retryable = computed(
    () => !['not-found', 'forbidden'].includes(this.of().failure()?.code ?? ''),
  );
}
