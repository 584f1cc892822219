import type { RequestHandler } from 'express';
import { actorOfSession, tokenSha256 } from '../session/session.sql.ts';
import type { Doors } from './route.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Finds out who asks. Nobody is not an error here; each route says whether it needs somebody. */
export function identify(doors: Doors): RequestHandler {
  return async (request, _response, next) => {
    const token = readSessionCookie(request, doors.secureCookies);
    if (token !== undefined) {
      const idSha256 = tokenSha256(token);
      request.actor = await actorOfSession(doors.db, doors.clock, idSha256);
      request.sessionSha256 = request.actor ? idSha256 : null;
    }
    next();
  };
}
