import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import { openPoints } from '#shared/reports/release-checks.ts';
import { ReportDraftEdit } from '#shared/reports/report-drafts.ts';
import type { ReportDraftDetail, ReportDraftView } from '#shared/reports/report-drafts.ts';
import { entryForm } from '../core/entry-form.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SectionHead } from '../ui/section-head.ts';

interface Typed {
  sentences: string[];
}

/** What is missing before the release: each point with its number and where it is put right, or a sentence why it stays. */
@Component({
  selector: 'mc-check-section',
  imports: [DraftNote, EntrySend, EntryState, EntryText, FormField, RouterLink, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-check">
      <mc-section-head headingId="h-check" heading="Prüfung" [sentence]="sentence()" />
      @if (detail().points.length > 0) {
        <mc-draft-note [draft]="entry.draft" />
        <mc-entry-state [entry]="entry" />
        <ul>
          @for (point of detail().points; track point.point) {
            <li>
              <h3>{{ point.title }}</h3>
              <p>
                {{ point.found }}
                @if (point.path) {
                  <a [routerLink]="point.path" [queryParams]="{ stichtag: detail().wording.asOf }"
                    >{{ 'Beheben' }}<span class="vh">: {{ point.title }}</span></a
                  >
                }
              </p>
              @if (mayWrite() && !point.mustBeFixed && entry.fields.sentences[$index]; as field) {
                <mc-entry-text
                  [fieldId]="'check-' + point.point"
                  label="Warum es so bleibt (steht im Bericht)"
                  [most]="500"
                  [formField]="field"
                />
              } @else if (point.sentence) {
                <p class="muted">{{ point.sentence }}</p>
              }
            </li>
          }
        </ul>
        @if (mayWrite()) {
          <div class="do">
            <mc-entry-send [entry]="entry" word="Begründungen speichern" doing="Wird gespeichert …" />
          </div>
        }
      }
    </section>
  `,
  styles: `
    li {
      padding: var(--s-2) 0;
      border-bottom: 1px solid var(--rule);
      max-width: 92ch;
    }
    h3 {
      margin: 0;
      font-size: var(--fs-m);
    }
    mc-entry-text {
      display: block;
      margin-top: var(--s-2);
    }
    .do {
      display: flex;
      margin-top: var(--s-3);
    }
  `,
})
export class CheckSection {
  readonly detail = input.required<ReportDraftDetail>();
  readonly mayWrite = input.required<boolean>();
  readonly saved = output<ReportDraftView>();

  private readonly http = inject(HttpClient);
  protected readonly sentence = computed(() => {
    const { points } = this.detail();
    if (points.length === 0) return 'Es fehlt nichts: Alles ist zugeordnet, berichtet und abgestimmt.';
    const open = openPoints(points).length;
    if (open === 0) return 'Jeder Punkt ist begründet; die Sätze stehen in den Hinweisen des Berichts.';
    return `${counted(open, 'Punkt ist', 'Punkte sind')} offen. Jeder wird behoben, oder ein Satz sagt, warum es so bleibt.`;
  });

  protected readonly entry = entryForm(ReportDraftEdit, {
    name: 'report-check',
    subject: () =>
      [this.detail().draft.id, ...this.detail().points.map(({ point, count }) => `${point} ${count}`)].join(),
    start: (): Typed => ({ sentences: this.detail().points.map(({ sentence }) => sentence ?? '') }),
    version: () => this.detail().draft.version,
    versionOf: (current: ReportDraftView) => current.draft.version,
    place: (path) => this.placeOf(path),
    read: ({ sentences }) => ({ acknowledged: this.given(sentences).map(({ at: _, ...one }) => one) }),
    send: (body, headers) =>
      this.http.patch<ReportDraftView>(`/api/report-drafts/${this.detail().draft.id}`, body, { headers }),
    sent: (view) => this.saved.emit(view),
  });

  private given(sentences: readonly string[]) {
    return this.detail().points.flatMap(({ point, count }, at) => {
      const sentence = sentences[at] ?? '';
      return sentence.trim() === '' ? [] : { point, count, sentence, at };
    });
  }

  private placeOf(path: string): string {
    const match = /^acknowledged\.(\d+)\.sentence$/u.exec(path);
    if (!match) return path;
    const at = this.given(this.entry.value().sentences)[Number(match[1])]?.at;
    return at === undefined ? path : `sentences.${at}`;
  }
}
