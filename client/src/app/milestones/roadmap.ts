import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { addDays, formatDate, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { compareNatural } from '#shared/order.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { markText, percentBetween } from '#shared/milestones/milestone-views.ts';

interface Mark {
  milestone: MilestoneRow;
  /** Percent of the width. */
  baseline: number;
  end: number | null;
  reached: boolean;
}

interface Row {
  project: MilestoneRow['project'];
  marks: Mark[];
  /** Read instead of the drawing. */
  text: string;
}

/** Zeitplan: per project the baseline, the forecast and what was reached, over the years. */
@Component({
  selector: 'mc-roadmap',
  imports: [Table, RouterLink, SectionHead],
  templateUrl: './roadmap.html',
  styleUrl: './roadmap.css',
})
export class Roadmap {
  readonly page = input.required<MilestonePage>();

  protected readonly field = signal('');
  protected readonly fields = computed(() =>
    [...new Set(this.page().milestones.map((milestone) => milestone.field))].sort(compareNatural),
  );
  private readonly shown = computed(() =>
    this.page().milestones.filter((milestone) => this.field() === '' || milestone.field === this.field()),
  );
  /** Whole years around every date. */
  private readonly span = computed(() => {
    const dates = this.page().milestones.flatMap((m) => [m.baselineOn, m.forecastOn ?? m.baselineOn]);
    const years = [this.page().asOf, ...dates].map((date) => Number(date.slice(0, 4)));
    return { first: Math.min(...years), last: Math.max(...years) };
  });
  protected readonly years = computed(() => {
    const { first, last } = this.span();
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const year = first + index;
      return { year, at: this.at(toIsoDate(`${year}-01-01`)) };
    });
  });
  protected readonly today = computed(() => this.at(this.page().asOf));
  protected readonly todayText = computed(() => `Stichtag ${formatDate(this.page().asOf)}`);
  protected readonly rows = computed<Row[]>(() => {
    const groups = Map.groupBy(this.shown(), (milestone) => milestone.project.id);
    return [...groups.values()].flatMap((milestones) => {
      const [first] = milestones;
      if (!first) return [];
      const text = milestones.map(markText).join('. ');
      return { project: first.project, marks: milestones.map((m) => this.mark(m)), text };
    });
  });

  private at(day: IsoDate): number {
    const { first, last } = this.span();
    return percentBetween(toIsoDate(`${first}-01-01`), addDays(toIsoDate(`${last}-12-31`), 1), day);
  }

  private mark(milestone: MilestoneRow): Mark {
    const end = milestone.reachedOn ?? milestone.forecastOn;
    return {
      milestone,
      baseline: this.at(milestone.baselineOn),
      end: end && this.at(end),
      reached: milestone.reachedOn !== null,
    };
  }

  protected readonly pc = (percent: number): string => `${percent}%`;
  protected readonly describe = markText;
}
