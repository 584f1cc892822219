import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ROLES, ROLE_WORDS } from '#shared/permissions.ts';
import type { Role } from '#shared/permissions.ts';
import { NewSavedView } from '#shared/saved-views/saved-views.ts';
import type { SavedViewList } from '#shared/saved-views/saved-views.ts';
import type { ViewPage, ViewScope } from '#shared/saved-views/view-query.ts';
import { entryForm } from '../../core/entry-form.ts';
import { DraftNote } from '../draft-note.ts';
import { EntrySend } from '../entry/entry-send.ts';
import { EntryState } from '../entry/entry-state.ts';
import { EntryText } from '../entry/entry-text.ts';

const EMPTY = { name: '', audience: 'private', dated: false };

/** Who sees a view, as the choice names it: `private`, `shared`, or a role whose default it is. */
function audienceOf(text: string): { scope: ViewScope; role: Role | null } {
  const role = ROLES.find((one) => one === text);
  return role ? { scope: 'role', role } : { scope: text === 'shared' ? 'shared' : 'private', role: null };
}

/** Names what the page shows. */
@Component({
  selector: 'mc-save-view',
  imports: [DraftNote, EntrySend, EntryState, EntryText, FormField],
  template: `
    <h2>Was gezeigt wird, als Ansicht speichern</h2>
    <mc-entry-state [entry]="entry" [listed]="false" />
    <div class="fields">
      <mc-entry-text fieldId="view-name" label="Name der Ansicht" [formField]="entry.fields.name" />
      <div class="f">
        <label for="view-audience">gilt für</label>
        <select
          id="view-audience"
          [attr.aria-invalid]="entry.faultAt('audience') ? 'true' : null"
          aria-describedby="view-audience-note"
          [formField]="entry.fields.audience"
        >
          <option value="private">nur mich</option>
          @if (mayShare()) {
            <option value="shared">alle, die diese Seite sehen</option>
            @for (role of roles; track role) {
              <option [value]="role">Vorgabe der Rolle {{ words[role] }}</option>
            }
          }
        </select>
        <p [class]="entry.faultAt('audience') ? 'error' : 'hint'" id="view-audience-note">
          {{ entry.faultAt('audience') }}
        </p>
      </div>
      <label class="box"><input type="checkbox" [formField]="entry.fields.dated" /> mit dem Stichtag</label>
    </div>
    <mc-draft-note [draft]="entry.draft" />
    <mc-entry-send [entry]="entry" word="Ansicht speichern" doing="Wird gespeichert …" />
  `,
  styles: `
    h2 {
      font-size: var(--fs-m);
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--s-4);
      align-items: flex-start;
    }
    .box {
      display: flex;
      gap: var(--s-2);
      align-items: center;
      min-height: var(--target);
    }
    select {
      max-width: 100%;
    }
  `,
})
export class SaveView {
  readonly page = input.required<ViewPage>();
  readonly undated = input.required<string>();
  readonly dated = input.required<string>();
  readonly mayShare = input.required<boolean>();
  readonly saved = output<SavedViewList>();

  private readonly http = inject(HttpClient);
  protected readonly roles = ROLES;
  protected readonly words = ROLE_WORDS;
  protected readonly entry = entryForm(NewSavedView, {
    name: 'saved-view',
    subject: () => this.page(),
    once: true,
    start: () => EMPTY,
    place: (path) => (path === 'role' ? 'audience' : path),
    read: ({ name, audience, dated }) => ({
      ...{ page: this.page(), name, ...audienceOf(audience) },
      query: dated ? this.dated() : this.undated(),
    }),
    send: (body, headers) => this.http.post<SavedViewList>('/api/saved-views', body, { headers }),
    after: () => EMPTY,
    sent: (list) => this.saved.emit(list),
  });
}
