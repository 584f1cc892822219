import { Component, computed, input } from '@angular/core';
import type { Figures } from '#shared/budget/figures.ts';
import { FIGURE_WORDS } from '#shared/budget/terms.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { Table } from '../ui/table.ts';
import { EuroPipe } from '../ui/money.ts';

const PARTS = ['A', 'N', 'E', 'B', 'Z', 'U'] as const;
const MINUS = ['S', 'O', 'I'] as const;

/** The formula with its amounts; parts of zero are named below instead of listed. */
@Component({
  imports: [EuroPipe, Table],
  selector: 'mc-formula-table',
  template: `
    <h3>Formel <span>F = A + N + E + B + Z + U, V = F − S − O − I</span></h3>
    <mc-table caption="Formel">
      <tbody>
        @for (row of rows(); track row.name) {
          <tr [class.sum]="row.sign === '='" [class.on]="row.name === asked()">
            <td class="s">{{ row.sign }}</td>
            <th scope="row" [attr.aria-current]="row.name === asked() ? 'true' : null">
              {{ row.name }} {{ words[row.name] }}
            </th>
            <td class="r">{{ figures()[row.name] | euro }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
    @if (zero(); as text) {
      <p class="src">{{ text }}</p>
    }
  `,
  styleUrl: './inspector.css',
})
export class FormulaTable {
  readonly figures = input.required<Figures>();
  readonly asked = input.required<FigureName>();

  protected readonly words = FIGURE_WORDS;
  protected readonly rows = computed(() => {
    const figures = this.figures();
    const shown = (name: FigureName): boolean => figures[name] !== 0 || name === this.asked();
    const parts = PARTS.filter(shown).map((name, index) => ({ sign: index === 0 ? '' : '+', name }));
    const minus = MINUS.filter(shown).map((name) => ({ sign: '−', name }));
    return [...parts, { sign: '=', name: 'F' as const }, ...minus, { sign: '=', name: 'V' as const }];
  });
  protected readonly zero = computed(() => {
    const shown = new Set<FigureName>(this.rows().map((row) => row.name));
    const names = [...PARTS, ...MINUS].filter((name) => !shown.has(name));
    if (names.length === 0) return '';
    if (names.length === 1) return `${names[0]} ist 0,00.`;
    return `${names.slice(0, -1).join(', ')} und ${names.at(-1)} sind 0,00.`;
  });
}
