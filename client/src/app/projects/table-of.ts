import type { ReportTable } from '#shared/report-table.ts';

type Table = Omit<ReportTable, 'rows' | 'notes'> & { notes?: string[] };

/** A table of plain rows; none at all where there is nothing to show. */
export function tableOf(table: Table, cells: ReportTable['rows'][number]['cells'][]): ReportTable[] {
  if (cells.length === 0) return [];
  return [{ notes: [], ...table, rows: cells.map((row) => ({ kind: 'row', cells: row })) }];
}
