import { hash, randomBytes } from 'node:crypto';
import type { Clock, Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Database, Queries } from '../db/database.ts';
import type { ChallengeTable } from '../db/tables-accounts.ts';

type Purpose = ChallengeTable['purpose'];

/** A device answers at once; an app has to be fetched and filled first. */
const GOOD_FOR_MS: Record<Purpose, number> = {
  'passkey-sign-in': 300_000,
  'passkey-add': 300_000,
  'second-factor': 1_800_000,
};

const digestOf = (token: string): string => hash('sha256', token);

/** What is begun: its purpose, of whom (null = whoever answers), and what must be known to finish it. */
export interface Beginning {
  purpose: Purpose;
  userId: number | null;
  challenge: string;
}

/** Keeps what somebody has begun and drops what is over. Returns the token that names it; only its digest is kept. */
export async function begin(
  db: Database,
  clock: Clock,
  { purpose, userId, challenge }: Beginning,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(Date.parse(now) + GOOD_FOR_MS[purpose]).toISOString() as Instant;
  await db.writeTransaction(async (query) => {
    await query.deleteFrom('challenge').where('expires_at', '<=', now).execute();
    await query
      .insertInto('challenge')
      .values({
        ...{ token_sha256: digestOf(token), purpose, challenge },
        ...{ user_id: userId, expires_at: expiresAt },
      })
      .execute();
  });
  return token;
}

interface Asked {
  token: string;
  purpose: Purpose;
  userId: number | null;
}

/** What was begun, while it is good and of this account. Throws `invalid-input` for anything else. */
export async function begun(read: Queries, now: Instant, { token, purpose, userId }: Asked): Promise<string> {
  const row = await read
    .selectFrom('challenge')
    .where('token_sha256', '=', digestOf(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .select(['challenge', 'user_id'])
    .executeTakeFirst();
  if (row?.user_id !== userId)
    throw new AppError('invalid-input', 'Das hat zu lange gedauert. Bitte beginnen Sie noch einmal.');
  return row.challenge;
}

/** The same, and it is gone: what it says is good for one answer. */
export async function taken(query: Queries, now: Instant, asked: Asked): Promise<string> {
  const challenge = await begun(query, now, asked);
  await query.deleteFrom('challenge').where('token_sha256', '=', digestOf(asked.token)).execute();
  return challenge;
}

/** Goes on with what was begun, under the same name and until the same instant. */
export async function goOn(query: Queries, token: string, challenge: string): Promise<void> {
  await query
    .updateTable('challenge')
    .set({ challenge })
    .where('token_sha256', '=', digestOf(token))
    .execute();
}
