import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { RequestPreview, SubmittedRequest } from '#shared/approvals/requests.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';
import { keepDraft } from '../core/drafts.ts';
import { onceKey } from '../core/once-key.ts';
import { toRequestError } from '../core/request-error.ts';
import { withRequest } from '../core/with-request.ts';
import { EffectView } from './effect-view.ts';
import { SideSheet } from './side-sheet.ts';
import { FailedState } from './states.ts';

/** What is asked for: the kind of request and its payload. */
export interface Wanted {
  heading: string;
  kind: RequestKind;
  payload: unknown;
}

const RequestStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    submit(wanted: Wanted, reason: string, key: string) {
      const { kind, payload } = wanted;
      return store.run(
        http.post<SubmittedRequest>(
          '/api/requests',
          { kind, payload, reason },
          { headers: { 'Idempotency-Key': key } },
        ),
      );
    },
  })),
);

/** Asks a second person for a correction of an import; shows its account before anything is sent. */
@Component({
  selector: 'mc-request-sheet',
  imports: [EffectView, FailedState, SideSheet],
  providers: [RequestStore],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="kept"
      [heading]="wanted().heading"
      subtitle="Wirksam wird es, wenn eine andere Person es freigibt."
      (closed)="closed.emit()"
    >
      @if (refusal(); as error) {
        <mc-failed [error]="error" kept="Es bleibt alles, wie es ist." [retryable]="false" />
      } @else if (preview.hasValue()) {
        <p>
          <b>{{ preview.value().title }}</b>
        </p>
        <ul>
          @for (note of preview.value().effect.notes; track $index) {
            <li>{{ note }}</li>
          }
        </ul>
        <mc-effect-view [effect]="figures()" label="Wirkung der Freigabe" />
      } @else {
        <p class="hint" role="status">Wird gerechnet …</p>
      }
      <div class="field">
        <label for="correction-reason">Begründung</label>
        <textarea
          #text
          id="correction-reason"
          rows="3"
          maxlength="1000"
          [value]="reason()"
          (input)="reason.set(text.value)"
        ></textarea>
      </div>
      <div class="do" sheet-actions>
        <button
          type="button"
          class="btn main"
          [attr.aria-disabled]="blocked() ? true : null"
          [attr.title]="blocked()"
          (click)="send()"
        >
          Beantragen
        </button>
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class RequestSheet {
  readonly wanted = input.required<Wanted>();
  readonly closed = output();
  readonly submitted = output<SubmittedRequest>();

  protected readonly store = inject(RequestStore);
  protected readonly reason = signal('');
  private key = onceKey();

  protected readonly kept = keepDraft({
    form: 'request',
    subject: () => `${this.wanted().kind} ${JSON.stringify(this.wanted().payload)}`,
    value: () => this.reason(),
    stamp: () => this.key,
    restore: (reason, key) => {
      this.reason.set(reason);
      this.key = key;
    },
  });

  protected readonly preview = httpResource<RequestPreview>(() => ({
    url: '/api/requests/preview',
    method: 'POST',
    body: { kind: this.wanted().kind, payload: this.wanted().payload },
  }));
  /** The account stands above its figures, once. */
  protected readonly figures = computed(() => ({
    ...(this.preview.value()?.effect ?? { lines: [], groups: [], envelopes: [] }),
    notes: [],
  }));
  protected readonly refusal = computed(() => {
    const error = this.preview.error();
    return this.store.requestError() ?? (error === undefined ? null : toRequestError(error));
  });
  protected readonly blocked = computed(() => {
    if (this.store.loading()) return 'Wird beantragt …';
    if (!this.preview.hasValue()) return 'So kann es nicht beantragt werden.';
    return this.reason().trim() === '' ? 'Bitte begründen Sie den Antrag.' : null;
  });

  protected async send(): Promise<void> {
    if (this.blocked() !== null) return;
    const sent = await this.store.submit(this.wanted(), this.reason().trim(), this.key);
    if (!sent) return;
    this.kept.sent();
    this.submitted.emit(sent);
  }
}
