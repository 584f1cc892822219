import { Component, computed, input } from '@angular/core';
import type { ReportColumn, ReportRow, ReportTable } from '#shared/report-table.ts';
import { LightMark } from './light-mark.ts';
import { isLightCell, isNumeric, reportCellText } from './report-cell.ts';

const ROW_CLASS: Record<ReportRow['kind'], string> = {
  row: '',
  group: 'grp',
  subtotal: 'sub-sum',
  total: 'sum',
};

/**
 * A `ReportTable` as a real table: caption, column and row heads, sums, notes. What is on the screen is
 * what the sheet stores; nothing is computed here. `captionHidden` where a heading stands above already.
 */
@Component({
  selector: 'mc-report-table',
  imports: [LightMark],
  template: `
    <div
      class="scroll"
      [attr.tabindex]="scrolls() ? 0 : null"
      [attr.role]="scrolls() ? 'region' : null"
      [attr.aria-label]="scrolls() ? table().title : null"
    >
      <table>
        <caption [class.vh]="captionHidden()">
          {{
            table().title
          }}
        </caption>
        <thead>
          <tr>
            @for (column of table().columns; track column.key) {
              <th scope="col" [class.r]="numeric(column)">{{ column.label }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of table().rows; track $index) {
            <tr [class]="rowClass(row)">
              @if (row.kind === 'group') {
                <th scope="rowgroup" [attr.colspan]="table().columns.length">{{ text(row, first()) }}</th>
              } @else {
                @for (column of table().columns; track column.key; let head = $first) {
                  @if (head) {
                    <th scope="row">{{ text(row, column) }}</th>
                  } @else {
                    <td
                      [class.r]="numeric(column)"
                      [class.zero]="row.cells[column.key] === 0"
                      [attr.data-l]="column.label"
                    >
                      @if (light(row, column); as cell) {
                        <mc-light [light]="cell.light" [trend]="cell.trend" />
                      } @else {
                        {{ text(row, column) }}
                      }
                    </td>
                  }
                }
              }
            </tr>
          } @empty {
            <tr>
              <td [attr.colspan]="table().columns.length" class="muted">Keine Zeilen.</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @for (note of table().notes; track $index) {
      <p class="hint">{{ note }}</p>
    }
  `,
  styles:
    ':host { display: block; } caption { font-weight: var(--w-bold); padding-bottom: var(--s-1); } .hint { margin-top: var(--s-1); }',
})
export class ReportTableView {
  readonly table = input.required<ReportTable>();
  readonly captionHidden = input(false);

  /** More than six columns may be wider than the page: the region can then be scrolled by keyboard. */
  protected readonly scrolls = computed(() => this.table().columns.length > 6);
  protected readonly first = computed(() => this.table().columns[0]);

  protected numeric(column: ReportColumn): boolean {
    return isNumeric(column.kind);
  }

  protected rowClass(row: ReportRow): string {
    return ROW_CLASS[row.kind];
  }

  protected text(row: ReportRow, column: ReportColumn | undefined): string {
    if (!column) return '';
    const cell = row.cells[column.key];
    if (row.kind !== 'row' && cell === undefined) return '';
    return reportCellText(cell, column.kind);
  }

  protected light(row: ReportRow, column: ReportColumn) {
    const cell = row.cells[column.key];
    return cell !== undefined && isLightCell(cell) ? cell : null;
  }
}
