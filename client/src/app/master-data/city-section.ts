import { HttpClient } from '@angular/common/http';
import { Component, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { CityInput } from '#shared/city/city.ts';
import type { CityView } from '#shared/city/city.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SectionHead } from '../ui/section-head.ts';

/** Stadt und Programm: what both are called on every page, and the head of the reports. */
@Component({
  selector: 'mc-city-section',
  imports: [AskedState, DraftNote, EntrySend, EntryState, EntryText, FormField, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-city">
      <mc-section-head
        headingId="h-city"
        heading="Stadt und Programm"
        sentence="Steht auf jeder Seite, an der Anmeldung und im Kopf der Berichte. Herausgegebene Berichte behalten den Kopf, den sie hatten."
      />
      <mc-asked [of]="answer" what="Stadt und Programm" />
      @if (answer.value(); as city) {
        @if (mayEdit() && entry.ready()) {
          <mc-entry-state [entry]="entry" [listed]="false" />
          <div class="fields">
            <mc-entry-text
              fieldId="city-name"
              label="Name der Stadt"
              note="Wie er im Kopf der Berichte steht."
              [most]="80"
              [formField]="entry.fields.name"
            />
            <mc-entry-text
              fieldId="city-place"
              label="Ort vor dem Datum"
              note="Leer: nur das Datum."
              [most]="60"
              [formField]="entry.fields.place"
            />
            <mc-entry-text
              fieldId="city-programme"
              label="Name des Programms"
              [most]="80"
              [formField]="entry.fields.programme"
            />
            <mc-entry-text
              fieldId="city-sender"
              label="Absenderzeilen"
              note="Unter dem Namen der Stadt, höchstens fünf Zeilen; keine Personen."
              [rows]="3"
              [most]="300"
              [formField]="entry.fields.sender"
            />
            <mc-entry-text
              fieldId="city-reason"
              label="Begründung"
              note="Freiwillig; steht im Verlauf."
              [most]="300"
              [formField]="entry.fields.reason"
            />
          </div>
          <mc-draft-note [draft]="entry.draft" />
          <mc-entry-send [entry]="entry" word="Speichern" doing="Wird gespeichert …" />
        } @else {
          <dl class="facts">
            <dt>Stadt</dt>
            <dd>{{ city.name }}</dd>
            <dt>Programm</dt>
            <dd>{{ city.programme }}</dd>
          </dl>
        }
      }
    </section>
  `,
  styles: `
    .fields {
      max-width: 640px;
      margin-bottom: var(--s-3);
    }
  `,
})
export class CitySection {
  readonly mayEdit = input.required<boolean>();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  protected readonly answer = asked<CityView>(() => '/api/city');
  protected readonly entry = entryForm(CityInput, {
    name: 'city',
    subject: () => '',
    start: () => {
      const city = this.answer.value();
      if (!city) return undefined;
      const { version: _version, ...names } = city;
      return { ...names, reason: '' };
    },
    read: (typed) => typed,
    version: () => this.answer.value()?.version ?? 0,
    versionOf: ({ version }: CityView) => version,
    send: (body, headers) => this.http.post<CityView>('/api/city', body, { headers }),
    after: (typed) => ({ ...typed, reason: '' }),
    sent: ({ version: _version, ...names }) => {
      this.notices.show(`${names.programme}, ${names.name}: gespeichert.`);
      this.session.callCity(names);
    },
  });
}
