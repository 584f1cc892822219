import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IsoDate } from '#shared/calendar.ts';
import type { IndicatorRow } from '#shared/indicators/indicators.ts';
import { standingSentence } from '#shared/indicators/standing.ts';
import { can } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';
import { CourseLine } from '../ui/course-line.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Table } from '../ui/table.ts';
import {
  courseSentence,
  lastSecond,
  lastText,
  planOf,
  standingText,
  targetSecond,
  targetText,
} from './indicator-words.ts';

/** Indicators with last value, target, standing and their course as a small line. */
@Component({
  selector: 'mc-indicator-table',
  imports: [CourseLine, IsoDatePipe, RouterLink, Table],
  templateUrl: './indicator-table.html',
  styleUrl: './indicator-table.css',
})
export class IndicatorTable {
  readonly rows = input.required<readonly IndicatorRow[]>();
  readonly asOf = input.required<IsoDate>();
  /** Headed by their fields of action. */
  readonly grouped = input(true);
  readonly chosen = input<number | null>(null);
  /** Where a name leads to: the page of indicators, or the same address. */
  readonly page = input<string | null>(null);
  readonly caption = input('Kennzahlen mit Wert, Ziel und Verlauf');

  protected readonly groups = computed(() => {
    const byField = Map.groupBy(this.rows(), ({ field }) => field?.name ?? 'Ohne Handlungsfeld');
    return this.grouped()
      ? [...byField].map(([name, rows]) => ({ name, rows }))
      : [{ name: '', rows: this.rows() }];
  });
  private readonly session = inject(Session);
  /** A foreign one is named on the overview, and nothing more of it is shown. */
  protected readonly mayOpen = (row: IndicatorRow): boolean =>
    can(this.session.user(), 'indicators:read', row);
  protected readonly last = lastText;
  protected readonly lastSecond = lastSecond;
  protected readonly target = targetText;
  protected readonly targetSecond = targetSecond;
  protected readonly standing = standingText;
  protected readonly sentence = standingSentence;
  protected readonly course = courseSentence;
  protected readonly plan = planOf;
  protected readonly points = ({ course }: IndicatorRow) =>
    course.map(({ on, value, model }) => ({ on, value, part: model }));

  protected second({ code, project }: IndicatorRow): string {
    return project ? `${code} · ${project.number} ${project.name}` : code;
  }
}
