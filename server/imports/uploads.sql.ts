import { randomUUID } from 'node:crypto';
import type { Instant } from '#shared/calendar.ts';
import type { ImportRequest } from '#shared/imports/import-request.ts';
import type { Database, Queries } from '../db/database.ts';
import type { UploadTable } from '../db/tables-money.ts';

const DAY_MS = 86_400_000;
/** More uploads than this of one person are not kept; the oldest go first. */
const KEPT_PER_USER = 20;

function dayBefore(at: Instant): Instant {
  return new Date(Date.parse(at) - DAY_MS).toISOString() as Instant;
}

/** Uploads that an open request waits with; an empty list of the database would be no list. */
async function awaitedUploads(query: Queries): Promise<string[]> {
  const rows = await query
    .selectFrom('request')
    .where('kind', '=', 'import')
    .where('state', '=', 'open')
    .select('payload')
    .execute();
  return ['', ...rows.map((row) => (JSON.parse(row.payload) as ImportRequest).uploadId)];
}

/**
 * Keeps an upload between its preview and its apply, and removes what is older than a day. Not a fact of the
 * ledger, so it has no history row. Returns its random id.
 */
export async function keepUpload(db: Database, upload: Omit<UploadTable, 'id'>): Promise<string> {
  const id = randomUUID();
  await db.writeTransaction(async (query) => {
    const awaited = await awaitedUploads(query);
    const free = query.deleteFrom('upload').where('id', 'not in', awaited);
    await free.where('created_at', '<', dayBefore(upload.created_at)).execute();
    const newest = query
      .selectFrom('upload')
      .where('created_by', '=', upload.created_by)
      .orderBy('created_at', 'desc')
      .limit(KEPT_PER_USER - 1)
      .select('id');
    await free.where('created_by', '=', upload.created_by).where('id', 'not in', newest).execute();
    await query
      .insertInto('upload')
      .values({ id, ...upload })
      .execute();
  });
  return id;
}

/** The upload a person made within the last day; another person's does not exist for them. */
export async function findUpload(
  read: Queries,
  id: string,
  userId: number,
  now: Instant,
): Promise<UploadTable | undefined> {
  return read
    .selectFrom('upload')
    .where('id', '=', id)
    .where('created_by', '=', userId)
    .where('created_at', '>=', dayBefore(now))
    .selectAll()
    .executeTakeFirst();
}
