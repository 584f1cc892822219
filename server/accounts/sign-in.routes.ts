import { LocalSignIn, PasskeyQuestion, PasskeySignIn } from '#shared/accounts/own-access.ts';
import { SessionView } from '#shared/session/session.ts';
import { publicRoute } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { signInLimit } from '../session/sign-in-limit.ts';
import { begin } from './challenges.sql.ts';
import { enter } from './enter.ts';
import { signInByPasskey, signInLocally } from './sign-in.ts';
import { askForPasskey } from './webauthn.ts';

/** Signing in with an account that is kept here: for cities without an identity provider, and for the day it is away. */
export const localSignInRoutes: RouteDefinition[] = [
  publicRoute({
    method: 'post',
    path: '/api/session/local',
    summary: 'Mit Anmeldename, Kennwort und Code anmelden',
    body: LocalSignIn,
    answer: SessionView,
    limit: signInLimit,
    handle: async (context) => enter(context, await signInLocally(context, context.body)),
  }),
  publicRoute({
    method: 'post',
    path: '/api/session/passkey-options',
    summary: 'Frage an ein Gerät, das einen Passkey hat',
    answer: PasskeyQuestion,
    limit: signInLimit,
    handle: async ({ db, clock, caller }) => {
      const { challenge, options } = await askForPasskey(caller.origin);
      const beginning = { purpose: 'passkey-sign-in' as const, userId: null, challenge };
      return { setup: await begin(db, clock, beginning), options };
    },
  }),
  publicRoute({
    method: 'post',
    path: '/api/session/passkey',
    summary: 'Mit einem Passkey anmelden',
    body: PasskeySignIn,
    answer: SessionView,
    limit: signInLimit,
    handle: async (context) => enter(context, await signInByPasskey(context, context.body)),
  }),
];
