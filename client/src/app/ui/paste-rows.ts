import { Component, input } from '@angular/core';
import type { PastePreview, PastedRow } from '#shared/master-data/paste.ts';
import { Table } from './table.ts';

/** `2 neu, 1 schon vorhanden, keine fehlerhaft.`: what was read of a paste. */
export function pasteSummary({ fresh, same, faulty }: PastePreview): string {
  const rest =
    faulty === 0
      ? 'keine fehlerhaft'
      : `${faulty} fehlerhaft: Es wird nichts übernommen, solange ein Fehler steht`;
  return `${fresh} neu, ${same} schon vorhanden, ${rest}.`;
}

/** The rows of a paste with what becomes of each, or everything that is wrong with it. */
@Component({
  selector: 'mc-paste-rows',
  imports: [Table],
  template: `
    <mc-table caption="Was gelesen wurde" [captioned]="true" [heads]="['Zeile', 'gelesen', 'Ergebnis']">
      <tbody>
        @for (row of preview().rows; track row.line) {
          <tr>
            <td>{{ row.line }}</td>
            <th scope="row">{{ nameOf()(row.values) || '–' }}</th>
            <td [class.error]="row.outcome === 'faulty'">{{ outcomeText(row) }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
})
export class PasteRows {
  readonly preview = input.required<PastePreview>();
  /** What a row is called by. */
  readonly nameOf = input.required<(values: Record<string, string>) => string>();
  /** The word of a row that is taken. */
  readonly fresh = input('neu');

  protected outcomeText({ outcome, faults }: PastedRow): string {
    if (outcome === 'faulty') return faults.map(({ message }) => message).join(' ');
    return outcome === 'same' ? 'steht schon da' : this.fresh();
  }
}
