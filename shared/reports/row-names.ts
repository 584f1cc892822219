import type { ReportColumn, ReportRow, ReportTable } from '../report-table.ts';

/** What tells the rows of a table apart, the first that does: numbers and codes before names, which may change. */
const IDENTITIES: readonly (readonly string[])[] = [
  ['number'],
  ['code', 'year', 'ledger', 'side'],
  ['number', 'name'],
  ['name', 'year', 'ledger', 'side'],
];

const textOf = (row: ReportRow, key: string): string => {
  const cell = row.cells[key];
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
};

/** `P-017 eAkte`: what a reader calls a row. */
export function rowName(table: Pick<ReportTable, 'columns'>, row: ReportRow): string {
  const named = ['number', 'name', 'term'].map((key) => textOf(row, key)).filter((text) => text !== '');
  if (named.length > 0) return named.join(' ');
  const [first] = table.columns;
  return first ? textOf(row, first.key) : '';
}

function keysBy(table: ReportTable, identity: readonly string[]): string[] {
  let group = '';
  return table.rows.map((row) => {
    if (row.kind === 'group') group = rowName(table, row);
    const own = identity.map((key) => textOf(row, key)).join('|');
    const name = own.replaceAll('|', '') === '' || row.kind !== 'row' ? rowName(table, row) : own;
    return `${group}/${row.kind}/${name}`;
  });
}

const isTold = (columns: readonly ReportColumn[], identity: readonly string[]): boolean =>
  columns.some(({ key }) => key === identity[0]);

/**
 * A key for each row of two tables, such that a row of one is that of the other with the same key. Where nothing tells
 * rows apart, they are counted.
 */
export function rowKeys(before: ReportTable, after: ReportTable): [string[], string[]] {
  const choices = IDENTITIES.filter((one) => isTold(before.columns, one) && isTold(after.columns, one));
  const keyed = [...choices, ['name']].map(
    (identity) => [keysBy(before, identity), keysBy(after, identity)] as const,
  );
  const isUnique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;
  const [first, second] = keyed.find(([a, b]) => isUnique(a) && isUnique(b)) ?? keyed.at(-1) ?? [[], []];
  return [counted(first), counted(second)];
}

/** The second of equal keys becomes `key#2`. */
function counted(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key}#${times}`;
  });
}
