import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import type { Overview } from '#shared/overview/overview.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { DeviationsSection } from './deviations-section.ts';
import { Envelopes } from './envelopes.ts';
import { FieldsSection } from './fields-section.ts';
import { MilestonesSection } from './milestones-section.ts';
import { PositionsSection } from './positions-section.ts';
import { SinceSection } from './since-section.ts';
import { SpendSection } from './spend-section.ts';
import { FailedState, LoadingState } from '../ui/states.ts';

/** Übersicht: envelopes, spending, posts, lights, milestones and what changed, on one page. */
@Component({
  selector: 'mc-overview-page',
  imports: [
    DeviationsSection,
    Envelopes,
    FailedState,
    FieldsSection,
    LoadingState,
    MilestonesSection,
    PositionsSection,
    SinceSection,
    SpendSection,
  ],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.css',
})
export class OverviewPage {
  private readonly asOf = inject(AsOf);

  protected readonly answer = httpResource<Overview>(() => {
    const params = this.asOf.clocks();
    return params ? { url: '/api/overview', params } : undefined;
  });
  protected readonly overview = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected print(): void {
    window.print();
  }
}
