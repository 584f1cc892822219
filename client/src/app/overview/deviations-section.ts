import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Overview } from '#shared/overview/overview.ts';
import { LightMark } from '../ui/light-mark.ts';
import { SectionHead } from '../ui/section-head.ts';

/** Projects that need attention, with the lead's own sentence. */
@Component({
  selector: 'mc-deviations-section',
  imports: [LightMark, RouterLink, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-a">
      <mc-section-head headingId="h-a" heading="Abweichungen" [sentence]="sentence()" />
      <ul>
        @for (one of overview().deviations; track one.projectId) {
          <li>
            <mc-light [light]="one.light" />
            <span
              ><a [routerLink]="['/projekte', one.projectId]"
                >{{ one.projectNumber }} {{ one.projectName }}</a
              >
              {{ one.text }}</span
            >
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    ul {
      font-size: var(--fs-s);
    }
    li {
      display: grid;
      grid-template-columns: 84px 1fr;
      gap: var(--s-2);
      padding: 6px 0;
      border-bottom: 1px solid var(--rule);
    }
  `,
})
export class DeviationsSection {
  readonly overview = input.required<Overview>();

  protected readonly sentence = computed(() => {
    const { deviationCount, deviations } = this.overview();
    if (deviationCount === 0) return 'Kein Projekt ist rot, weder gemeldet noch berechnet.';
    if (deviationCount === 1) return 'Ein Projekt ist rot, gemeldet oder berechnet.';
    const shown = deviations.length < deviationCount ? `; die ersten ${deviations.length}` : '';
    return `${deviationCount} Projekte sind rot, gemeldet oder berechnet${shown}.`;
  });
}
