import { counted } from '#shared/counted.ts';
import { Component, computed, input, output } from '@angular/core';
import type { ConflictList, ConflictRow } from '#shared/imports/conflict.ts';
import { CONFLICT_STATE_WORDS } from '#shared/imports/terms.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

/** Rows that SAP changed after they were read in: both values side by side, and who decides. */
@Component({
  selector: 'mc-conflicts-section',
  imports: [Table, EuroPipe, IsoDatePipe, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-conflicts">
      <mc-section-head headingId="h-conflicts" heading="Geänderte SAP-Zeilen" [sentence]="sentence()" />
      <mc-table
        caption="Geänderte Zeilen"
        [heads]="[
          'Beleg',
          'im Bestand',
          { word: '€', numeric: true },
          'in der Datei',
          { word: '€', numeric: true },
          { word: 'Unterschied, €', numeric: true },
          'Stand',
        ]"
      >
        <tbody>
          @for (row of list().conflicts; track row.id) {
            <tr>
              <th scope="row">
                {{ row.document || 'ohne Nummer' }}<br />
                <span class="hint">{{ row.fileName }}, Zeile {{ row.line }}</span>
              </th>
              <td>
                {{ row.before.postedOn | isoDate }} · {{ row.before.object }} · {{ row.before.account }}<br />
                <span class="hint">{{ row.budgetLine ?? 'nicht zugeordnet' }}</span>
              </td>
              <td class="r">{{ row.before.cents | euro }}</td>
              <td>
                {{ row.after.postedOn | isoDate }} · {{ row.after.object }} · {{ row.after.account }}<br />
                <span class="hint">{{ row.after.text }}</span>
              </td>
              <td class="r">{{ row.after.cents | euro }}</td>
              <td class="r">{{ row.differenceCents | euro }}</td>
              <td>
                <b>{{ words[row.state] }}</b>
                @if (row.note; as note) {
                  <br /><span class="hint">{{ note }}</span>
                }
                @if (mayDecide() && row.state === 'open') {
                  <br />
                  <button type="button" class="btn" (click)="take.emit(row)">Übernahme beantragen …</button>
                }
                @if (mayDecide() && (row.state === 'open' || row.state === 'blocked')) {
                  <button type="button" class="btn text" (click)="keep.emit(row)">Alte behalten …</button>
                }
              </td>
            </tr>
          }
        </tbody>
      </mc-table>
    </section>
  `,
  styles:
    '.sec { margin-top: var(--s-6); } table { min-width: 980px; } td, tbody th { vertical-align: top; }',
})
export class ConflictsSection {
  readonly list = input.required<ConflictList>();
  readonly mayDecide = input(false);
  readonly take = output<ConflictRow>();
  readonly keep = output<ConflictRow>();

  protected readonly words = CONFLICT_STATE_WORDS;
  protected readonly sentence = computed(() => {
    const { open } = this.list();
    const waits =
      open === 0
        ? 'Nichts wartet.'
        : `${counted(open, 'Zeile wartet', 'Zeilen warten')} auf eine Entscheidung.`;
    return `${waits} Die alte Buchung bleibt, bis zwei Personen die neue übernehmen.`;
  });
}
