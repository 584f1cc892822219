import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { countsInWords } from '#shared/rounds/round-filter.ts';
import type { Round } from '#shared/rounds/rounds.ts';
import { ROUND_STATE_WORDS } from '#shared/rounds/terms.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';

/** Every round, the newest reporting date first; one is shown below. */
@Component({
  selector: 'mc-rounds-table',
  imports: [IsoDatePipe, RouterLink, Table],
  template: `
    <mc-table
      caption="Berichtsrunden, die neueste zuerst"
      [heads]="['Berichtsstichtag', 'Frist', 'Runde', 'Stand', 'Hinweis']"
    >
      <tbody>
        @for (round of rounds(); track round.id) {
          <tr [class.open]="round.id === chosen()">
            <th scope="row">
              <a
                class="alone"
                [routerLink]="[]"
                [queryParams]="{ runde: round.id, zustand: null, suche: null }"
                queryParamsHandling="merge"
                [attr.aria-current]="round.id === chosen() ? 'true' : null"
                >{{ round.reportingDate | isoDate }}</a
              >
            </th>
            <td>{{ round.dueOn | isoDate }}</td>
            <td>
              <span class="tag">{{ states[round.state] }}</span>
            </td>
            <td>{{ words(round.counts) }}</td>
            <td class="note">{{ round.note || '–' }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
  styles: `
    .note {
      overflow-wrap: anywhere;
      max-width: 40ch;
    }
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 620px;
      }
    }
  `,
})
export class RoundsTable {
  readonly rounds = input.required<readonly Round[]>();
  readonly chosen = input.required<number | null>();

  protected readonly states = ROUND_STATE_WORDS;
  protected readonly words = countsInWords;
}
