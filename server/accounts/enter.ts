import { AppError } from '#shared/errors.ts';
import type { SessionView } from '#shared/session/session.ts';
import type { Doors } from '../http/route.ts';
import { actorById } from '../session/actor.sql.ts';
import { closeSession, openSession } from '../session/session.sql.ts';
import { sessionView } from '../session/session-view.ts';
import type { SignInDoors, SignedIn } from './sign-in.ts';

/**
 * Lets somebody in who has proved who they are: a session with a fresh id, the one of this browser before it closed,
 * and a line in the security log. Throws `sign-in-failed` when the account was disabled meanwhile.
 */
export async function enter(
  doors: SignInDoors & {
    doors: Pick<Doors, 'provider'>;
    setSessionCookie: (token: string | null) => void;
  },
  { userId, way }: SignedIn,
): Promise<SessionView> {
  const { db, clock, caller } = doors;
  const actor = await actorById(db.read, clock, userId);
  if (!actor) throw new AppError('sign-in-failed');
  if (caller.sessionSha256) await closeSession(db, caller.sessionSha256);
  doors.setSessionCookie(await openSession(db, clock, userId, { way }));
  caller.security({
    event: 'sign-in',
    account: userId,
    way,
    ...(actor.breakGlass ? { breakGlass: true } : {}),
  });
  return sessionView(db, actor, doors.doors.provider);
}
