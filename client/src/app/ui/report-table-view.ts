import { Component, computed, input } from '@angular/core';
import type { LightCell, ReportColumn, ReportRow, ReportTable } from '#shared/report-table.ts';
import { Figure } from './figure.ts';
import { LightMark } from './light-mark.ts';
import { exactCellText, isLightCell, isNumeric, reportCellText } from '#shared/report-cell.ts';
import { Table } from './table.ts';
import { PaperLink } from './paper-link.ts';

const ROW_CLASS: Record<ReportRow['kind'], string> = {
  row: '',
  group: 'grp',
  subtotal: 'sub-sum',
  total: 'sum',
};

/** Where a cell's figure is explained (shared/explain/address.ts); null for a cell that is none. */
export type FigureOf = (table: ReportTable, row: number, key: string) => string | null;

/** A cell as it is drawn. */
interface DrawnCell {
  column: ReportColumn;
  text: string;
  light: LightCell | null;
  /** Second line: the columns that stand under this one. */
  second: string;
  /** To the cent, where the text is rounded. */
  exact: string | null;
  zero: boolean;
  /** Number of a remark on it. */
  mark: number | null;
  /** The amount and its address, where it can be asked for. */
  figure: {
    value: number;
    unit: 'euro' | 'millions' | 'fte' | 'count';
    address: string;
    what: string;
  } | null;
}

/**
 * A `ReportTable` as a real table: caption, column and row heads, sums, notes. What is on the screen is
 * what the sheet stores; nothing is computed here. `captionHidden` where a heading stands above already;
 * `stacked` turns rows into labelled blocks on a phone.
 */
@Component({
  selector: 'mc-report-table',
  imports: [PaperLink, Figure, LightMark, Table],
  templateUrl: './report-table-view.html',
  styleUrl: './report-table-view.css',
})
export class ReportTableView {
  readonly table = input.required<ReportTable>();
  readonly captionHidden = input(false);
  readonly stacked = input(false);
  readonly figureOf = input<FigureOf | null>(null);
  /** The number of the remark on a cell; what it says stands among the notes. */
  readonly markOf = input<((table: ReportTable, row: number, key: string) => number | null) | null>(null);

  protected readonly columns = computed(() =>
    this.table().columns.filter((column) => !column.sheetOnly && column.under === undefined),
  );
  protected readonly unit = computed(() => {
    if (this.columns().every((column) => column.kind !== 'cents')) return '';
    return this.table().unit === 'millions' ? 'in Mio. €' : 'in €';
  });
  protected readonly rows = computed(() =>
    this.table().rows.map((row, index) => ({
      kind: row.kind,
      style: ROW_CLASS[row.kind],
      cells: this.columns().map((column) => this.drawn(row, column, index)),
    })),
  );

  protected numeric(column: ReportColumn): boolean {
    return isNumeric(column.kind);
  }

  private drawn(row: ReportRow, column: ReportColumn, index: number): DrawnCell {
    const cell = row.cells[column.key];
    const empty = row.kind !== 'row' && cell === undefined;
    const unit = this.table().unit ?? 'euro';
    return {
      column,
      text: empty ? '' : reportCellText(cell, column.kind, unit),
      light: cell !== undefined && isLightCell(cell) ? cell : null,
      second: this.secondLine(row, column.key),
      exact: exactCellText(cell, column.kind, unit),
      zero: cell === 0,
      mark: this.markOf()?.(this.table(), index, column.key) ?? null,
      figure: this.figure(row, column, index),
    };
  }

  private figure(row: ReportRow, column: ReportColumn, index: number): DrawnCell['figure'] {
    const cell = row.cells[column.key];
    const address = this.figureOf()?.(this.table(), index, column.key) ?? null;
    const unit = this.unitOf(column);
    if (address === null || typeof cell !== 'number' || unit === null) return null;
    const [head] = this.columns();
    const name = head ? row.cells[head.key] : undefined;
    return {
      ...{ value: cell, unit },
      address,
      what: `${column.label}, ${typeof name === 'string' ? name : ''}`,
    };
  }

  private unitOf({ kind }: ReportColumn): 'euro' | 'millions' | 'fte' | 'count' | null {
    if (kind === 'cents') return this.table().unit ?? 'euro';
    return kind === 'fte' ? 'fte' : kind === 'integer' ? 'count' : null;
  }

  private secondLine(row: ReportRow, key: string): string {
    return this.table()
      .columns.filter((column) => column.under === key)
      .flatMap((column) => {
        const cell = row.cells[column.key];
        return cell === undefined || cell === null || cell === '' ? [] : [reportCellText(cell, column.kind)];
      })
      .join(' · ');
  }
}
