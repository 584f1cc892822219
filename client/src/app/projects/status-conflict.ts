import { Component, computed, input, output } from '@angular/core';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { conflictRows } from './status-draft.ts';
import type { StatusDraft } from './status-draft.ts';
import { Table } from '../ui/table.ts';

/** Somebody was faster: both values side by side, and the person decides. */
@Component({
  imports: [Table],
  selector: 'mc-status-conflict',
  template: `
    <div class="conflict" role="alert" tabindex="-1">
      <p>
        <b>Der Datensatz wurde inzwischen geändert{{ who() }}.</b> Ihre Eingaben stehen weiter im Formular; es
        wurde nichts überschrieben.
      </p>
      @if (rows().length > 0) {
        <mc-table
          caption="Ihre Eingabe und der gespeicherte Stand"
          [heads]="['Feld', 'Ihre Eingabe', 'gespeichert']"
        >
          <tbody>
            @for (row of rows(); track row.label) {
              <tr>
                <th scope="row">{{ row.label }}</th>
                <td>{{ row.mine || '–' }}</td>
                <td>{{ row.theirs || '–' }}</td>
              </tr>
            }
          </tbody>
        </mc-table>
      }
      <p class="do">
        <button type="button" class="btn" (click)="keepMine.emit()">Meine Eingabe melden</button>
        <button type="button" class="btn text" (click)="takeTheirs.emit()">
          Gespeicherten Stand übernehmen
        </button>
      </p>
    </div>
  `,
  styles: `
    div {
      border-left: 3px solid var(--ink);
      padding-left: var(--s-2);
      margin: var(--s-2) 0;
    }
    td {
      overflow-wrap: anywhere;
      vertical-align: top;
    }
    .do {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s-1);
      margin-top: var(--s-2);
    }
  `,
})
export class StatusConflict {
  readonly draft = input.required<StatusDraft>();
  readonly current = input.required<ProjectDetail>();
  readonly keepMine = output();
  readonly takeTheirs = output();

  protected readonly rows = computed(() => conflictRows(this.draft(), this.current().reports[0]));
  protected readonly who = computed(() => {
    const [change] = this.current().changes;
    return change ? `, ${change.actor}, ${formatDate(businessDate(change.at))}` : '';
  });
}
