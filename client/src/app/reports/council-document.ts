import {
  Component,
  DOCUMENT,
  ViewEncapsulation,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { figureText } from '#shared/explain/address.ts';
import type { ReportRow, ReportTable } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { Session } from '../core/session.ts';
import { BulletBar } from '../ui/bullet-bar.ts';
import { BulletLegend } from '../ui/bullet-legend.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { LightMark } from '../ui/light-mark.ts';
import { reportCellText } from '#shared/report-cell.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { blocksOf } from './blocks.ts';
import { printHead } from './print-head.ts';

/** A longer list is folded on the page. */
const FOLD_FROM = 12;
/** A list longer than two sheets of paper is drawn only when it is open, on the screen and in print. */
const LONG_FROM = 60;

/**
 * A council report as a paper to read: 800 wide, large type, one question after the other, only from the
 * report's own value. Styles are global under `.council`, because they also shape the tables inside and
 * the printed page.
 */
@Component({
  selector: 'mc-council-document',
  imports: [BulletBar, BulletLegend, IsoDatePipe, LightMark, ReportTableView],
  templateUrl: './council-document.html',
  styleUrls: ['./council-document.css', './council-print.css'],
  encapsulation: ViewEncapsulation.None,
  host: { class: 'council' },
})
export class CouncilDocument {
  readonly report = input.required<CouncilReport>();
  readonly issuedOn = input<IsoDate | null>(null);
  readonly sha256 = input('');
  /** The number of an issued report: its figures explain themselves from what was sealed. */
  readonly reportId = input<number | null>(null);
  protected readonly figureOf = computed<FigureOf | null>(() => {
    const id = this.reportId();
    if (id === null) return null;
    return (table, row, column) => figureText({ of: 'report', id, table: table.id, row, column });
  });

  protected readonly markOf = computed(() => {
    const remarks = this.report().remarks ?? [];
    if (remarks.length === 0) return null;
    return (table: ReportTable, row: number, column: string): number | null =>
      remarks.find((one) => one.table === table.id && one.row === row && one.column === column)?.number ??
      null;
  });

  private readonly city = inject(Session).city;
  /** A report of an earlier program has no head of its own. */
  protected readonly letterhead = computed(() => this.report().letterhead ?? this.city());
  protected readonly sender = computed(() =>
    this.letterhead()
      .sender.split('\n')
      .filter((line) => line !== ''),
  );

  /** Folded lists that were opened. */
  private readonly open = signal<ReadonlySet<string>>(new Set());
  protected readonly chapters = computed(() => {
    const tables = new Map(this.report().tables.map((table) => [table.id, table]));
    return this.report().chapters.map(({ question, text, tableIds }, index) => ({
      number: index + 1,
      anchor: `frage-${index + 1}`,
      question,
      text: text ?? '',
      tables: tableIds.flatMap((id) => tables.get(id) ?? []),
    }));
  });
  protected readonly agenda = computed(() => this.report().tables.find(({ id }) => id === 'beratungsfolge'));
  protected readonly envelopes = computed(() =>
    (this.report().tables.find((table) => table.id === 'rahmen')?.rows ?? []).map((row) => ({
      name: reportCellText(row.cells['name'], 'text'),
      ceiling: amount(row, 'ceiling'),
      actual: amount(row, 'I'),
      commitment: amount(row, 'O'),
    })),
  );
  /** The hash in groups of four, as it is compared by eye. */
  protected readonly hash = computed(() => this.sha256().replace(/(.{4})(?=.)/gu, '$1 '));
  protected readonly blocks = blocksOf;

  constructor() {
    const document = inject(DOCUMENT);
    effect((onCleanup) => {
      onCleanup(printHead(document, this.report(), this.letterhead()));
    });
  }

  protected folded(table: ReportTable): boolean {
    return table.annex === true && table.rows.length >= FOLD_FROM;
  }

  protected isLong(table: ReportTable): boolean {
    return table.rows.length > LONG_FROM;
  }

  protected isOpen(table: ReportTable): boolean {
    return this.open().has(table.id);
  }

  protected toggle(table: ReportTable): void {
    this.open.update((open) => {
      const next = new Set(open);
      if (!next.delete(table.id)) next.add(table.id);
      return next;
    });
  }

  /** Rows become labelled blocks on a phone; counts fit as they are, and groups of rows scroll. */
  protected stacked(table: ReportTable): boolean {
    const isCount = table.columns.slice(1).every((column) => column.kind === 'integer');
    return table.columns.length > 4 && !isCount && table.rows.every((row) => row.kind !== 'group');
  }

  /** Jumps without leaving the address: the fragment would replace the as-of date's own. */
  protected jump(event: Event, anchor: string): void {
    event.preventDefault();
    const heading = document.getElementById(anchor);
    heading?.scrollIntoView();
    heading?.focus();
  }
}

function amount(row: ReportRow, key: string): Cents {
  const value = row.cells[key];
  return (typeof value === 'number' ? value : 0) as Cents;
}
