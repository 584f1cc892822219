import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { KeepConflict } from '#shared/imports/conflict.ts';
import type { ConflictRow } from '#shared/imports/conflict.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { EuroPipe } from '../ui/money.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Decides that the old posting is right, with a reason. */
@Component({
  selector: 'mc-keep-sheet',
  imports: [EntrySend, EntryState, EntryText, EuroPipe, FormField, SideSheet],
  template: `
    <mc-side-sheet #sheet [draft]="entry.draft" heading="Alte Buchung behalten" (closed)="closed.emit()">
      <mc-entry-state [entry]="entry" [listed]="false" />
      <p>
        {{ conflict().before.cents | euro }} € bleiben; {{ conflict().after.cents | euro }} € aus der Datei
        werden nicht gebucht.
      </p>
      <mc-entry-text
        fieldId="keep-reason"
        label="Begründung"
        [rows]="3"
        [most]="1000"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Behalten" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class KeepSheet {
  readonly conflict = input.required<ConflictRow>();
  readonly closed = output();
  readonly kept = output();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(KeepConflict, {
    name: 'keep',
    subject: () => this.conflict().id,
    start: () => ({ reason: '' }),
    read: (typed) => typed,
    send: (body) => this.http.post<ConflictRow>(`/api/import-conflicts/${this.conflict().id}/keep`, body),
    sent: () => this.kept.emit(),
  });
}
