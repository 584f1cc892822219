import type { Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { allowedActions } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { DemoAccount, DemoSignIn, SessionView } from '#shared/session/session.ts';
import type { Database } from '../db/database.ts';
import { publicRoute } from '../http/route.ts';
import { closeSession, findUser, findUserName, isDemo, listUsers, openSession } from './session.sql.ts';

const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/u;
/** A proxy on this machine would make every visitor look local. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/u;

/** One click signs in only on the demo database and only on this very machine, never through a proxy. */
async function requireLocalDemo(db: Database, request: Request): Promise<void> {
  const local =
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(request.get('host') ?? '') &&
    PROXY_HEADERS.every((name) => request.get(name) === undefined);
  if (!local || !(await isDemo(db.read))) throw new AppError('not-found');
}

async function sessionView(db: Database, actor: Actor | null): Promise<SessionView> {
  return {
    user: actor && {
      id: actor.id,
      login: actor.login,
      name: await findUserName(db.read, actor.id),
      role: actor.role,
    },
    actions: allowedActions(actor),
    demo: await isDemo(db.read),
  };
}

/** 100 sign-ins a minute and address are enough for a demo and too few for guessing. */
const signInLimit = () =>
  rateLimit({
    windowMs: 60_000,
    limit: 100,
    standardHeaders: true,
    legacyHeaders: false,
    // The peer's own address: a forwarded header is never believed here.
    keyGenerator: (request) => request.socket.remoteAddress ?? 'unknown',
    handler: (_request, _response, next) => {
      next(new AppError('too-many-attempts'));
    },
  });

export const sessionRoutes = [
  publicRoute({
    method: 'get',
    path: '/api/session',
    summary: 'Wer angemeldet ist und was erlaubt ist',
    answer: SessionView,
    handle: ({ db, actor }) => sessionView(db, actor),
  }),
  publicRoute({
    method: 'get',
    path: '/api/demo-accounts',
    summary: 'Die Zugänge der Beispieldatenbank, nur auf diesem Rechner',
    answer: z.array(DemoAccount),
    handle: async ({ db, request }) => {
      await requireLocalDemo(db, request);
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
    handle: async ({ db, clock, body, request, setSessionCookie }) => {
      await requireLocalDemo(db, request);
      const user = await findUser(db.read, body.login);
      if (!user) throw new AppError('sign-in-failed');
      if (request.sessionSha256) await closeSession(db, request.sessionSha256);
      setSessionCookie(await openSession(db, clock, user.id));
      return sessionView(db, { id: user.id, login: user.login, role: user.role });
    },
  }),
  publicRoute({
    method: 'delete',
    path: '/api/session',
    summary: 'Abmelden',
    answer: 'none',
    handle: async ({ db, request, setSessionCookie }) => {
      if (request.sessionSha256) await closeSession(db, request.sessionSha256);
      setSessionCookie(null);
      return undefined;
    },
  }),
];
