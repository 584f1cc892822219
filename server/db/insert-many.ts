import type { Insertable } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Inserts rows of one table in the running transaction, as fast as the engine can: on SQLite through one prepared
 * statement, on PostgreSQL as one array per column. Every row must have the keys of the first; a column that no row
 * has keeps its default. A thousand rows a call hold nobody up for long; more go in several calls.
 */
export type InsertMany = <T extends keyof Tables>(
  table: T,
  rows: readonly Insertable<Tables[T]>[],
) => Promise<void>;

type Row = Readonly<Record<string, unknown>>;

/** The columns of a batch. Throws when a row has others: its values would land in the wrong places. */
export function columnsOf(table: string, rows: readonly Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  for (const row of rows) {
    const own = Object.keys(row);
    if (own.length !== columns.length || columns.some((column) => row[column] === undefined))
      throw new Error(
        `insertMany into ${table}: a row has ${own.join(', ')} instead of ${columns.join(', ')}`,
      );
  }
  return columns;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export function sqliteInsert(table: string, columns: readonly string[]): string {
  const places = columns.map(() => '?').join(', ');
  return `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values (${places})`;
}

/** `types` in the order of `columns`, as PostgreSQL names them. */
export function postgresInsert(table: string, columns: readonly string[], types: readonly string[]): string {
  const arrays = types.map((type, n) => `$${n + 1}::${type}[]`).join(', ');
  return `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) select * from unnest(${arrays})`;
}
