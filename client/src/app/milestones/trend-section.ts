import { Component, computed, input, output } from '@angular/core';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { LineChart } from '../ui/chart/chart.ts';
import { SectionHead } from '../ui/section-head.ts';
import { trendChart, trendTable } from './trend-chart.ts';

/** Meilensteintrend of one project: how its expected dates moved from report to report. */
@Component({
  selector: 'mc-trend-section',
  imports: [LineChart, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-mta">
      <mc-section-head headingId="h-mta" heading="Meilensteintrend" [sentence]="sentence()" />
      <div class="tools">
        <label for="mta-project">Projekt</label>
        <select id="mta-project" #choice (change)="chosen.emit(choice.value)">
          @for (option of projects(); track option.id) {
            <option [value]="option.id" [selected]="option.id === selected()?.id">
              {{ option.number }} {{ option.name }}
            </option>
          }
        </select>
      </div>
      <mc-chart
        [data]="chart()"
        [table]="table()"
        [message]="sentence()"
        [tableOpen]="true"
        tableLabel="Als Tabelle"
      />
      <p class="hint">
        Waagrecht der Berichtstag, senkrecht der erwartete Termin. Steigend heißt später, fallend früher. Auf
        der gestrichelten Linie ist der Meilenstein erreicht; eine Lücke heißt, dass nichts gemeldet wurde.
      </p>
    </section>
  `,
  styles: '.tools { margin-bottom: var(--s-3); } .hint { margin-top: var(--s-2); }',
})
export class TrendSection {
  readonly page = input.required<MilestonePage>();
  /** The project's id as the address names it. */
  readonly project = input<string>();
  readonly chosen = output<string>();

  protected readonly projects = computed(() => {
    const all = this.page().milestones.map((milestone) => milestone.project);
    return [...new Map(all.map((project) => [project.id, project])).values()];
  });
  /** Without a choice the project whose open milestone has slipped most. */
  protected readonly selected = computed(() => {
    const slip = (row: MilestoneRow): number => (row.reachedOn === null ? (row.slipDays ?? 0) : -1);
    const [worst] = this.page().milestones.toSorted((a, b) => slip(b) - slip(a));
    const chosen = this.projects().find((project) => project.id === Number(this.project()));
    return chosen ?? worst?.project ?? null;
  });
  private readonly milestones = computed(() =>
    this.page().milestones.filter((milestone) => milestone.project.id === this.selected()?.id),
  );
  protected readonly sentence = computed(() => {
    const open = this.milestones().filter((milestone) => milestone.reachedOn === null);
    const late = open.filter((milestone) => (milestone.slipDays ?? 0) > 0);
    const most = Math.max(0, ...late.map((milestone) => milestone.slipDays ?? 0));
    const name = this.selected()?.name ?? 'Kein Projekt';
    if (open.length === 0) return `${name}: alle Meilensteine sind erreicht.`;
    return `${name}: ${late.length} von ${open.length} offenen Meilensteinen später als die Basis${most > 0 ? `, am weitesten ${most} Tage` : ''}.`;
  });
  protected readonly chart = computed(() => trendChart(this.page(), this.milestones()));
  protected readonly table = computed(() => trendTable(this.page(), this.milestones()));
}
