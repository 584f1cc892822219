import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { ConflictRow } from '#shared/imports/conflict.ts';
import { keepDraft } from '../core/drafts.ts';
import { withRequest } from '../core/with-request.ts';
import { EuroPipe } from '../ui/money.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState } from '../ui/states.ts';

const KeepStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    keep(id: number, reason: string) {
      return store.run(http.post<ConflictRow>(`/api/import-conflicts/${id}/keep`, { reason }));
    },
  })),
);

/** Decides that the old posting is right, with a reason. */
@Component({
  selector: 'mc-keep-sheet',
  imports: [EuroPipe, FailedState, SideSheet],
  providers: [KeepStore],
  template: `
    <mc-side-sheet #sheet [draft]="draft" heading="Alte Buchung behalten" (closed)="closed.emit()">
      @if (store.requestError(); as error) {
        <mc-failed [error]="error" [retryable]="false" />
      }
      <p>
        {{ conflict().before.cents | euro }} € bleiben; {{ conflict().after.cents | euro }} € aus der Datei
        werden nicht gebucht.
      </p>
      <div class="field">
        <label for="keep-reason">Begründung</label>
        <textarea
          #text
          id="keep-reason"
          rows="3"
          maxlength="1000"
          [value]="reason()"
          (input)="reason.set(text.value)"
        ></textarea>
      </div>
      <div class="do" sheet-actions>
        <button type="button" class="btn main" (click)="send()">Behalten</button>
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class KeepSheet {
  readonly conflict = input.required<ConflictRow>();
  readonly closed = output();
  readonly kept = output();

  protected readonly store = inject(KeepStore);
  protected readonly reason = signal('');

  protected readonly draft = keepDraft({
    form: 'keep',
    subject: () => this.conflict().id,
    value: () => this.reason(),
    restore: (reason) => this.reason.set(reason),
  });

  protected async send(): Promise<void> {
    if (this.store.loading()) return;
    if (!(await this.store.keep(this.conflict().id, this.reason().trim()))) return;
    this.draft.sent();
    this.kept.emit();
  }
}
