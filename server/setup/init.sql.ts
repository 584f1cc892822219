import type { Clock } from '#shared/calendar.ts';
import { loginField } from '#shared/accounts/accounts.ts';
import { NEUTRAL_CITY } from '#shared/city/city-names.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import { insertAccountMap } from './base-data.sql.ts';

/** Throws `invalid-input` for a name that cannot be a login. */
export function requireLogin(login: string): void {
  const { error } = loginField.safeParse(login);
  if (error)
    throw new AppError(
      'invalid-input',
      `„${login.slice(0, 64)}“ kann kein Anmeldename sein. ${error.issues[0]?.message ?? ''}`,
    );
}

/** Throws `conflict` when the database was set up before: nothing is ever set up twice. */
export async function requireNotSetUp(db: Database): Promise<void> {
  const kind = await db.read.selectFrom('meta').select('value').where('key', '=', 'kind').executeTakeFirst();
  if (kind === undefined) return;
  throw new AppError(
    'conflict',
    `Diese Datenbank ist schon eingerichtet (${kind.value === 'demo' ? 'Beispieldaten' : 'echte Daten'}). Es wurde nichts verändert.`,
  );
}

/**
 * Sets up a migrated, empty database for real data: account maps, the kind `live` and the first administrator.
 * Throws `invalid-input` for a name that cannot be a login, `conflict` when it was set up before.
 */
export async function initDatabase(
  db: Database,
  by: { clock: Clock; writer: Writer },
  options: { admin: string },
): Promise<void> {
  requireLogin(options.admin);
  await requireNotSetUp(db);
  await transact(db, by, async (tx) => {
    const accounts = await insertAccountMap(tx.query, tx.seq);
    await tx.query.insertInto('meta').values({ key: 'kind', value: 'live' }).execute();
    await tx.query
      .insertInto('city')
      .values({ id: 1, ...NEUTRAL_CITY, recorded_seq: tx.seq })
      .execute();
    await tx.query
      .insertInto('app_user')
      .values({
        login: options.admin,
        name: 'Verwaltung der Anwendung',
        role: 'admin',
        description: 'Erste Anmeldung, bei der Einrichtung angelegt.',
        recorded_seq: tx.seq,
      })
      .execute();
    const after = { kind: 'live', accounts, admin: options.admin };
    return {
      result: undefined,
      change: { action: 'database.init', entity: 'database', entityId: 'live', after },
    };
  });
}
