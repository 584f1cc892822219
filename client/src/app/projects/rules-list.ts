import { Component, computed, input } from '@angular/core';
import { lightRules } from '#shared/projects/light-thresholds.ts';
import type { LightThresholds } from '#shared/projects/light-thresholds.ts';
import { DIMENSION_WORDS } from '#shared/projects/terms.ts';
import { LightMark } from '../ui/light-mark.ts';
import { Table } from '../ui/table.ts';

/** The rules the computed lights follow, with the limits in force. */
@Component({
  selector: 'mc-rules-list',
  imports: [Table, LightMark],
  template: `
    <mc-table caption="Regeln der berechneten Ampeln" [heads]="['Regel', 'Frage', 'Ampel', 'gilt bei']">
      <tbody>
        @for (rule of rules(); track rule.code) {
          <tr>
            <th scope="row">{{ rule.code }}</th>
            <td>{{ dimensions[rule.dimension] }}</td>
            <td><mc-light [light]="rule.light" [outlined]="true" /></td>
            <td>{{ rule.text }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
    <p class="hint">
      Gesamt ist die schlechteste der drei Ampeln. Wo gemeldet und berechnet auseinandergehen, steht eine
      Begründung im Bericht.
    </p>
  `,
  styles: ':host { display: block; max-width: 720px; }',
})
export class RulesList {
  readonly thresholds = input.required<LightThresholds>();

  protected readonly rules = computed(() => lightRules(this.thresholds()));
  protected readonly dimensions = DIMENSION_WORDS;
}
