import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { DeputyRow } from '#shared/deputies/deputies.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { FailedState } from '../ui/states.ts';
import { Table } from '../ui/table.ts';

/** Who stands in for whom, from when to when, latest first; one's own can be ended. */
@Component({
  selector: 'mc-deputies-table',
  imports: [FailedState, IsoDatePipe, Table],
  template: `
    @if (refused(); as error) {
      <mc-failed [error]="error" kept="Die Vertretung gilt weiter." [retryable]="false" />
    }
    <mc-table
      caption="Vertretungen, die späteste zuerst"
      [heads]="['vertreten wird', 'durch', 'von', 'bis', 'Begründung', { word: 'Beenden', hidden: true }]"
      [empty]="deputies().length === 0 ? 'Es ist niemand benannt.' : ''"
    >
      <tbody>
        @for (row of deputies(); track row.id) {
          <tr>
            <th scope="row">
              {{ row.represented }}
              <span class="l2">{{ words[row.representedRole] }}</span>
            </th>
            <td>
              {{ row.deputy }}
              @if (row.active) {
                <span class="tag">heute</span>
              }
            </td>
            <td>{{ row.from | isoDate }}</td>
            <td>{{ row.to | isoDate }}</td>
            <td>{{ row.reason }}</td>
            <td>
              @if (row.mayEnd) {
                <button
                  type="button"
                  class="btn"
                  [attr.aria-label]="'Vertretung durch ' + row.deputy + ' beenden'"
                  (click)="end(row)"
                >
                  Beenden
                </button>
              }
            </td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
})
export class DeputiesTable {
  readonly deputies = input.required<readonly DeputyRow[]>();
  readonly changed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly words = ROLE_WORDS;
  protected readonly refused = signal<RequestError | null>(null);

  protected async end({ id, version, deputy }: DeputyRow): Promise<void> {
    this.refused.set(null);
    try {
      const headers = new HttpHeaders({ 'If-Match': `"${version}"` });
      await firstValueFrom(this.http.delete(`/api/deputies/${id}`, { headers }));
      this.notices.show(`${deputy} vertritt Sie nicht mehr.`);
      this.changed.emit();
    } catch (error) {
      this.refused.set(toRequestError(error));
    }
  }
}
