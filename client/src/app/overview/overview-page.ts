import { Component, inject } from '@angular/core';
import type { Overview } from '#shared/overview/overview.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { DeviationsSection } from './deviations-section.ts';
import { Envelopes } from './envelopes.ts';
import { FieldsSection } from './fields-section.ts';
import { IndicatorsSection } from './indicators-section.ts';
import { MilestonesSection } from './milestones-section.ts';
import { PositionsSection } from './positions-section.ts';
import { SinceSection } from './since-section.ts';
import { SpendSection } from './spend-section.ts';
import { AskedState } from '../ui/asked-state.ts';

/** Übersicht: envelopes, spending, posts, lights, milestones and what changed, on one page. */
@Component({
  selector: 'mc-overview-page',
  imports: [
    AskedState,
    DeviationsSection,
    Envelopes,
    FieldsSection,
    IndicatorsSection,
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

  protected readonly answer = asked<Overview>(() => {
    const params = this.asOf.clocks();
    return params ? { url: '/api/overview', params } : undefined;
  });
  protected readonly overview = this.answer.value;

  protected print(): void {
    window.print();
  }
}
