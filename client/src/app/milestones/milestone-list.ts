import { Component, input, output } from '@angular/core';
import { slipText } from '#shared/text/slip.ts';
import { RouterLink } from '@angular/router';
import { MILESTONE_STATE_WORDS } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { projectText } from '#shared/milestones/milestone-list.ts';
import { passedLine } from '#shared/milestones/milestone-views.ts';

/** The milestones for narrow screens: labelled rows instead of a grid. */
@Component({
  selector: 'mc-milestone-list',
  imports: [IsoDatePipe, RouterLink],
  template: `
    <ul>
      @for (milestone of milestones(); track milestone.id) {
        <li>
          <h2>{{ milestone.name }}</h2>
          <p class="source">
            <a [routerLink]="['/projekte', milestone.project.id]" queryParamsHandling="preserve">{{
              project(milestone)
            }}</a>
          </p>
          <dl>
            <div>
              <dt>Basis</dt>
              <dd>{{ milestone.baselineOn | isoDate }}</dd>
            </div>
            @if (milestone.reachedOn) {
              <div>
                <dt>erreicht</dt>
                <dd>{{ milestone.reachedOn | isoDate }}</dd>
              </div>
            } @else {
              <div>
                <dt>Prognose</dt>
                <dd>
                  {{ milestone.forecastOn | isoDate }}
                  @if (passed(milestone); as since) {
                    {{ since }}
                  }
                </dd>
              </div>
            }
            <div>
              <dt>Verschiebung</dt>
              <dd>{{ slip(milestone.slipDays) }}</dd>
            </div>
            <div>
              <dt>Stand</dt>
              <dd>{{ words[milestone.state] }}</dd>
            </div>
          </dl>
          @if (mayReach()(milestone)) {
            <button type="button" class="btn" (click)="reach.emit(milestone)">
              {{ milestone.reachedOn ? 'Berichtigen' : 'Als erreicht melden' }}
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      border-top: 1px solid var(--rule-strong);
      padding: var(--s-2) 0 var(--s-3);
    }
    h2 {
      font-size: var(--fs-m);
    }
    .source {
      font-size: var(--fs-s);
    }
    .source a {
      display: inline-block;
      padding: 3px 0;
    }
    dl {
      font-size: var(--fs-s);
    }
    dl > div {
      display: grid;
      grid-template-columns: 9em 1fr;
      padding: 3px 0;
      border-bottom: 1px solid var(--rule);
    }
    dt {
      color: var(--ink-2);
    }
    .btn {
      margin-top: var(--s-2);
    }
  `,
})
export class MilestoneList {
  readonly milestones = input.required<readonly MilestoneRow[]>();
  readonly mayReach = input.required<(milestone: MilestoneRow) => boolean>();
  readonly reach = output<MilestoneRow>();

  protected readonly words = MILESTONE_STATE_WORDS;
  protected readonly slip = slipText;
  protected readonly passed = passedLine;
  protected readonly project = projectText;
}
