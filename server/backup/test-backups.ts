import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { openDatabase, sqlitePath } from '../db/database.ts';
import type { Database } from '../db/database.ts';

/** Opens what a test restored, and closes it again. */
export async function opened<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(url);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The lines of a backup, changed by `change` and packed again: what somebody with an editor can make of it. */
export function edited(file: string, change: (lines: string[]) => string[]): void {
  const lines = zstdDecompressSync(readFileSync(file)).toString().split('\n').slice(0, -1);
  writeFileSync(file, zstdCompressSync(`${change(lines).join('\n')}\n`));
}

/** The same with the last line's checksum made to fit, as by somebody who knows the format. */
export function editedHead(file: string, change: (head: Record<string, unknown>) => void): void {
  edited(file, (lines) => {
    const head = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    change(head);
    const { parts } = JSON.parse(lines.at(-1) ?? '') as { parts: unknown };
    const headLine = JSON.stringify(head);
    const sha256 = createHash('sha256')
      .update(`${headLine}\n${JSON.stringify(parts)}`)
      .digest('hex');
    return [headLine, ...lines.slice(1, -1), JSON.stringify({ parts, sha256 })];
  });
}

/** Index of a table's own line. */
export function lineOf(lines: readonly string[], table: string): number {
  return lines.findIndex((line) => line.startsWith(`{"name":"${table}",`));
}

/** What stands in a place that must have stayed empty: files of its name, or tables. */
export async function leftBehind(place: string): Promise<string[]> {
  if (place.startsWith('sqlite:')) {
    const path = sqlitePath(place);
    return existsSync(dirname(path))
      ? readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))
      : [];
  }
  return opened(place, async (db) => {
    const found = await sql<{ name: string }>`
      select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace`.execute(
      db.read,
    );
    return found.rows.map(({ name }) => name);
  });
}
