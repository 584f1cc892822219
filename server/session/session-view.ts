import { allowedActions } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { SessionView } from '#shared/session/session.ts';
import { cityNames } from '../city/city.sql.ts';
import type { Database } from '../db/database.ts';
import type { Doors } from '../http/route.ts';
import { findUserName, isDemo } from './session.sql.ts';

/** Who is signed in, as the page is told: after every way of signing in, and when it asks. */
export async function sessionView(
  db: Database,
  actor: Actor | null,
  provider: Doors['provider'],
): Promise<SessionView> {
  return {
    user: actor && {
      ...actor,
      standsInFor: [...(actor.standsInFor ?? [])],
      name: await findUserName(db.read, actor.id),
    },
    actions: allowedActions(actor),
    city: await cityNames(db.read),
    demo: await isDemo(db.read),
    provider: provider ? { name: provider.name } : null,
  };
}
