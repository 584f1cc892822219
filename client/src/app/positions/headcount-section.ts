import { Component, computed, inject, linkedSignal } from '@angular/core';
import { headcountDay, headcountTable } from '#shared/positions/headcount.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { AskedState } from '../ui/asked-state.ts';
import { ExportLink } from '../ui/export-link.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';

const YEARS = 6;

/** The count of 30 June for the Stellenplan (§ 57 GemO, § 5 GemHVO), with its file. */
@Component({
  selector: 'mc-headcount-section',
  imports: [AskedState, ExportLink, ReportTableView, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-headcount">
      <mc-section-head
        headingId="h-headcount"
        heading="Stellenplan: Zählung am 30. Juni"
        sentence="Bewilligt und besetzt je Gruppe an diesem Tag (§ 57 GemO, § 5 GemHVO)."
      />
      <div class="tools">
        <label for="headcount-year">Jahr</label>
        <select id="headcount-year" #choice (change)="year.set(+choice.value)">
          @for (one of years(); track one) {
            <option [value]="one" [selected]="one === year()">{{ one }}</option>
          }
        </select>
        <mc-export-link
          path="/api/positions/headcount.xlsx"
          [filter]="{ year: year() }"
          [what]="'Stellen am 30.06.' + year()"
        />
      </div>
      <mc-asked [of]="answer" what="Zählung" />
      @if (table(); as table) {
        <mc-report-table [table]="table" [captionHidden]="true" />
      }
    </section>
  `,
  styles: ':host { display: block; } .tools { margin-bottom: var(--s-3); }',
})
export class HeadcountSection {
  private readonly asOf = inject(AsOf);
  private readonly lastYear = computed(() => {
    const date = this.asOf.date();
    if (!date) return 2021;
    const year = Number(date.slice(0, 4));
    return date < headcountDay(year) ? year - 1 : year;
  });
  protected readonly year = linkedSignal(() => this.lastYear());
  protected readonly years = computed(() =>
    Array.from({ length: YEARS }, (_, back) => this.lastYear() - back),
  );
  protected readonly answer = asked<PositionPage>(() => `/api/positions?asOf=${headcountDay(this.year())}`);
  protected readonly table = computed(() => {
    const page = this.answer.fresh();
    return page ? headcountTable(page) : null;
  });
}
