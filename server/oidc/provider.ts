import * as oidc from 'openid-client';
import type { Configuration, IDToken } from 'openid-client';
import type { Logger } from 'pino';
import type { IdentityProvider, ProviderIdentity } from '../http/identity-provider.ts';
import { LogoutTokens } from './logout-token.ts';
import type { OidcSettings } from './settings.ts';
import { SignInRefused } from './sign-in-refused.ts';

/** Seconds the provider has for each answer. */
const TIMEOUT_SECONDS = 10;

/** Errors of the network, and answers that only a provider in trouble gives. */
const AWAY_CODES: readonly unknown[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause, code } = error as Error & { code?: unknown };
  if (AWAY_CODES.includes(code) || error.message === 'fetch failed') return true;
  if (cause instanceof Response) return cause.status >= 500;
  return cause instanceof Error && isAway(cause);
}

/** The provider said no by itself: it showed its own page about it, or the person turned back. */
const isDenied = (error: unknown): boolean => error instanceof oidc.AuthorizationResponseError;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The groups of a claim: a list of texts, or a single one. */
function groupsOf(claim: unknown): string[] {
  const list: unknown[] = Array.isArray(claim) ? claim : [claim];
  return list.filter((one) => typeof one === 'string');
}

/** Entra ID names a place to ask instead of the groups when there are too many for a token. */
function isOverage({ _claim_names: elsewhere }: IDToken, groupsClaim: string): boolean {
  return typeof elsewhere === 'object' && elsewhere !== null && groupsClaim in elsewhere;
}

function identityOf(claims: IDToken, groupsClaim: string): ProviderIdentity {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    sid: textOf(claims['sid']),
    login: textOf(claims['preferred_username']),
    name: textOf(claims['name']),
    groups: groupsOf(claims[groupsClaim]),
    hasMoreGroups: isOverage(claims, groupsClaim),
  };
}

/** Asks the provider for its endpoints and keys. The ID token's signature is checked, which the library leaves out. */
async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const isPlain = issuer.startsWith('http:');
  const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    // Plain http is refused by the settings unless it is this very machine.
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
  });
  const told = config.serverMetadata().issuer;
  // For some hosts the library takes another issuer than the one that was asked.
  if (new URL(told).href !== new URL(issuer).href)
    throw new Error(`OIDC_ISSUER ist ${issuer}, der Identitätsdienst nennt sich ${told}`);
  return config;
}

/** Every check of the answer, its code and its ID token, by the library. */
async function redeem(
  config: Configuration,
  returned: URL,
  { state, nonce, verifier }: Parameters<IdentityProvider['complete']>[1],
): Promise<IDToken> {
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
  const tokens = await oidc.authorizationCodeGrant(config, returned, { ...checks, idTokenExpected: true });
  const claims = tokens.claims();
  if (!claims) throw new Error('no ID token');
  return claims;
}

/** The identity provider of these settings. It is asked when somebody signs in, and again until it has answered. */
export function openProvider(settings: OidcSettings, log: Logger): IdentityProvider {
  const { redirectUri, signedOutUri, groupsClaim, clientId } = settings;
  let known: { config: Configuration; logoutTokens: LogoutTokens } | undefined;
  const ask = async (): Promise<NonNullable<typeof known>> => {
    if (known) return known;
    try {
      const config = await discover(settings);
      const { issuer, jwks_uri = '' } = config.serverMetadata();
      known = { config, logoutTokens: new LogoutTokens(jwks_uri, { issuer, audience: clientId }) };
      return known;
    } catch (error) {
      log.warn({ err: error, issuer: settings.issuer }, 'the identity provider does not answer as it should');
      throw new SignInRefused('nicht-erreichbar', error);
    }
  };
  return {
    name: settings.name,
    begin: async () => {
      const { config } = await ask();
      const [state, nonce, verifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ];
      const url = oidc.buildAuthorizationUrl(config, {
        ...{ redirect_uri: redirectUri, scope: 'openid profile', response_mode: 'query', state, nonce },
        ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      });
      return { url: url.href, transaction: { state, nonce, verifier } };
    },
    complete: async (query, transaction) => {
      const { config } = await ask();
      const returned = new URL(redirectUri);
      returned.search = query;
      try {
        return identityOf(await redeem(config, returned, transaction), groupsClaim);
      } catch (error) {
        const { message, code } = error as Error & { code?: unknown };
        log.warn({ code, reason: message }, 'a sign-in at the identity provider did not hold');
        throw new SignInRefused(
          isAway(error) ? 'nicht-erreichbar' : isDenied(error) ? 'abgelehnt' : 'fehlgeschlagen',
          error,
        );
      }
    },
    signOutUrl: async () => {
      const { config } = await ask();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const back = { post_logout_redirect_uri: signedOutUri, client_id: clientId };
      return oidc.buildEndSessionUrl(config, back).href;
    },
    signedOut: async (logoutToken) => (await ask()).logoutTokens.read(logoutToken),
  };
}
