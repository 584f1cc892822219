import type { Request } from 'express';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { DemoAccount, DemoSignIn, SessionView } from '#shared/session/session.ts';
import type { Database } from '../db/database.ts';
import { isLoopbackAddress, isLoopbackHost, isLoopbackUrl } from '../http/loopback.ts';
import { publicRoute } from '../http/route.ts';
import type { Doors } from '../http/route.ts';
import { findActor } from './actor.sql.ts';
import { closeSession, isDemo, listUsers, openSession } from './session.sql.ts';
import { sessionView } from './session-view.ts';
import { signInLimit } from './sign-in-limit.ts';

/** A proxy on this machine would make every visitor look local. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];
/** Where a page says that it stands; a proxy that rewrites Host leaves these alone. */
const PAGE_HEADERS = ['origin', 'referer'];

/**
 * Whether somebody sits at this very machine: by peer, Host and the page's own address, without any proxy that shows
 * itself, and with no other address given out.
 */
function isLocal(request: Request, { publicOrigin, trustedProxies = [] }: Doors): boolean {
  const pages = [publicOrigin, ...PAGE_HEADERS.map((name) => request.get(name))];
  return (
    isLoopbackAddress(request.socket.remoteAddress) &&
    isLoopbackHost(request.get('host') ?? '') &&
    pages.every((page) => page === undefined || isLoopbackUrl(page)) &&
    trustedProxies.length === 0 &&
    PROXY_HEADERS.every((name) => request.get(name) === undefined)
  );
}

/** One click signs in only on the demo database and only on this very machine, never through a proxy. */
async function requireLocalDemo(db: Database, request: Request, doors: Doors): Promise<void> {
  if (!isLocal(request, doors) || !(await isDemo(db.read))) throw new AppError('not-found');
}

export const sessionRoutes = [
  publicRoute({
    method: 'get',
    path: '/api/session',
    summary: 'Wer angemeldet ist und was erlaubt ist',
    answer: SessionView,
    handle: ({ db, actor, doors }) => sessionView(db, actor, doors.provider),
  }),
  publicRoute({
    method: 'get',
    path: '/api/demo-accounts',
    summary: 'Die Zugänge der Beispieldatenbank, nur auf diesem Rechner',
    answer: z.array(DemoAccount),
    handle: async ({ db, request, doors }) => {
      await requireLocalDemo(db, request, doors);
      const users = await listUsers(db.read);
      return users.map(({ login, name, role, description }) => ({ login, name, role, description }));
    },
  }),
  publicRoute({
    method: 'post',
    path: '/api/session/demo',
    summary: 'Mit einem Zugang der Beispieldatenbank anmelden',
    body: DemoSignIn,
    answer: SessionView,
    limit: signInLimit,
    handle: async ({ db, clock, body, request, caller, doors, setSessionCookie }) => {
      await requireLocalDemo(db, request, doors);
      const user = await findActor(db.read, clock, body.login);
      if (!user) throw new AppError('sign-in-failed');
      if (request.sessionSha256) await closeSession(db, request.sessionSha256);
      setSessionCookie(await openSession(db, clock, user.id, { way: 'demo' }));
      caller.security({ event: 'sign-in', account: user.id, way: 'demo' });
      return sessionView(db, user, doors.provider);
    },
  }),
  publicRoute({
    method: 'delete',
    path: '/api/session',
    summary: 'Abmelden',
    answer: 'none',
    handle: async ({ db, caller, setSessionCookie }) => {
      if (caller.sessionSha256) {
        await closeSession(db, caller.sessionSha256);
        caller.security({ event: 'sign-out' });
      }
      setSessionCookie(null);
      return undefined;
    },
  }),
];
