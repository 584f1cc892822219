import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { AppError } from '#shared/errors.ts';
import type { ProviderSignOut } from '../http/identity-provider.ts';
import { SignInRefused } from './sign-in-refused.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** A token is taken this long after it was made, and remembered as long, so that none counts twice. */
const GOOD_FOR_SECONDS = 300;
const TOLERANCE_SECONDS = 60;
/** What providers sign with that publish a key; never `none`, never a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const refused = (why: string, cause?: unknown): AppError =>
  new AppError('invalid-input', `Das Abmeldezeichen gilt nicht: ${why}`, { cause });

/** Whether the provider did not answer, as opposed to having sent something wrong. */
function isAway(error: unknown): boolean {
  return (
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    // The answer of the key endpoint was not 200 or no JSON.
    error.code === 'ERR_JOSE_GENERIC'
  );
}

/** What a logout token must say beside issuer, audience, time and signature (section 2.6). */
function signOutOf({ iss, sub, sid, events, nonce }: JWTPayload): ProviderSignOut {
  const told =
    typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[EVENT] : undefined;
  if (typeof told !== 'object' || told === null) throw refused('events');
  if (nonce !== undefined) throw refused('nonce');
  const [subject, session] = [sub, sid].map((value) =>
    typeof value === 'string' && value !== '' ? value : null,
  );
  if (subject == null && session == null) throw refused('sub und sid fehlen');
  return { issuer: iss ?? '', subject: subject ?? null, sid: session ?? null };
}

/** Reads logout tokens of one provider for one client, each once. */
export class LogoutTokens {
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  readonly #expected: { issuer: string; audience: string };
  /** `jti` of what was taken, and until when (seconds) it could be taken again. */
  readonly #taken = new Map<string, number>();

  constructor(jwksUri: string, expected: { issuer: string; audience: string }) {
    this.#keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: 10_000 });
    this.#expected = expected;
  }

  /** Throws `invalid-input` for a token that does not hold in every point, `provider-away` without its keys. */
  async read(token: string): Promise<ProviderSignOut> {
    const { payload } = await jwtVerify(token, this.#keys, {
      ...this.#expected,
      algorithms: ALGORITHMS,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: GOOD_FOR_SECONDS,
      clockTolerance: TOLERANCE_SECONDS,
    }).catch((error: unknown) => {
      throw isAway(error)
        ? new SignInRefused('nicht-erreichbar', error)
        : refused((error as Error).message, error);
    });
    const signOut = signOutOf(payload);
    this.#take(String(payload.jti), Number(payload.iat));
    return signOut;
  }

  #take(jti: string, iat: number): void {
    for (const [known, until] of this.#taken) if (until < iat) this.#taken.delete(known);
    if (this.#taken.has(jti)) throw refused('jti wurde schon verwendet');
    this.#taken.set(jti, iat + GOOD_FOR_SECONDS + 2 * TOLERANCE_SECONDS);
  }
}
