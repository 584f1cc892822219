import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { DeputyInput } from '#shared/deputies/deputies.ts';
import type { DeputyList } from '#shared/deputies/deputies.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';

const EMPTY = { login: '', from: '', to: '', reason: '' };

/** Names somebody who stands in for whoever is signed in. */
@Component({
  selector: 'mc-deputy-form',
  imports: [DraftNote, EntrySend, EntryState, EntryText, FormField],
  template: `
    <section class="sec" aria-labelledby="h-deputy">
      <h2 id="h-deputy">Vertretung benennen</h2>
      <mc-entry-state [entry]="entry" nothing="es wurde niemand benannt" [listed]="false" />
      <div class="fields">
        <div class="f">
          <label for="deputy-login">durch</label>
          <select
            id="deputy-login"
            [attr.aria-invalid]="entry.faultAt('login') ? 'true' : null"
            aria-describedby="deputy-login-note"
            [formField]="entry.fields.login"
          >
            <option value="">bitte wählen</option>
            @for (one of candidates(); track one.login) {
              <option [value]="one.login">{{ one.name }}, {{ words[one.role] }}</option>
            }
          </select>
          <p [class]="entry.faultAt('login') ? 'error' : 'hint'" id="deputy-login-note">
            {{ entry.faultAt('login') }}
          </p>
        </div>
        <mc-entry-text fieldId="deputy-from" label="von" hint="TT.MM.JJJJ" [formField]="entry.fields.from" />
        <mc-entry-text
          fieldId="deputy-to"
          label="bis einschließlich"
          hint="TT.MM.JJJJ"
          [formField]="entry.fields.to"
        />
        <mc-entry-text
          fieldId="deputy-reason"
          label="Begründung"
          [most]="300"
          [formField]="entry.fields.reason"
        />
      </div>
      <mc-draft-note [draft]="entry.draft" />
      <mc-entry-send [entry]="entry" word="Benennen" doing="Wird gespeichert …" />
    </section>
  `,
  styles: `
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
      gap: 0 var(--s-4);
      margin-bottom: var(--s-3);
    }
    select {
      width: 100%;
    }
    .sec {
      margin-top: var(--s-6);
    }
  `,
})
export class DeputyForm {
  readonly candidates = input.required<DeputyList['candidates']>();
  readonly named = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly words = ROLE_WORDS;
  protected readonly entry = entryForm(DeputyInput, {
    name: 'deputy',
    subject: () => '',
    start: () => EMPTY,
    read: ({ from, to, ...typed }, read) => ({
      ...typed,
      from: read.date(from, 'from'),
      to: read.date(to, 'to'),
    }),
    send: (body, headers) => this.http.post<DeputyList>('/api/deputies', body, { headers }),
    after: () => EMPTY,
    sent: () => {
      this.notices.show('Die Vertretung ist gespeichert.');
      this.named.emit();
    },
  });
}
