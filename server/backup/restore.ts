import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '#shared/calendar.ts';
import type { VerifyResult } from '#shared/history/history.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { liftings, requireKnown } from '../db/migrate.ts';
import { migrationsFor } from '../db/migrations.ts';
import type { AppliedMigration, Migration } from '../db/migrations.ts';
import { rebuild } from '../db/rebuild.ts';
import type { Rebuilding } from '../db/rebuild.ts';
import { foldAllDueTexts } from '../db/search-texts.ts';
import { lastHistory } from '../db/transact.ts';
import type { Head, Part, StoredTable } from './format.ts';
import { partOf } from './parts.ts';
import { readBackup, refused } from './read-backup.ts';
import type { Piece } from './read-backup.ts';
import { noteRestored } from './restored.sql.ts';
import { storedTables } from './tables.sql.ts';

/** What a restore did. */
export interface Restored {
  head: Head;
  parts: Part[];
  /** Migrations that lifted it to this program's schema. */
  lifted: string[];
}

/** Schema as it was when it was saved, without a row. Returns what this program would lift it by. */
async function layOut(
  door: Rebuilding,
  head: Head,
): Promise<{ had: AppliedMigration[]; later: Migration[] }> {
  requireKnown(head.schema, 'Die Sicherung');
  const all = migrationsFor(door.engine);
  const had = all.filter(({ version }) => head.schema.some((one) => one.version === version));
  await door.lift(liftings(door.engine, [], had).map(({ text }) => text));
  return { had, later: all.filter((one) => !had.includes(one)) };
}

/** Every row, table by table. Returns the list of parts, once the whole was read and found unchanged. */
async function fill(door: Rebuilding, pieces: AsyncIterable<Piece>): Promise<Part[]> {
  const tables = new Map((await storedTables(door.query, door.engine)).map((one) => [one.name, one]));
  const missing = new Set(tables.keys());
  let open: StoredTable | undefined;
  let parts: Part[] = [];
  for await (const piece of pieces) {
    if ('table' in piece) {
      open = tables.get(piece.table.name);
      if (!isDeepStrictEqual(piece.table, open) || !missing.delete(piece.table.name))
        throw refused(`Der Teil „${piece.table.name}“ passt nicht zu ihrem Schema.`);
    } else if ('rows' in piece && open) await insertRows(door, open, piece.rows);
    else if ('parts' in piece) ({ parts } = piece);
  }
  if (missing.size > 0) throw refused(`Ihr fehlen Teile: ${[...missing].join(', ')}.`);
  return parts;
}

async function insertRows(door: Rebuilding, table: StoredTable, rows: unknown[][]): Promise<void> {
  const bytes = table.columns.flatMap(({ kind }, at) => (kind === 'bytes' ? [at] : []));
  for (const row of rows)
    for (const at of bytes) if (typeof row[at] === 'string') row[at] = Buffer.from(row[at], 'hex');
  await door.insert(table.name, table.columns, rows);
}

/** Everything is read again from where it stands now: rows, sums, the head of the history and each part's checksum. */
async function requireSame({ query, engine }: Rebuilding, head: Head, parts: readonly Part[]): Promise<void> {
  const { seq, hash } = await lastHistory(query);
  if (seq !== head.history.seq || hash !== head.history.hash)
    throw refused(`Der Verlauf endet bei ${seq}:${hash} statt bei ${head.history.seq}:${head.history.hash}.`);
  const tables = await storedTables(query, engine);
  for (const said of parts) {
    const table = tables.find(({ name }) => name === said.table);
    const found = table && (await partOf(query, engine, table));
    if (!isDeepStrictEqual(found, said))
      throw refused(`Der Teil „${said.table}“ steht nach dem Einlesen anders da, als er gesichert wurde.`);
  }
}

async function build(door: Rebuilding, path: string, at: Instant): Promise<Restored> {
  const pieces = readBackup(path);
  const begun = await pieces.next();
  const first = begun.done === true ? undefined : begun.value;
  if (!first || !('head' in first)) throw refused('Die Datei ist keine Sicherung von MoveS-Cockpit.');
  const { head } = first;
  const { had, later } = await layOut(door, head);
  const tighten = await door.loosen();
  const parts = await fill(door, pieces);
  await tighten();
  await requireSame(door, head, parts);
  await noteRestored(door.query, { at, savedAt: head.at, ...head.history });
  await door.lift(liftings(door.engine, had, later).map(({ text }) => text));
  return { head, parts, lifted: later.map(({ name }) => name) };
}

/**
 * Fills an empty place from a backup; what stands there afterwards was read again and is what was saved. A backup of an
 * older schema is lifted. `check` looks at the finished database. Throws `conflict` when the place is not empty or the
 * backup is torn, changed or unknown; then nothing of it stays.
 */
export async function restoreBackup(
  url: string,
  path: string,
  at: Instant,
  check?: (db: Database) => Promise<VerifyResult>,
): Promise<Restored & { verified: VerifyResult | undefined }> {
  return rebuild(
    url,
    (door) => build(door, path, at),
    async (place, restored) => {
      const db = await openDatabase(place);
      try {
        await foldAllDueTexts(db);
        return { ...restored, verified: await check?.(db) };
      } finally {
        await db.close();
      }
    },
  );
}
