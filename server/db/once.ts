import { AppError } from '#shared/errors.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Queries } from './database.ts';
import { deed, question } from './question.ts';

/** A deed that must happen once, however often it is sent: who sends it, by which key, and exactly what. */
export interface Once {
  userId: number;
  key: string;
  /** Method and path as they were called. */
  route: string;
  bodySha256: string;
}

const KEPT_MS = 7 * 86_400_000;

const keptUnder = question((query, { userId, key }: Pick<Once, 'userId' | 'key'>) =>
  query
    .selectFrom('idempotency_key')
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .select(['route', 'body_sha256', 'result', 'answer']),
);

const forgetOlder = deed((query, { old }: { old: Instant }) =>
  query.deleteFrom('idempotency_key').where('created_at', '<', old),
);

const keepUnder = deed((query, row: Once & { at: Instant; answer: string }) =>
  query.insertInto('idempotency_key').values({
    user_id: row.userId,
    key: row.key,
    route: row.route,
    body_sha256: row.bodySha256,
    created_at: row.at,
    result: null,
    answer: row.answer,
  }),
);

/**
 * What was told under the key of this person, as JSON: null = nothing yet. Throws `idempotency-key-reused` when the key
 * belongs to another request (promises.md T28).
 */
export async function findOnce(read: Queries, once: Once): Promise<{ answer: string } | null> {
  const [row] = await keptUnder(read, once);
  if (!row) return null;
  if (row.route !== once.route || row.body_sha256 !== once.bodySha256)
    throw new AppError(
      'idempotency-key-reused',
      'Mit diesem Schlüssel kam schon eine andere Anfrage. Diese hier wurde nicht ausgeführt.',
    );
  // Before decision 0034 the answer was kept apart from the deed's own result, and after its commit.
  return { answer: row.answer ?? row.result ?? 'null' };
}

/** Remembers what the deed is answered with, inside its transaction; forgets what is older than a week. */
export async function keepOnce(query: Queries, once: Once, at: Instant, answer: unknown): Promise<void> {
  const old = new Date(Date.parse(at) - KEPT_MS).toISOString() as Instant;
  await forgetOlder(query, { old });
  await keepUnder(query, { ...once, at, answer: JSON.stringify(answer ?? null) });
}
