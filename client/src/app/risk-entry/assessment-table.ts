import { Component, input } from '@angular/core';
import type { RiskDetail } from '#shared/risks/risks.ts';
import { riskPoints } from '#shared/risks/risk-rules.ts';
import { riskStateWord } from '#shared/risks/terms.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';

/** Everything that was said of an entry, the newest first; nothing of it is ever overwritten. */
@Component({
  selector: 'mc-assessment-table',
  imports: [IsoDatePipe, Table],
  template: `
    <mc-table
      caption="Bewertungen bisher"
      [captioned]="true"
      [heads]="['gilt ab', { word: 'Punkte', numeric: true }, 'Stand, Grund']"
    >
      <tbody>
        @for (one of detail().assessments; track $index) {
          <tr>
            <th scope="row">{{ one.effectiveOn | isoDate }}</th>
            <td class="r">{{ points(one) ?? '–' }}</td>
            <td>
              {{ word(detail().risk.kind, one.state) }}
              @if (one.reason; as reason) {
                <span class="l2">{{ reason }}</span>
              }
            </td>
          </tr>
        }
      </tbody>
    </mc-table>
  `,
  styles: ':host { display: block; margin-top: var(--s-4); }',
})
export class AssessmentTable {
  readonly detail = input.required<RiskDetail>();
  protected readonly points = riskPoints;
  protected readonly word = riskStateWord;
}
