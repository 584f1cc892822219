import { setTimeout as pause } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ACCOUNT_HEADER, NO_ACCOUNT } from '#shared/session/account-header.ts';
import { KnownSessions } from './known-sessions.ts';
import { closeOver, tokenSha256, touchSession } from './session.sql.ts';
import type { Doors } from '../http/route.ts';
import { readSessionCookie } from '../http/session-cookie.ts';

/** Reading waits this long for the note of its own use; an import that holds the writers makes nobody wait longer. */
const TOUCH_WAIT_MS = 200;

/** Finds out who asks. Nobody is not an error here; each route says whether it needs somebody. */
export function identify(doors: Doors, log: Logger): RequestHandler {
  const sessions = new KnownSessions(doors.db, doors.clock);
  const noting = new Map<string, Promise<void>>();
  /** Settles when the note is written, or at once when somebody else already waits for it. */
  const note = (idSha256: string, isOpen: boolean): Promise<void> => {
    if (noting.has(idSha256)) return Promise.resolve();
    const written = isOpen ? touchSession(doors.db, doors.clock, idSha256) : closeOver(doors.db, idSha256);
    const started = written
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the last use of a session could not be written');
      })
      .finally(() => noting.delete(idSha256));
    noting.set(idSha256, started);
    return started;
  };
  return async (request, response, next) => {
    const token = readSessionCookie(request, doors.secureCookies);
    if (token !== undefined) {
      const idSha256 = tokenSha256(token);
      const session = await sessions.find(idSha256);
      if (session?.touchDue ?? true)
        await Promise.race([note(idSha256, session !== null), pause(TOUCH_WAIT_MS)]);
      request.actor = session?.actor ?? null;
      request.sessionSha256 = session ? idSha256 : null;
      request.historySeq = session?.historySeq ?? 0;
    }
    response.setHeader(ACCOUNT_HEADER, request.actor?.id ?? NO_ACCOUNT);
    next();
  };
}
