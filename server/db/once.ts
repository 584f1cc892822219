import { AppError } from '#shared/errors.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Database, Queries } from './database.ts';

/** A deed that must happen once, however often it is sent: who sends it, by which key, and exactly what. */
export interface Once {
  userId: number;
  key: string;
  /** Method and path as they were called. */
  route: string;
  bodySha256: string;
}

const KEPT_MS = 7 * 86_400_000;

/**
 * What was stored under the key of this person: null = nothing yet. Throws `idempotency-key-reused` when the key
 * belongs to another request (promises.md T28).
 */
export async function findOnce(
  read: Queries,
  once: Once,
): Promise<{ result: string | null; answer: string | null } | null> {
  const row = await read
    .selectFrom('idempotency_key')
    .where('user_id', '=', once.userId)
    .where('key', '=', once.key)
    .select(['route', 'body_sha256', 'result', 'answer'])
    .executeTakeFirst();
  if (!row) return null;
  if (row.route !== once.route || row.body_sha256 !== once.bodySha256)
    throw new AppError(
      'idempotency-key-reused',
      'Mit diesem Schlüssel kam schon eine andere Anfrage. Diese hier wurde nicht ausgeführt.',
    );
  return row;
}

/** Remembers the deed, inside its transaction; forgets what is older than a week. */
export async function keepOnce(
  query: Queries,
  once: Once,
  at: Instant,
  stored: { result: string | null; answer: string | null },
): Promise<void> {
  const old = new Date(Date.parse(at) - KEPT_MS).toISOString() as Instant;
  await query.deleteFrom('idempotency_key').where('created_at', '<', old).execute();
  await query
    .insertInto('idempotency_key')
    .values({
      user_id: once.userId,
      key: once.key,
      route: once.route,
      body_sha256: once.bodySha256,
      created_at: at,
      ...stored,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doUpdateSet({ answer: stored.answer }))
    .execute();
}

/** Keeps the body that was sent, for whoever sends the same again. The first answer stays. */
export async function keepAnswer(db: Database, once: Once, at: Instant, body: unknown): Promise<void> {
  await db.writeTransaction(async (query) => {
    const found = await findOnce(query, once);
    if (found?.answer != null) return;
    await keepOnce(query, once, at, { result: null, answer: JSON.stringify(body) });
  });
}
