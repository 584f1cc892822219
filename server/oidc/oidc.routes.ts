import type { Request } from 'express';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { insideAddress } from '#shared/session/inside.ts';
import type { SignInFault } from '#shared/session/sign-in-faults.ts';
import { signInByGroups } from '../accounts/provider-account.sql.ts';
import type { ProviderSignIn } from '../accounts/provider-account.sql.ts';
import type { IdentityProvider } from '../http/identity-provider.ts';
import { publicRoute } from '../http/route.ts';
import type { Doors, PublicContext, RouteDefinition } from '../http/route.ts';
import { closeProviderSessions, closeSession, openSession } from '../session/session.sql.ts';
import { signInLimit } from '../session/sign-in-limit.ts';
import { RETURN_PATH } from './settings.ts';
import { SignInRefused } from './sign-in-refused.ts';
import { keepTransaction, takeTransaction } from './transaction-cookie.ts';
import type { BegunSignIn } from './transaction-cookie.ts';

const FAULTS: Record<'none' | 'several' | 'disabled', SignInFault> = {
  none: 'ohne-rolle',
  several: 'mehrere-rollen',
  disabled: 'gesperrt',
};

/** The provider that is set up. Throws `not-found` where none is. */
function requireProvider({ provider }: Doors): IdentityProvider {
  if (!provider) throw new AppError('not-found', 'Eine Anmeldung der Stadt ist hier nicht eingerichtet.');
  return provider;
}

const signInPage = (weiter: string | null, fault?: SignInFault): string => {
  const query = new URLSearchParams();
  if (fault !== undefined) query.set('fehler', fault);
  if (weiter !== null && weiter !== '/') query.set('weiter', weiter);
  return query.size === 0 ? '/anmelden' : `/anmelden?${query.toString()}`;
};

/** A person in a browser reads the reason on the sign-in page; a program gets it as every other refusal. */
function leadBack(request: Request, refusal: SignInRefused, weiter: string | null): string {
  if (request.accepts(['json', 'html']) !== 'html') throw refusal;
  return signInPage(weiter, refusal.fault);
}

async function begin(
  { request, response, doors, clock }: PublicContext<unknown, { weiter?: string | undefined }>,
  weiter: string | null,
): Promise<string> {
  const provider = requireProvider(doors);
  // Only a person decides to sign in: a link from elsewhere leads to the button.
  if (request.get('sec-fetch-site') === 'cross-site') return signInPage(weiter);
  try {
    const { url, transaction } = await provider.begin();
    const secure = doors.secureCookies;
    keepTransaction(response, { secure, clock }, { ...transaction, weiter: weiter ?? '/' });
    return url;
  } catch (error) {
    if (error instanceof SignInRefused) return leadBack(request, error, weiter);
    throw error;
  }
}

/** Out at the provider too, for a computer that others use. Here one signs out before; this only leads there. */
async function leave({ request, doors }: PublicContext<unknown, unknown>): Promise<string> {
  const provider = requireProvider(doors);
  // A link from elsewhere signs nobody out of everything.
  if (request.get('sec-fetch-site') === 'cross-site') return signInPage(null);
  try {
    return (await provider.signOutUrl()) ?? signInPage(null);
  } catch (error) {
    if (error instanceof SignInRefused) return leadBack(request, error, null);
    throw error;
  }
}

type Returned = PublicContext<unknown, unknown>;

/** Who came back, by the provider's word and our own rules. Throws `SignInRefused`. */
async function admit(
  { db, clock, request, doors }: Returned,
  begun: BegunSignIn | undefined,
): Promise<{ entered: Extract<ProviderSignIn, { in: true }>; sid: string | null }> {
  const provider = requireProvider(doors);
  if (!begun) throw new SignInRefused('abgelaufen');
  const query = request.originalUrl.split('?')[1] ?? '';
  const identity = await provider.complete(query, begun);
  if (identity.hasMoreGroups) throw new SignInRefused('zu-viele-gruppen');
  const entered = await signInByGroups(db, clock, identity);
  if (!entered.in) throw new SignInRefused(FAULTS[entered.why]);
  return { entered, sid: identity.sid };
}

async function complete(context: Returned): Promise<string> {
  const { db, clock, request, response, doors, caller, setSessionCookie } = context;
  const begun = takeTransaction(request, response, { secure: doors.secureCookies, clock });
  const weiter = insideAddress(begun?.weiter);
  try {
    const { entered, sid } = await admit(context, begun);
    if (caller.sessionSha256 !== null) await closeSession(db, caller.sessionSha256);
    setSessionCookie(await openSession(db, clock, entered.id, { way: 'oidc', providerSid: sid }));
    caller.security({ event: 'sign-in', account: entered.id, way: 'oidc' });
    if (entered.changed === 'role' || entered.changed === 'added')
      caller.security({ event: 'role-changed', account: null, subject: entered.id, way: 'oidc' });
    return weiter ?? '/';
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    caller.security({ event: 'sign-in-failed', account: null, way: 'oidc', what: error.fault });
    return leadBack(request, error, weiter);
  }
}

/** What providers send back; what else they add is none of our business (RFC 6749, 4.1.2). */
const ReturnQuery = z.looseObject({
  code: z.string().optional(),
  state: z.string().optional(),
  iss: z.string().optional(),
  error: z.string().optional(),
});

export const oidcRoutes: RouteDefinition[] = [
  publicRoute({
    method: 'get',
    path: '/api/session/oidc',
    summary: 'Zur Anmeldung der Stadt; danach nach „weiter“, einer Adresse dieser Anwendung',
    query: z.strictObject({ weiter: z.string().optional() }),
    answer: 'redirect',
    limit: signInLimit,
    handle: (context) => begin(context, insideAddress(context.query.weiter)),
  }),
  publicRoute({
    method: 'get',
    path: RETURN_PATH,
    summary: 'Rückkehr von der Anmeldung der Stadt',
    query: ReturnQuery,
    answer: 'redirect',
    limit: signInLimit,
    handle: complete,
  }),
  publicRoute({
    method: 'get',
    path: '/api/session/oidc/sign-out',
    summary: 'Zur Abmeldung bei der Anmeldung der Stadt, wo sie eine hat; sonst zur Anmeldeseite',
    answer: 'redirect',
    limit: signInLimit,
    handle: leave,
  }),
  publicRoute({
    method: 'post',
    path: '/api/session/oidc/logout',
    summary: 'Abmeldung durch den Identitätsdienst (OpenID Connect Back-Channel Logout)',
    body: z.looseObject({ logout_token: z.string().min(1).max(20_000) }),
    isForm: true,
    answer: 'none',
    status: 200,
    limit: signInLimit,
    handle: async ({ db, body, doors, caller }) => {
      const signOut = await requireProvider(doors).signedOut(body.logout_token);
      const ended = await closeProviderSessions(db, signOut);
      if (ended > 0) caller.security({ event: 'sessions-ended', account: null, way: 'oidc' });
      return undefined;
    },
  }),
];
