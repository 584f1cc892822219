import { Component, input } from '@angular/core';
import type { PlannedRow } from '#shared/imports/imports.ts';
import { OUTCOME_WORDS } from './plan-words.ts';
import { Table } from '../ui/table.ts';

/** The rows of a preview of records: which one, what becomes of it, and what would change. */
@Component({
  imports: [Table],
  selector: 'mc-record-rows',
  template: `
    <mc-table class="wide labelled" caption="Zeilen der Datei">
      <thead>
        <tr>
          <th scope="col" class="r">Zeile</th>
          <th scope="col">Ausgang</th>
          <th scope="col">Schlüssel</th>
          <th scope="col">Name</th>
          <th scope="col">Änderung, Hinweis</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track $index) {
          <tr>
            <th scope="row" class="r">{{ row.line }}</th>
            <td class="nw">
              <b [class]="row.outcome === 'rejected' || row.outcome === 'change' ? 'neg' : ''">{{
                outcomes[row.outcome]
              }}</b>
            </td>
            <td>{{ row.object || '–' }}</td>
            <td>{{ row.text || '–' }}</td>
            <td data-l="Änderung">
              @for (change of row.changes; track change.field) {
                <div>
                  {{ change.field }}: {{ change.before || '(leer)' }} → {{ change.after || '(leer)' }}
                </div>
              }
              @if (row.note) {
                <span class="hint">{{ row.note }}</span>
              }
            </td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
  styleUrl: './plan-section.css',
})
export class RecordRows {
  readonly rows = input.required<readonly PlannedRow[]>();

  protected readonly outcomes = OUTCOME_WORDS;
}
