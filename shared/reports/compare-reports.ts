import type { ColumnKind, ReportCell, ReportTable } from '../report-table.ts';
import { rowKeys, rowName } from './row-names.ts';

/** A cell that says something else in the second report. */
export interface CellChange {
  row: string;
  column: string;
  kind: ColumnKind;
  before: ReportCell | undefined;
  after: ReportCell | undefined;
}

/** What differs in one table: rows that only one report has, and cells of rows that both have. */
export interface TableDifference {
  id: string;
  title: string;
  /** The table stands in one report alone. */
  only: 'before' | 'after' | null;
  added: string[];
  removed: string[];
  changes: CellChange[];
}

const same = (a: ReportCell | undefined, b: ReportCell | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function changesOf(before: ReportTable, after: ReportTable): Omit<TableDifference, 'id' | 'title' | 'only'> {
  const [oldKeys, newKeys] = rowKeys(before, after);
  const olds = new Map(before.rows.map((row, index) => [oldKeys[index] ?? '', row]));
  const news = new Set(newKeys);
  const columns = [
    ...after.columns,
    ...before.columns.filter(({ key }) => after.columns.every((one) => one.key !== key)),
  ];
  const changes: CellChange[] = [];
  const added: string[] = [];
  after.rows.forEach((row, index) => {
    const old = olds.get(newKeys[index] ?? '');
    if (!old) {
      if (row.kind !== 'group') added.push(rowName(after, row));
      return;
    }
    for (const { key, label, kind } of columns) {
      const [was, is] = [old.cells[key], row.cells[key]];
      if (!same(was, is))
        changes.push({ row: rowName(after, row), column: label, kind, before: was, after: is });
    }
  });
  const removed = before.rows.flatMap((row, index) =>
    row.kind === 'group' || news.has(oldKeys[index] ?? '') ? [] : rowName(before, row),
  );
  return { added, removed, changes };
}

/**
 * What the second report says otherwise than the first, table by table in the order of the second: any two reports may
 * be compared, of one Stichtag or of two. Sentences and notes follow from the figures and are not compared.
 */
export function compareReports(
  before: { tables: readonly ReportTable[] },
  after: { tables: readonly ReportTable[] },
): TableDifference[] {
  const olds = new Map(before.tables.map((table) => [table.id, table]));
  const kept = new Set(after.tables.map(({ id }) => id));
  const none = { added: [], removed: [], changes: [] };
  const differences = [
    ...after.tables.map((table): TableDifference => {
      const old = olds.get(table.id);
      const { id, title } = table;
      return old
        ? { id, title, only: null, ...changesOf(old, table) }
        : { id, title, only: 'after', ...none };
    }),
    ...before.tables
      .filter(({ id }) => !kept.has(id))
      .map(({ id, title }): TableDifference => ({ id, title, only: 'before', ...none })),
  ];
  return differences.filter(
    ({ only, added, removed, changes }) =>
      only !== null || added.length > 0 || removed.length > 0 || changes.length > 0,
  );
}
