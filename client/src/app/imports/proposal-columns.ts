import { Component, computed, input } from '@angular/core';
import type { ProfileProposal } from '#shared/imports/propose/profile-proposal.ts';
import { Table } from '../ui/table.ts';

const IS_WORDS: Record<ProfileProposal['columns'][number]['is'], string> = {
  amount: 'Beträge',
  date: 'Daten',
  code: 'Ziffern',
  text: 'Texte',
  empty: 'leer',
};

/** The columns of a sample file: what stands in them, and which field they are offered to and why. */
@Component({
  imports: [Table],
  selector: 'mc-proposal-columns',
  template: `
    <mc-table caption="Spalten der Datei" [heads]="['Spalte', 'enthält', 'zum Beispiel', 'Feld', 'weil']">
      <tbody>
        @for (column of columns(); track $index) {
          <tr>
            <th scope="row">{{ column.header }}</th>
            <td>{{ column.what }}</td>
            <td class="examples">{{ column.examples.join(' · ') }}</td>
            <td>{{ column.field }}</td>
            <td class="muted">{{ column.reason }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
  styles: `
    .examples {
      min-width: 140px;
      max-width: 280px;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProposalColumns {
  readonly proposal = input.required<ProfileProposal>();

  protected readonly columns = computed(() => {
    const { columns, fields, rows } = this.proposal();
    return columns.map((column) => {
      const field = fields.find((one) => one.column === column.header);
      const filled = column.filled === rows ? 'überall' : `in ${column.filled} von ${rows} Zeilen`;
      return {
        ...column,
        what: column.filled === 0 ? IS_WORDS.empty : `${IS_WORDS[column.is]}, ${filled}`,
        field: field?.title ?? '–',
        reason: field?.reason ?? '',
      };
    });
  });
}
