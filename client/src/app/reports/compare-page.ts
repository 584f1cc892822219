import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { ReportComparison } from '#shared/reports/report-comparison.ts';
import { asked } from '../core/asked.ts';
import { AskedState } from '../ui/asked-state.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';

/** What one issued report says otherwise than another, statement by statement. */
@Component({
  selector: 'mc-compare-page',
  imports: [AskedState, IsoDatePipe, RouterLink, Table],
  template: `
    <div class="report-bar no-print">
      <a class="alone" routerLink="/berichte" queryParamsHandling="preserve">Berichte</a>
      @if (comparison(); as found) {
        <a class="alone" [routerLink]="['/berichte', found.before.id]"
          >GRDrs {{ found.before.reference }} zum {{ found.before.asOf | isoDate }}</a
        >
        <a class="alone" [routerLink]="['/berichte', found.after.id]"
          >GRDrs {{ found.after.reference }} zum {{ found.after.asOf | isoDate }}</a
        >
      }
    </div>
    <div class="head">
      <h1>Berichte vergleichen</h1>
      <span class="sub">{{ sentence() }}</span>
    </div>
    <mc-asked [of]="answer" what="Vergleich" />
    @if (comparison(); as found) {
      @if (found.differences.length > 0) {
        <mc-table
          caption="Was der spätere Bericht anders sagt"
          [heads]="['Tabelle', 'Zeile', 'Spalte', 'bisher', 'jetzt']"
        >
          <tbody>
            @for (one of found.differences; track $index) {
              <tr>
                <td>{{ one.table }}</td>
                <th scope="row">{{ one.name }}</th>
                <td>{{ one.column }}</td>
                <td>{{ one.before }}</td>
                <td>{{ one.after }}</td>
              </tr>
            }
          </tbody>
        </mc-table>
      }
    }
  `,
  styleUrl: './report-bar.css',
})
export class ComparePage {
  /** In the address: the earlier and the later report. */
  readonly von = input<string>();
  readonly bis = input<string>();

  protected readonly answer = asked<ReportComparison>(() => ({
    url: '/api/reports/compare',
    params: { before: this.von(), after: this.bis() },
  }));
  protected readonly comparison = this.answer.fresh;
  protected readonly sentence = computed(() => {
    const found = this.comparison();
    if (!found) return '';
    if (found.total === 0) return 'Beide sagen dasselbe.';
    const shown = found.differences.length < found.total ? `, gezeigt ${found.differences.length}` : '';
    return `${counted(found.total, 'Angabe ist', 'Angaben sind')} anders${shown}`;
  });
}
