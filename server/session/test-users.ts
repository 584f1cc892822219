import type { Role } from '#shared/permissions.ts';
import { ROLES } from '#shared/permissions.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';

/** One user for every role, with the role as login, on a database marked as demo; ids by login. */
export async function addTestUsers(db: Database): Promise<Record<Role, number>> {
  return transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
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
