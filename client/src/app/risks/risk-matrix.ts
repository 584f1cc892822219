import { Component, computed, input, output } from '@angular/core';
import { levelOf, matrixCounts } from '#shared/risks/risk-rules.ts';
import type { RiskPage } from '#shared/risks/risks.ts';
import { IMPACT_WORDS, LEVELS, LEVEL_MARKS, PROBABILITY_WORDS } from '#shared/risks/terms.ts';
import { Table } from '../ui/table.ts';

const SCALE = [1, 2, 3, 4, 5] as const;

/** A cell as it is chosen; null = none is. */
export interface MatrixCell {
  probability: number;
  impact: number;
}

/** Probability × impact of what is open, with counts; each cell is a filter of the list below. */
@Component({
  selector: 'mc-risk-matrix',
  imports: [Table],
  templateUrl: './risk-matrix.html',
  styleUrl: './risk-matrix.css',
})
export class RiskMatrix {
  readonly page = input.required<RiskPage>();
  readonly kind = input.required<'risk' | 'opportunity'>();
  readonly chosen = input<MatrixCell | null>(null);
  readonly choose = output<MatrixCell | null>();

  protected readonly word = computed(() => (this.kind() === 'risk' ? 'Risiken' : 'Chancen'));
  protected readonly legend = LEVELS.map((level) => LEVEL_MARKS[level]);
  protected readonly impacts = SCALE.map((impact) => ({ impact, word: IMPACT_WORDS[impact] }));
  protected readonly rows = computed(() => {
    const count = matrixCounts(this.page().risks, this.kind());
    const chosen = this.chosen();
    return SCALE.toReversed().map((probability) => ({
      probability,
      word: PROBABILITY_WORDS[probability],
      cells: SCALE.map((impact) => {
        const level = levelOf(probability * impact, this.page().limits);
        const isChosen = chosen?.probability === probability && chosen.impact === impact;
        return {
          ...{ impact, level, isChosen, count: count(probability, impact) },
          mark: LEVEL_MARKS[level],
          said: `Wahrscheinlichkeit ${probability}, Auswirkung ${impact}`,
        };
      }),
    }));
  });

  protected toggle(probability: number, impact: number, isChosen: boolean): void {
    this.choose.emit(isChosen ? null : { probability, impact });
  }
}
