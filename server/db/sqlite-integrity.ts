import type Sqlite from 'better-sqlite3';
import { APPEND_ONLY } from './tables.ts';

/** Reads the whole file: pages, indexes, foreign keys and the guards against changes; each fault in words. */
export function integrityFaults(connection: Sqlite.Database): string[] {
  const orphans = connection.pragma('foreign_key_check') as unknown[];
  const triggers = connection.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all();
  const missing = APPEND_ONLY.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`]).filter(
    (name) => !triggers.includes(name),
  );
  // Every entry of every index against its row: whoever reads a page reads indexes.
  const found = connection.pragma('integrity_check', { simple: true });
  return [
    ...(found === 'ok' ? [] : [`integrity_check: ${String(found)}`]),
    ...(orphans.length === 0 ? [] : [`foreign_key_check: ${orphans.length} Zeilen`]),
    ...missing.map((name) => `Schutz ${name} fehlt`),
  ];
}
