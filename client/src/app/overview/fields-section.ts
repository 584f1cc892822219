import { Component, computed, input } from '@angular/core';
import { LIGHT_WORDS } from '#shared/light.ts';
import { FIELD_RULE } from '#shared/overview/field-light.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { LightsView } from '#shared/projects/projects.ts';
import { LightMark } from '../ui/light-mark.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

const DIMENSIONS: readonly { key: keyof LightsView; label: string }[] = [
  { key: 'overall', label: 'Gesamt' },
  { key: 'time', label: 'Termin' },
  { key: 'cost', label: 'Kosten' },
  { key: 'scope', label: 'Umfang' },
];
const COUNTS = ['green', 'yellow', 'red', 'none'] as const;

/** Lights by field of action with the number of projects per overall light. */
@Component({
  selector: 'mc-fields-section',
  imports: [Table, LightMark, SectionHead],
  templateUrl: './fields-section.html',
  styleUrl: './fields-section.css',
})
export class FieldsSection {
  readonly overview = input.required<Overview>();

  protected readonly dimensions = DIMENSIONS;
  protected readonly counts = COUNTS;
  protected readonly words = LIGHT_WORDS;
  protected readonly rule = FIELD_RULE;
  protected readonly sentence = computed(() => {
    const { red, yellow, none, projects } = this.overview().lightTotals;
    const overdue = this.overview().milestones.withoutReport.length;
    const missing =
      overdue === 0 ? '' : ` ${overdue === 1 ? 'Für eines' : `Für ${overdue}`} fehlt der Bericht.`;
    const early = none - overdue;
    const notYet = early <= 0 ? '' : ` Für ${early === 1 ? 'eines' : early} ist noch keiner fällig.`;
    return `${red} von ${projects} Projekten ${red === 1 ? 'ist' : 'sind'} rot, ${yellow} gelb.${missing}${notYet}`;
  });
}
