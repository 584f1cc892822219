import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { daysBetween } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { paperSlug } from '#shared/papers/paper-address.ts';
import { stateWord } from '#shared/papers/paper-filter.ts';
import { isOverdue } from '#shared/papers/paper-states.ts';
import type { PaperRow } from '#shared/papers/papers.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

/** Beschlusskontrolle: decisions that are not reported as done yet, overdue ones first. */
@Component({
  selector: 'mc-follow-up-section',
  imports: [IsoDatePipe, RouterLink, SectionHead, Table],
  template: `
    <section class="sec" aria-labelledby="h-follow-up">
      <mc-section-head
        headingId="h-follow-up"
        heading="Beschlusskontrolle"
        sentence="Beschlüsse mit Frist und solche in Arbeit, Überfälliges zuerst. Was erledigt und dem Rat berichtet ist, verlässt die Liste."
      />
      <mc-table
        caption="Offene Beschlüsse nach ihrer Frist"
        [heads]="['Frist', 'Drucksache', 'beantragt von', 'zuständig', 'Stand']"
        [empty]="papers().length === 0 ? 'Kein Beschluss ist offen.' : ''"
      >
        <tbody>
          @for (paper of papers(); track paper.id) {
            <tr>
              <td>
                @if (paper.deadline) {
                  {{ paper.deadline | isoDate }}
                } @else {
                  –
                }
                @if (late(paper); as text) {
                  <b class="l2 late">{{ text }}</b>
                }
              </td>
              <th scope="row">
                <a [routerLink]="['/beschluesse', slug(paper)]" queryParamsHandling="preserve">{{
                  paper.label
                }}</a>
                <span class="l2">{{ paper.title }}</span>
              </th>
              <td>{{ paper.requestedBy || '–' }}</td>
              <td>{{ paper.unit || '–' }}</td>
              <td>
                {{ word(paper) }}
                <span class="l2">seit {{ paper.stateSince | isoDate }}</span>
              </td>
            </tr>
          }
        </tbody>
      </mc-table>
    </section>
  `,
  styles: `
    .late {
      color: var(--danger);
    }
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 560px;
      }
    }
  `,
})
export class FollowUpSection {
  readonly papers = input.required<readonly PaperRow[]>();
  readonly asOf = input.required<IsoDate>();

  protected readonly slug = paperSlug;
  protected readonly word = stateWord;

  protected late(paper: PaperRow): string {
    if (!isOverdue(paper, this.asOf()) || paper.deadline === null) return '';
    return `${counted(daysBetween(paper.deadline, this.asOf()), 'Tag', 'Tage')} überfällig`;
  }
}
