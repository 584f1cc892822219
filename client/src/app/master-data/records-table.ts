import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MasterList, MasterRow } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import { countsOn } from '#shared/master-data/record-rules.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';

/** The records of one kind, by their codes; those that do not count on the Stichtag say so. */
@Component({
  selector: 'mc-records-table',
  imports: [IsoDatePipe, RouterLink, Table],
  template: `
    <mc-table [caption]="caption()" [heads]="heads()">
      <tbody>
        @for (row of list().rows; track row.id) {
          <tr [class.open]="row.id === chosen()">
            <th scope="row">
              <a
                class="alone"
                [routerLink]="[]"
                [queryParams]="{ eintrag: row.id === chosen() ? null : row.id }"
                queryParamsHandling="merge"
                [attr.aria-current]="row.id === chosen() ? 'true' : null"
                >{{ row.values['code'] }}</a
              >
            </th>
            @for (field of fields(); track field[0]) {
              <td [class.r]="field[1].type === 'whole'">{{ text(row, field[0]) }}</td>
            }
            <td>{{ row.from | isoDate }}</td>
            <td>
              @if (row.to; as to) {
                {{ to | isoDate }}
                @if (row.successors.length > 0) {
                  <span class="l2">dann {{ successors(row) }}</span>
                }
              }
              @if (!counts(row)) {
                <span class="tag">{{ row.to && row.to < list().asOf ? 'beendet' : 'künftig' }}</span>
              }
            </td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
  styles: `
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 520px;
      }
    }
    .tag {
      margin-left: var(--s-2);
    }
  `,
})
export class RecordsTable {
  readonly list = input.required<MasterList>();
  readonly chosen = input.required<number | null>();

  private readonly rules = computed(() => masterRules(this.list().kind));
  protected readonly fields = computed(() =>
    Object.entries(this.rules().fields).filter(([name]) => name !== 'code'),
  );
  protected readonly caption = computed(() => `${this.rules().words.many} nach ihrer Nummer`);
  protected readonly heads = computed(() => [
    this.rules().fields['code']?.title ?? '',
    ...this.fields().map(([, { title, type }]) => ({ word: title, numeric: type === 'whole' })),
    'gilt ab',
    'endet',
  ]);

  protected text({ values }: MasterRow, field: string): string {
    const value = values[field] ?? '';
    const pointed = this.list().choices[field]?.find(({ code }) => code === value);
    return pointed ? `${pointed.code} ${pointed.name}` : value;
  }

  protected counts(row: MasterRow): boolean {
    return countsOn(row, this.list().asOf);
  }

  protected successors({ successors }: MasterRow): string {
    return successors.map(({ code, name }) => `${code} ${name}`).join(' und ');
  }
}
