import { Component, computed, input, linkedSignal, model } from '@angular/core';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { RoundProject } from '#shared/rounds/rounds.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';
import { ReportStateMark } from '../ui/report-state-mark.ts';

/** As many rows as are drawn at once. */
const PAGE = 100;

/** The projects of a round that the filter shows, each with its state; reports can be chosen to be decided about. */
@Component({
  selector: 'mc-round-projects',
  imports: [IsoDatePipe, ReportStateMark, RouterLink, Table],
  template: `
    <mc-table [caption]="caption()">
      <thead>
        <tr>
          @if (choosing()) {
            <td class="ch">
              <input
                type="checkbox"
                aria-label="Alle gezeigten Berichte auswählen"
                [disabled]="ids().length === 0"
                [checked]="ids().length > 0 && all()"
                (change)="toggleAll()"
              />
            </td>
          }
          <th scope="col">Projekt</th>
          <th scope="col">Amt</th>
          <th scope="col">Zustand</th>
          <th scope="col">gemeldet am</th>
          <th scope="col">Satz zum Stand</th>
        </tr>
      </thead>
      <tbody>
        @for (project of drawn(); track project.projectId) {
          <tr [class.on]="isOn(project)">
            @if (choosing()) {
              <td class="ch">
                @if (project.reportId !== null) {
                  <input
                    type="checkbox"
                    [attr.aria-label]="'Bericht ' + project.number + ' auswählen'"
                    [checked]="isOn(project)"
                    (change)="toggle(project)"
                  />
                }
              </td>
            }
            <th scope="row">
              <a
                class="alone"
                [routerLink]="['/projekte', project.projectId]"
                [queryParams]="{ runde: null, zustand: null, suche: null }"
                queryParamsHandling="merge"
                >{{ project.number }} {{ project.name }}</a
              >
            </th>
            <td>{{ project.office }} {{ project.officeName }}</td>
            <td><mc-report-state [state]="project.state" [overdue]="project.overdue" /></td>
            <td>{{ sentOn(project) | isoDate }}</td>
            <td class="sentence">
              {{ project.report ?? '–' }}
              @if (project.state === 'returned') {
                <span class="l2"><b>zurückgegeben:</b> {{ project.sentence }}</span>
              }
            </td>
          </tr>
        }
      </tbody>
    </mc-table>
    @if (drawn().length < projects().length) {
      <button type="button" class="btn" (click)="most.set(most() + page)">
        Weitere zeigen ({{ drawn().length }} von {{ projects().length }})
      </button>
    }
  `,
  styles: `
    .sentence {
      overflow-wrap: anywhere;
      max-width: 46ch;
    }
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 760px;
      }
    }
  `,
})
export class RoundProjects {
  readonly projects = input.required<readonly RoundProject[]>();
  /** Whether reports can be chosen. */
  readonly choosing = input.required<boolean>();
  /** Ids of the chosen reports; those that are not shown are not chosen. */
  readonly chosen = model.required<readonly number[]>();

  protected readonly page = PAGE;
  protected readonly most = linkedSignal({ source: this.projects, computation: () => PAGE });
  protected readonly drawn = computed(() => this.projects().slice(0, this.most()));
  protected readonly caption = computed(
    () => `${counted(this.projects().length, 'Projekt', 'Projekte')} der Berichtsrunde`,
  );
  /** Every report that could be chosen: of drawn and of further rows. */
  protected readonly ids = computed(() => this.projects().flatMap(({ reportId }) => reportId ?? []));
  private readonly on = computed(() => new Set(this.chosen()));
  protected readonly all = computed(() => this.ids().every((id) => this.on().has(id)));

  protected isOn({ reportId }: RoundProject): boolean {
    return reportId !== null && this.on().has(reportId);
  }

  protected toggle({ reportId }: RoundProject): void {
    if (reportId === null) return;
    const chosen = this.chosen();
    this.chosen.set(
      chosen.includes(reportId) ? chosen.filter((id) => id !== reportId) : [...chosen, reportId],
    );
  }

  protected toggleAll(): void {
    this.chosen.set(this.all() ? [] : this.ids());
  }

  protected sentOn({ sentAt }: RoundProject) {
    return sentAt === null ? null : businessDate(sentAt);
  }
}
