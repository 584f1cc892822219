import { Component, computed, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import * as z from 'zod';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { EffectView } from './effect-view.ts';
import { requestForm } from './request-form.ts';

/** What is asked for: the kind of request and its payload. */
export interface Wanted {
  heading: string;
  kind: RequestKind;
  payload: unknown;
  /** The request that is written anew; without it a new one. */
  written?: { id: number; version: number };
}

/** Asks a second person for something that is chosen already; shows its account before anything is sent. */
@Component({
  selector: 'mc-request-sheet',
  imports: [EntrySend, EffectView, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="wanted().heading"
      subtitle="Wirksam wird es, wenn eine andere Person es freigibt."
      (closed)="closed.emit()"
    >
      <mc-entry-state
        [entry]="entry"
        nothing="es bleibt alles, wie es ist"
        heading="So kann es nicht beantragt werden."
      />
      @if (entry.effect(); as preview) {
        <p>
          <b>{{ preview.title }}</b>
        </p>
        <ul>
          @for (note of preview.effect.notes; track $index) {
            <li>{{ note }}</li>
          }
        </ul>
        <mc-effect-view [effect]="figures()" label="Wirkung der Freigabe" />
      } @else if (entry.computing()) {
        <p class="hint" role="status">Wird gerechnet …</p>
      }
      <mc-entry-text
        fieldId="correction-reason"
        label="Begründung"
        [rows]="3"
        [most]="1000"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Beantragen" doing="Wird beantragt …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class RequestSheet {
  readonly wanted = input.required<Wanted>();
  readonly closed = output();
  readonly submitted = output<SubmittedRequest>();

  // Each kind's payload has a schema of its own; what is chosen here fits it by construction.
  protected readonly entry = requestForm(z.unknown(), {
    name: 'request',
    kind: () => this.wanted().kind,
    preview: 'typed',
    pause: 0,
    subject: () => `${this.wanted().kind} ${JSON.stringify(this.wanted().payload)}`,
    start: () => ({ reason: '' }),
    payload: () => this.wanted().payload,
    written: () => this.wanted().written,
    sent: (answer) => this.submitted.emit(answer),
  });
  /** The account stands above its figures, once. */
  protected readonly figures = computed(() => ({
    ...(this.entry.effect()?.effect ?? { lines: [], groups: [], envelopes: [] }),
    notes: [],
  }));
}
