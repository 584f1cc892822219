import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Database, Queries } from '../db/database.ts';
import { appliedMigrations, requireKnown } from '../db/migrate.ts';
import type { AppliedMigration } from '../db/migrations.ts';
import { lastHistory } from '../db/transact.ts';
import { FORMAT } from './format.ts';
import type { Head, Manifest, Part } from './format.ts';
import { readPart } from './parts.ts';
import { storedTables } from './tables.sql.ts';

const PACKAGE = new URL('../../package.json', import.meta.url);

function programVersion(): string {
  return (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
}

/** The checksum of the last line: over the head's line and the list of parts. */
export function tailHash(headLine: string, parts: readonly Part[]): string {
  return createHash('sha256')
    .update(`${headLine}\n${JSON.stringify(parts)}`)
    .digest('hex');
}

/** Everything, line by line, as it stands at one state of the data. */
async function* contentOf(
  query: Queries,
  head: Head,
  done: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  const headLine = JSON.stringify(head);
  yield Buffer.from(`${headLine}\n`);
  const parts: Part[] = [];
  for (const table of await storedTables(query, head.engine)) {
    yield Buffer.from(`${JSON.stringify(table)}\n`);
    parts.push(yield* readPart(query, head.engine, table));
  }
  const sha256 = tailHash(headLine, parts);
  yield Buffer.from(`${JSON.stringify({ parts, sha256 })}\n`);
  done({ ...head, parts, sha256 });
}

/** What was written is on the disk, and so is its name, before anybody is told. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function headOf(db: Database, query: Queries, clock: Clock, schema: AppliedMigration[]): Promise<Head> {
  return {
    ...{ moves: 'backup', format: FORMAT, program: programVersion(), engine: db.engine, at: clock.now() },
    ...{ fromLiveCopy: db.isLiveCopy(), schema, history: await lastHistory(query) },
  };
}

/** Level 1 of zstd: the next ones take longer and make these rows no smaller (decision 0050). */
const PACKING = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

/**
 * Writes one state of the data into a file, beside whoever writes meanwhile. The file appears under its name when it is
 * whole. Returns what it says of itself. Throws `conflict` for a schema that this program does not know, and
 * `invalid-input` when the file cannot be written.
 */
export async function writeBackup(db: Database, clock: Clock, path: string): Promise<Manifest> {
  const schema = await appliedMigrations(db);
  requireKnown(schema);
  const growing = `${path}.${process.pid}.part`;
  try {
    const manifest = await db.snapshot(async (query) => {
      let told: Manifest | undefined;
      const content = contentOf(query, await headOf(db, query, clock, schema), (all) => {
        told = all;
      });
      await pipeline(
        Readable.from(content, { objectMode: false }),
        createZstdCompress(PACKING),
        createWriteStream(growing, { mode: 0o600 }),
      );
      if (!told) throw new Error('The backup ended before its last line.');
      return told;
    });
    await flush(growing);
    await rename(growing, path);
    await flush(dirname(path));
    return manifest;
  } catch (error) {
    await rm(growing, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new AppError('invalid-input', `Die Datei ${path} lässt sich nicht schreiben: ${error.message}`);
    throw error;
  }
}
