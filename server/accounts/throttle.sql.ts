import { hash } from 'node:crypto';
import type { Clock, Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { fold } from '#shared/search/fold.ts';
import type { Database, Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';

/** What is looked at: failures of the last quarter of an hour. */
const WINDOW_MS = 15 * 60_000;
/** From so many failures on, the next try waits: 1, 2, 4 … seconds, at most a minute. Nobody is ever locked out. */
const FREE_TRIES = { account: 5, address: 20 };
const LONGEST_WAIT_SECONDS = 60;

/** Whose failures count: those of a name, whether it exists or not, and those of an address. */
interface Subjects {
  account: string;
  address: string;
}

/** A try that has begun: it counts as a failure until it is told that it was none. */
export interface Try {
  subjects: Subjects;
  ids: number[];
}

export function subjectsOf(login: string, address: string): Subjects {
  return { account: `account:${hash('sha256', fold(login))}`, address: `address:${address}` };
}

const earlier = (at: Instant, ms: number): Instant => new Date(Date.parse(at) - ms).toISOString() as Instant;

async function secondsToWait(query: Queries, now: Instant, subject: string, free: number): Promise<number> {
  const { failures, last } = await query
    .selectFrom('sign_in_failure')
    .where('subject', '=', subject)
    .where('at', '>', earlier(now, WINDOW_MS))
    .select(({ fn }) => [countRows().as('failures'), fn.max('at').as('last')])
    .executeTakeFirstOrThrow();
  if (failures < free) return 0;
  const wait = Math.min(2 ** (failures - free), LONGEST_WAIT_SECONDS);
  return Math.ceil(wait - (Date.parse(now) - Date.parse(last)) / 1000);
}

/**
 * Begins a try to sign in by name, before anything is compared, so that a thousand at once are as slow as one after
 * the other. Throws `too-many-attempts` with the seconds to wait.
 */
export async function beginTry(db: Database, clock: Clock, subjects: Subjects): Promise<Try> {
  const now = clock.now();
  const begun = await db.writeTransaction(async (query): Promise<number | number[]> => {
    const byAccount = await secondsToWait(query, now, subjects.account, FREE_TRIES.account);
    const byAddress = await secondsToWait(query, now, subjects.address, FREE_TRIES.address);
    const wait = Math.max(byAccount, byAddress);
    if (wait > 0) return wait;
    await query.deleteFrom('sign_in_failure').where('at', '<=', earlier(now, WINDOW_MS)).execute();
    const rows = Object.values(subjects).map((subject: string) => ({ subject, at: now }));
    const added = await query.insertInto('sign_in_failure').values(rows).returning('id').execute();
    return added.map(({ id }) => id);
  });
  if (typeof begun === 'number')
    throw new AppError(
      'too-many-attempts',
      `Der nächste Versuch geht in ${begun} ${begun === 1 ? 'Sekunde' : 'Sekunden'}.`,
      {
        retryAfterSeconds: begun,
      },
    );
  return { subjects, ids: begun };
}

/** The try was none of somebody else: it and the account's failures are forgotten, the address keeps its others. */
export async function forgetTries(query: Queries, { subjects, ids }: Try): Promise<void> {
  await query
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('subject', '=', subjects.account), eb('id', 'in', ids)]))
    .execute();
}
