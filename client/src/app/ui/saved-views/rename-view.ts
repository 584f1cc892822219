import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { SavedViewChange } from '#shared/saved-views/saved-views.ts';
import type { SavedView, SavedViewList } from '#shared/saved-views/saved-views.ts';
import { entryForm } from '../../core/entry-form.ts';
import { DraftNote } from '../draft-note.ts';
import { EntrySend } from '../entry/entry-send.ts';
import { EntryState } from '../entry/entry-state.ts';
import { EntryText } from '../entry/entry-text.ts';

/** Another name for a view. */
@Component({
  selector: 'mc-rename-view',
  imports: [DraftNote, EntrySend, EntryState, EntryText, FormField],
  template: `
    <mc-entry-state [entry]="entry" [listed]="false" />
    <mc-entry-text
      fieldId="view-new-name"
      [label]="'Neuer Name für „' + view().name + '“'"
      [formField]="entry.fields.name"
    />
    <mc-draft-note [draft]="entry.draft" />
    <mc-entry-send [entry]="entry" word="Name ändern" doing="Wird gespeichert …" />
  `,
})
export class RenameView {
  readonly view = input.required<SavedView>();
  readonly renamed = output<SavedViewList>();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(SavedViewChange, {
    name: 'saved-view-name',
    subject: () => this.view().id,
    version: () => this.view().version,
    start: () => ({ name: this.view().name }),
    read: ({ name }) => ({ name }),
    send: (body, headers) =>
      this.http.patch<SavedViewList>(`/api/saved-views/${this.view().id}`, body, { headers }),
    sent: (list) => this.renamed.emit(list),
  });
}
