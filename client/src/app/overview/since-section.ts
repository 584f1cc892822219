import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import { formatFte, toFte } from '#shared/fte.ts';
import { formatChange, formatMillions, toCents } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { LightMark } from '../ui/light-mark.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { PaperLink } from '../ui/paper-link.ts';

type Row = Overview['sinceLastReport']['rows'][number];

const UNIT_WORDS: Record<Row['unit'], string> = { mio: 'Mio.\u00a0€', fte: '', count: '' };

/** `mio` carries cents, `fte` ten-thousandths, `count` whole numbers. */
function text(value: number, unit: Row['unit']): string {
  if (unit === 'mio') return formatMillions(toCents(value));
  if (unit === 'fte') return formatFte(toFte(value));
  return `${value < 0 ? '−' : ''}${Math.abs(value)}`;
}

/** What changed since the report before: key figures side by side, then the events in between. */
@Component({
  selector: 'mc-since-section',
  imports: [PaperLink, Table, IsoDatePipe, LightMark, RouterLink, SectionHead],
  templateUrl: './since-section.html',
  styleUrl: './since-section.css',
})
export class SinceSection {
  private readonly router = inject(Router);

  readonly overview = input.required<Overview>();

  protected readonly since = computed(() => this.overview().sinceLastReport);
  protected readonly sentence = computed(
    () => `Verglichen mit dem Stand zum ${formatDate(this.since().previousOn)}.`,
  );
  /** An event's address may carry a query, which routerLink takes only as a parsed address. */
  protected readonly events = computed(() =>
    this.since().events.map((event) => ({
      ...event,
      address: event.link === null ? null : this.router.parseUrl(event.link),
    })),
  );
  protected readonly rows = computed(() =>
    this.since().rows.map((row) => ({
      ...row,
      unitWords: UNIT_WORDS[row.unit],
      beforeText: text(row.before, row.unit),
      nowText: text(row.now, row.unit),
      change: formatChange(text(row.now - row.before, row.unit)),
    })),
  );
}
