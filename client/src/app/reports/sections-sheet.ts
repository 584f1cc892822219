import { HttpClient } from '@angular/common/http';
import { Component, ElementRef, afterNextRender, inject, Injector, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ReportDraftEdit } from '#shared/reports/report-drafts.ts';
import type { ReportDraftView } from '#shared/reports/report-drafts.ts';
import { ALWAYS, SECTION_QUESTIONS } from '#shared/reports/sections.ts';
import type { Section } from '#shared/reports/sections.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface Typed {
  sections: { key: Section; included: boolean; text: string }[];
}

/** The sections of a report: their order, which are left out, and what the author adds in their own words. */
@Component({
  selector: 'mc-sections-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Abschnitte"
      subtitle="Reihenfolge, was wegbleibt, und eigene Worte. Was wegbleibt, steht in den Hinweisen."
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      @for (row of entry.fields.sections; track entry.value().sections[$index]?.key) {
        @if (entry.value().sections[$index]; as section) {
          <fieldset>
            <legend>{{ $index + 1 }}. {{ questions[section.key] }}</legend>
            @if (!always(section.key)) {
              <div class="row">
                <label
                  ><input
                    type="checkbox"
                    [checked]="section.included"
                    (change)="include($index, !section.included)"
                  />
                  im Bericht</label
                >
                <button
                  type="button"
                  class="btn text"
                  [id]="'up-' + section.key"
                  [attr.aria-disabled]="$index === 0"
                  [attr.aria-label]="'Nach oben: ' + questions[section.key]"
                  (click)="move($index, -1)"
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="btn text"
                  [id]="'down-' + section.key"
                  [attr.aria-disabled]="$index >= entry.value().sections.length - 2"
                  [attr.aria-label]="'Nach unten: ' + questions[section.key]"
                  (click)="move($index, 1)"
                >
                  ↓
                </button>
              </div>
            }
            @if (section.included) {
              <mc-entry-text
                [fieldId]="'section-' + section.key"
                label="Eigener Text"
                [rows]="3"
                [most]="4000"
                [formField]="row.text"
              />
            }
          </fieldset>
        }
      }
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Speichern" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: `
    fieldset {
      border: 0;
      border-bottom: 1px solid var(--rule);
      margin: 0 0 var(--s-3);
      padding: 0 0 var(--s-2);
      min-width: 0;
    }
    legend {
      padding: 0;
      font-weight: var(--w-bold);
    }
    .row {
      display: flex;
      align-items: center;
      gap: var(--s-2);
    }
    .row label {
      display: flex;
      align-items: center;
      gap: var(--s-1);
      min-height: 24px;
      margin-right: auto;
    }
  `,
})
export class SectionsSheet {
  readonly view = input.required<ReportDraftView>();
  readonly saved = output<ReportDraftView>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly questions = SECTION_QUESTIONS;

  protected readonly entry = entryForm(ReportDraftEdit, {
    name: 'report-sections',
    subject: () => this.view().draft.id,
    start: (): Typed => ({ sections: this.view().wording.sections.map((one) => ({ ...one })) }),
    version: () => this.view().draft.version,
    versionOf: (current: ReportDraftView) => current.draft.version,
    read: ({ sections }) => ({ sections }),
    send: (body, headers) =>
      this.http.patch<ReportDraftView>(`/api/report-drafts/${this.view().draft.id}`, body, { headers }),
    sent: (view) => this.saved.emit(view),
  });

  /** Stands at its end and stays. */
  protected always(key: Section): boolean {
    return ALWAYS.includes(key);
  }

  protected include(at: number, included: boolean): void {
    this.entry.set({
      sections: this.entry.value().sections.map((one, index) => (index === at ? { ...one, included } : one)),
    });
  }

  /** Moves a section and keeps the focus on the button that moved it. */
  protected move(at: number, by: 1 | -1): void {
    const sections = [...this.entry.value().sections];
    const [here, there] = [sections[at], sections[at + by]];
    if (!here || !there || this.always(there.key)) return;
    sections[at] = there;
    sections[at + by] = here;
    this.entry.set({ sections });
    const button = `#${by < 0 ? 'up' : 'down'}-${here.key}`;
    afterNextRender(() => this.host.querySelector<HTMLElement>(button)?.focus(), { injector: this.injector });
  }
}
