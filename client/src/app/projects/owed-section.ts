import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import { Owed } from '../core/owed.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { ReportStateMark } from '../ui/report-state-mark.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

/** As many as stand above the list of projects before somebody asks for more. */
const FIRST = 3;

/** Was ich schulde: reports of open rounds that the reader has to send, each one click from its form. */
@Component({
  selector: 'mc-owed-section',
  imports: [IsoDatePipe, ReportStateMark, RouterLink, SectionHead, Table],
  template: `
    @if (owed.list(); as list) {
      @if (list.reports.length > 0) {
        <section class="sec" aria-labelledby="h-owed">
          <mc-section-head headingId="h-owed" heading="Was ich schulde" [sentence]="sentence()" />
          <mc-table
            caption="Berichte offener Runden, was zu tun ist zuerst"
            [heads]="['Projekt', 'Bericht zum', 'Frist', 'Zustand', 'Hinweis']"
          >
            <tbody>
              @for (report of shown(); track report.projectId + report.reportingDate) {
                <tr>
                  <th scope="row">
                    <a
                      class="alone"
                      [routerLink]="[]"
                      [queryParams]="{ projekt: report.projectId, bericht: report.reportingDate }"
                      queryParamsHandling="merge"
                      >{{ report.number }} {{ report.name }}</a
                    >
                  </th>
                  <td>{{ report.reportingDate | isoDate }}</td>
                  <td>{{ report.dueOn | isoDate }}</td>
                  <td><mc-report-state [state]="report.state" [overdue]="report.overdue" /></td>
                  <td class="sentence">{{ report.sentence ?? (report.note || '–') }}</td>
                </tr>
              }
            </tbody>
          </mc-table>
          @if (list.reports.length > shown().length) {
            <button type="button" class="btn" (click)="all.set(true)">
              Alle {{ list.reports.length }} zeigen
            </button>
          }
        </section>
      }
    }
  `,
  styles: `
    :host:not(:empty) {
      display: block;
    }
    section {
      margin-bottom: var(--s-5);
    }
    .sentence {
      overflow-wrap: anywhere;
      max-width: 40ch;
    }
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 560px;
      }
    }
  `,
})
export class OwedSection {
  protected readonly owed = inject(Owed);
  protected readonly all = signal(false);
  protected readonly shown = computed(() => {
    const reports = this.owed.list()?.reports ?? [];
    return this.all() ? reports : reports.slice(0, FIRST);
  });
  protected readonly sentence = computed(() => {
    const list = this.owed.list();
    if (!list) return '';
    const { toSend, overdue, waiting } = list;
    const late = overdue > 0 ? `, davon ${overdue} überfällig` : '';
    const sent = waiting > 0 ? ` ${counted(waiting, 'wartet', 'warten')} auf die Annahme.` : '';
    return `${toSend === 0 ? 'Nichts zu melden' : `${counted(toSend, 'Bericht', 'Berichte')} zu melden${late}`}.${sent}`;
  });
}
