import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#shared/calendar.ts';
import type { ImportRequest } from '#shared/imports/import-request.ts';
import type { Database, Queries } from '../db/database.ts';
import type { UploadTable } from '../db/tables-uploads.ts';
import type { FilePart } from './delivery.ts';
import { sourceOf } from './read/file-source.ts';

const DAY_MS = 86_400_000;
/** More uploads, or more bytes, than this of one person are not kept; the oldest go first. */
const KEPT_PER_USER = 20;
const BYTES_PER_USER = 1024 * 1024 * 1024;

function dayBefore(at: Instant): Instant {
  return new Date(Date.parse(at) - DAY_MS).toISOString() as Instant;
}

/** Uploads that an open request waits with. */
async function awaitedUploads(query: Queries): Promise<Set<string>> {
  const rows = await query
    .selectFrom('request')
    .where('kind', '=', 'import')
    .where('state', '=', 'open')
    .select('payload')
    .execute();
  return new Set(rows.map((row) => (JSON.parse(row.payload) as ImportRequest).uploadId));
}

/** Ids of what is too old, or too much of one person beside `bytes` more. */
async function superfluous(query: Queries, userId: number, now: Instant, bytes: number): Promise<string[]> {
  const awaited = await awaitedUploads(query);
  const kept = await query
    .selectFrom('upload as u')
    .leftJoin('upload_file as f', 'f.upload_id', 'u.id')
    .groupBy(['u.id', 'u.created_by', 'u.created_at'])
    .orderBy('u.created_at', 'desc')
    .select(['u.id', 'u.created_by as by', 'u.created_at as at'])
    .select(sql<number>`cast(coalesce(sum(f.size), 0) as bigint)`.as('size'))
    .execute();
  let [own, held] = [1, bytes];
  return kept
    .filter((one) => !awaited.has(one.id))
    .filter((one) => {
      if (one.at < dayBefore(now)) return true;
      if (one.by !== userId) return false;
      own += 1;
      held += one.size;
      return own > KEPT_PER_USER || held > BYTES_PER_USER;
    })
    .map((one) => one.id);
}

/**
 * Keeps an upload between its preview and its apply, piece by piece, and removes what is older than a day. Not a fact of
 * the ledger, so it has no history row. Returns its random id.
 */
export async function keepUpload(
  db: Database,
  upload: Omit<UploadTable, 'id'>,
  parts: readonly FilePart[],
): Promise<string> {
  const id = randomUUID();
  const files = parts.map(({ fileName, bytes }, part) => ({ fileName, part, file: sourceOf(bytes) }));
  await db.writeTransaction(async (query) => {
    const size = files.reduce((sum, { file }) => sum + file.size, 0);
    const gone = await superfluous(query, upload.created_by, upload.created_at, size);
    await query
      .deleteFrom('upload_piece')
      .where('upload_id', 'in', ['', ...gone])
      .execute();
    await query
      .deleteFrom('upload_file')
      .where('upload_id', 'in', ['', ...gone])
      .execute();
    await query
      .deleteFrom('upload')
      .where('id', 'in', ['', ...gone])
      .execute();
    await query
      .insertInto('upload')
      .values({ id, ...upload })
      .execute();
    for (const { fileName, part, file } of files) {
      const head = { upload_id: id, part };
      await query
        .insertInto('upload_file')
        .values({ ...head, file_name: fileName, size: file.size })
        .execute();
      let piece = 0;
      for await (const bytes of file.pieces()) {
        await query
          .insertInto('upload_piece')
          .values({ ...head, piece, bytes })
          .execute();
        piece += 1;
      }
    }
  });
  return id;
}

async function* piecesOf(read: Queries, uploadId: string, part: number): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece += 1) {
    const found = await read
      .selectFrom('upload_piece')
      .where('upload_id', '=', uploadId)
      .where('part', '=', part)
      .where('piece', '=', piece)
      .select('bytes')
      .executeTakeFirst();
    if (!found) return;
    yield found.bytes;
  }
}

/** The files of an upload, read from the database as they are asked for. */
export async function uploadedFiles(read: Queries, uploadId: string): Promise<FilePart[]> {
  const files = await read
    .selectFrom('upload_file')
    .where('upload_id', '=', uploadId)
    .orderBy('part')
    .select(['part', 'file_name as fileName', 'size'])
    .execute();
  return files.map(({ part, fileName, size }) => ({
    fileName,
    bytes: { size, pieces: () => piecesOf(read, uploadId, part) },
  }));
}

/** The upload a person made within the last day, with its files; another person's does not exist for them. */
export async function findUpload(
  read: Queries,
  id: string,
  userId: number,
  now: Instant,
): Promise<(UploadTable & { parts: FilePart[] }) | undefined> {
  const upload = await read
    .selectFrom('upload')
    .where('id', '=', id)
    .where('created_by', '=', userId)
    .where('created_at', '>=', dayBefore(now))
    .selectAll()
    .executeTakeFirst();
  return upload && { ...upload, parts: await uploadedFiles(read, id) };
}
