import type { Role } from '#shared/permissions.ts';
import { ROLES } from '#shared/permissions.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';

/** Before anything a test records: the date of an entry never goes back. */
export const LONG_AGO = { now: () => '2018-01-02T08:00:00.000Z' as Instant };

/** One user for every role, with the role as login, on a database marked as demo; ids by login. */
export async function addTestUsers(db: Database): Promise<Record<Role, number>> {
  return transact(db, { clock: LONG_AGO, writer: { id: null, name: 'test' } }, async (tx) => {
    await tx.query.insertInto('meta').values({ key: 'kind', value: 'demo' }).execute();
    const ids: Partial<Record<Role, number>> = {};
    for (const role of ROLES) {
      const row = await tx.query
        .insertInto('app_user')
        .values({ login: role, name: `Test ${role}`, role, description: 'nur im Test', recorded_seq: tx.seq })
        .returning('id')
        .executeTakeFirstOrThrow();
      ids[role] = row.id;
    }
    return {
      result: ids as Record<Role, number>,
      change: { action: 'user.add', entity: 'app_user', entityId: 'test' },
    };
  });
}

/** A second controller, `controller2`, who decides what the first one asks for; gives the id. */
export async function addSecondController(db: Database): Promise<number> {
  return transact(db, { clock: LONG_AGO, writer: { id: null, name: 'test' } }, async (tx) => {
    const { id } = await tx.query
      .insertInto('app_user')
      .values({ login: 'controller2', name: 'Test controller 2', role: 'controller', recorded_seq: tx.seq })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { result: id, change: { action: 'user.add', entity: 'app_user', entityId: 'test' } };
  });
}
