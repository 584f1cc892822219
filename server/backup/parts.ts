import { createHash } from 'node:crypto';
import type { Engine, Queries } from '../db/database.ts';
import type { Part, StoredTable } from './format.ts';
import { linesOf, totalsOf } from './rows.sql.ts';

/**
 * Reads one table and hands its lines on as they come; returns what the list of parts says of it. To be read on one
 * state of the data. Throws when the rows that were read are not as many as the table has.
 */
export async function* readPart(
  query: Queries,
  engine: Engine,
  table: StoredTable,
): AsyncGenerator<Buffer, Part> {
  const hash = createHash('sha256');
  let read = 0;
  for await (const { rows, lines } of linesOf(query, engine, table)) {
    hash.update(lines);
    read += rows;
    yield lines;
  }
  const { rows, cents } = await totalsOf(query, table);
  if (rows !== read) throw new Error(`${table.name}: ${read} rows were read and ${rows} are there`);
  return { table: table.name, rows, cents, sha256: hash.digest('hex') };
}

/** The same without its lines. */
export async function partOf(query: Queries, engine: Engine, table: StoredTable): Promise<Part> {
  const lines = readPart(query, engine, table);
  for (;;) {
    const { done, value } = await lines.next();
    if (done) return value;
  }
}
