import type { GroupInput } from '#shared/accounts/groups.ts';
import { setGroup } from '../accounts/set-group.ts';
import { systemClock } from '../clock.ts';
import type { AppOptions } from '../app.ts';
import type { Database } from '../db/database.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { PUBLIC_ORIGIN, startIssuer } from './test-issuer.ts';

const machine = { clock: systemClock, writer: { id: null, name: 'test' } };

/** Gives a group a role, as two administrators or the command line would. */
export async function give(db: Database, group: string, role: GroupInput['role']): Promise<void> {
  await setGroup(db, machine, { group, role, office: null, reason: 'Test' });
}

/** The application beside a provider of our own, with three groups: `kasse`, `pruefung` and `rat`. */
export async function withProvider(db: Database, options: Partial<AppOptions> = {}) {
  await addTestUsers(db);
  await give(db, 'kasse', 'controller');
  await give(db, 'pruefung', 'auditor');
  await give(db, 'rat', 'council');
  const issuer = await startIssuer();
  const app = await startTestApp(db, {
    ...{ provider: issuer.provider(), publicOrigin: PUBLIC_ORIGIN, secureCookies: true },
    ...options,
  });
  const sessions = async (): Promise<number> =>
    (await db.read.selectFrom('session').select('id_sha256').execute()).length;
  const account = (sub = 'person-1') =>
    db.read.selectFrom('app_user').where('subject', '=', sub).selectAll().executeTakeFirst();
  const close = async (): Promise<void> => {
    issuer.close();
    await app.close();
  };
  return { app, issuer, sessions, account, close };
}
