import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MasterAnswer, MasterRow } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import { usesInWords } from '#shared/master-data/record-rules.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';
import { Table } from '../ui/table.ts';

/** One record: what it was called when, what belongs to it, who follows it, and what can be done with it. */
@Component({
  selector: 'mc-record-section',
  imports: [FailedState, IsoDatePipe, SectionHead, Table],
  template: `
    <section class="sec" aria-labelledby="h-record">
      <mc-section-head headingId="h-record" [heading]="heading()" [sentence]="sentence()" />
      @if (refused(); as error) {
        <mc-failed [error]="error" kept="Es wurde nichts geändert." [retryable]="false" />
      }
      @if (mayEdit()) {
        <div class="do">
          <button type="button" class="btn" (click)="changing.emit()">Ändern</button>
          @if (row().to === null) {
            <button type="button" class="btn" (click)="ending.emit()">Beenden</button>
          } @else {
            <button type="button" class="btn" (click)="reopen()">Ende zurücknehmen</button>
          }
        </div>
      }
      @if (row().dated.length > 0) {
        <h3>Was ab wann galt</h3>
        <mc-table caption="Was ab wann galt, frühestes zuerst" [heads]="['ab', 'Feld', 'Inhalt']">
          <tbody>
            @for (fact of row().dated; track $index) {
              <tr>
                <td>
                  @if (fact.on; as on) {
                    {{ on | isoDate }}
                  } @else {
                    von Anfang an
                  }
                </td>
                <td>{{ titleOf(fact.field) }}</td>
                <th scope="row">{{ fact.value || '–' }}</th>
              </tr>
            }
          </tbody>
        </mc-table>
      }
    </section>
  `,
  styles: `
    h3 {
      margin-top: var(--s-4);
    }
  `,
})
export class RecordSection {
  readonly kind = input.required<MasterKind>();
  readonly row = input.required<MasterRow>();
  readonly mayEdit = input.required<boolean>();
  readonly changing = output();
  readonly ending = output();
  readonly reopened = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly refused = signal<RequestError | null>(null);
  private readonly name = computed(() => `${this.row().values['code']} ${this.row().values['name']}`);
  protected readonly heading = computed(() => `${masterRules(this.kind()).words.one} ${this.name()}`);
  protected readonly sentence = computed(() => {
    const { uses, successors } = this.row();
    const used =
      uses.length > 0 ? `Dazu gehören: ${usesInWords(uses)}.` : 'Dazu gehört nichts, was noch läuft.';
    if (!this.mayEdit()) return '';
    if (successors.length === 0) return used;
    const names = successors.map(({ code, name }) => `${code} ${name}`).join(' und ');
    return `Nachfolge: ${names}. ${uses.length > 0 ? `${used} Sie ziehen einzeln um.` : used}`;
  });

  protected titleOf(field: string): string {
    return masterRules(this.kind()).fields[field]?.title ?? field;
  }

  protected async reopen(): Promise<void> {
    this.refused.set(null);
    try {
      const headers = new HttpHeaders({ 'If-Match': `"${this.row().version}"` });
      const path = `/api/master-data/${this.kind()}/${this.row().id}/end`;
      await firstValueFrom(this.http.delete<MasterAnswer>(path, { headers }));
      this.notices.show(`${this.name()} endet nicht mehr.`);
      this.reopened.emit();
    } catch (error) {
      this.refused.set(toRequestError(error));
    }
  }
}
