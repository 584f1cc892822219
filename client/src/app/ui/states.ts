import { Component, input, output } from '@angular/core';
import type { RequestError } from '../core/request-error.ts';

/** Nothing to show: one sentence, what is missing; project at most one action. */
@Component({
  selector: 'mc-empty',
  template: `<p>{{ sentence() }}</p>
    <ng-content />`,
  styles:
    ':host { display: flex; flex-wrap: wrap; gap: var(--s-2) var(--s-4); align-items: center; padding: var(--s-4) 0; color: var(--ink-2); }',
})
export class EmptyState {
  readonly sentence = input.required<string>();
}

/** Work in progress, in words; `role=status` so that it is heard. Keeps the height of what will come. */
@Component({
  selector: 'mc-loading',
  template: `<p role="status">{{ what() }} …</p>`,
  styles: ':host { display: block; min-height: var(--s-7); padding: var(--s-4) 0; color: var(--ink-2); }',
})
export class LoadingState {
  readonly what = input('Wird geladen');
}

/**
 * A refusal or a failure: what happened, what was kept, what to do next. `kept` names what is still
 * on the page; `retry` is emitted by the button, which is there only while `retryable`.
 */
@Component({
  selector: 'mc-failed',
  template: `
    <div role="alert">
      <p class="what">{{ error().title }}</p>
      @if (error().detail; as detail) {
        <p>{{ detail }}</p>
      }
      @if (error().errors.length > 0) {
        <ul>
          @for (fault of error().errors; track $index) {
            <li>
              @if (fault.path) {
                <b>{{ fields()[fault.path] ?? fault.path }}:</b>
              }
              {{ fault.message }}
            </li>
          }
        </ul>
      }
      @if (kept(); as kept) {
        <p>{{ kept }}</p>
      }
      @if (error().traceId; as trace) {
        <p class="hint">Vorgang {{ trace }}</p>
      }
    </div>
    @if (retryable()) {
      <button type="button" class="btn" (click)="retry.emit()">Erneut versuchen</button>
    }
    <ng-content />
  `,
  styleUrl: './states.css',
})
export class FailedState {
  readonly error = input.required<RequestError>();
  readonly kept = input('');
  /** Paths of the request as they are called on screen. */
  readonly fields = input<Readonly<Record<string, string>>>({});
  readonly retryable = input(true);
  readonly retry = output();
}
