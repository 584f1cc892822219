import * as z from 'zod';

/**
 * A backup is text, one JSON value a line, packed with zstd: the head, then every table as a line that names it and a
 * line for each row in the order of its key, then the list of all parts with their checksums (decision 0050).
 */
export const FORMAT = 1;

/** Rows of these tables are not backed up: the schema is in the head, and whoever was signed in signs in anew. */
export const LEFT_OUT: readonly string[] = ['schema_version', 'session'];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What a column holds; bytes are written as hexadecimal digits. */
export const ColumnKind = z.enum(['number', 'text', 'bytes']);

/** A table as both engines know it: the columns of its key first, in the key's order, then the others by name. */
export const StoredTable = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), kind: ColumnKind })).min(1),
  keys: z.number().int().min(1),
});
export type StoredTable = z.infer<typeof StoredTable>;

/** First line. */
export const Head = z.object({
  moves: z.literal('backup'),
  format: z.number().int(),
  program: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  at: z.string(),
  /** It was made of a file that lacked what was committed last (server/db/sqlite-live-copy.ts). */
  fromLiveCopy: z.boolean(),
  schema: z.array(z.object({ version: z.number().int(), name: z.string(), sha256: sha256.nullable() })),
  history: z.object({ seq: z.number().int().min(0), hash: sha256 }),
});
export type Head = z.infer<typeof Head>;

/** What stands in one table; sums of its cents are whole numbers as text, because they may exceed a double. */
export const Part = z.object({
  table: z.string(),
  rows: z.number().int().min(0),
  cents: z.record(z.string(), z.string().regex(/^-?\d+$/u)),
  /** Over the lines of its rows, line ends included. */
  sha256,
});
export type Part = z.infer<typeof Part>;

/** Last line; its checksum is over the head's line and the list of parts as they stand. */
export const Tail = z.object({ parts: z.array(Part), sha256 });
export type Tail = z.infer<typeof Tail>;

/** Head and parts: what a backup says of itself. */
export type Manifest = Head & { parts: Part[]; sha256: string };

/** What whoever saves or restores such a one is told; nothing where all is well. */
export function liveCopyWarning({ fromLiveCopy }: Head): string[] {
  return fromLiveCopy
    ? [
        'Achtung: Gesichert wurde die Kopie einer laufenden Datenbank ohne deren Protokoll; zuletzt Gespeichertes fehlt.',
      ]
    : [];
}
