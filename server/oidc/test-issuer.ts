import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import pino from 'pino';
import { openProvider } from './provider.ts';
import type { IdentityProvider } from '../http/identity-provider.ts';

export const CLIENT_ID = 'moves';
export const CLIENT_SECRET = 'only-for-tests';
/** What browsers see; nothing answers there: a test hands each address on to the application itself. */
export const PUBLIC_ORIGIN = 'https://moves.example';

/** How a token is signed: as published, by a key nobody published under the same name, not at all, by the secret. */
type Signed = 'own' | 'other' | 'none' | 'secret';

export interface TestIssuer {
  url: string;
  /** Claims of the next ID tokens, over the usual ones; undefined leaves one out. */
  claims: Record<string, unknown>;
  signed: Signed;
  /** What the authorization endpoint sends back, over the usual parameters. */
  returns: Record<string, string>;
  /** Takes a code again and again, as no provider should. */
  takesCodesTwice: boolean;
  /** What the browser is sent back with after a sign-in, as a query. */
  signIn(authorization: URL): string;
  /** A token of the issuer for us, with these claims over the usual ones. */
  token(claims: Record<string, unknown>, signed?: Signed, type?: string): Promise<string>;
  /** Our side of it. */
  provider(): IdentityProvider;
  close(): void;
}

interface Code {
  nonce: string;
  challenge: string;
  redirectUri: string;
  used: boolean;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);

/** Signs claims in one of the four ways. */
async function sign(
  claims: Record<string, unknown>,
  { signed, key, other, type }: { signed: Signed; key: CryptoKey; other: CryptoKey; type: string },
): Promise<string> {
  const header = { alg: 'RS256', kid: 'one', typ: type };
  if (signed === 'none') return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`;
  if (signed === 'secret')
    return new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(new TextEncoder().encode(CLIENT_SECRET.padEnd(32, 'x')));
  return new SignJWT(claims).setProtectedHeader(header).sign(signed === 'own' ? key : other);
}

/** The token endpoint: code, redirect URI and PKCE must match, and a code is good once. */
async function redeem(
  request: IncomingMessage,
  codes: Map<string, Code>,
  twice: boolean,
): Promise<Code | null> {
  const form = new URLSearchParams(await text(request));
  const code = codes.get(form.get('code') ?? '');
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const secretFits = form.get('client_secret') === CLIENT_SECRET && form.get('client_id') === CLIENT_ID;
  if (!code || !secretFits || challenge !== code.challenge || form.get('redirect_uri') !== code.redirectUri)
    return null;
  if (code.used && !twice) return null;
  code.used = true;
  return code;
}

/** A provider of our own on loopback, which says whatever a test wants, also what no real one would. */
export async function startIssuer(): Promise<TestIssuer> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, Code>();
  const usual = () => {
    const now = seconds();
    return { iss: issuer.url, aud: CLIENT_ID, sub: 'person-1', iat: now, exp: now + 300 };
  };
  const issuer: TestIssuer = {
    ...{ url: '', claims: {}, signed: 'own', returns: {}, takesCodesTwice: false },
    signIn: (authorization) => {
      const asked = Object.fromEntries(authorization.searchParams) as Record<string, string>;
      const {
        nonce = '',
        code_challenge: challenge = '',
        redirect_uri: redirectUri = '',
        state = '',
      } = asked;
      const code = randomUUID();
      codes.set(code, { nonce, challenge, redirectUri, used: false });
      return new URLSearchParams({ code, state, iss: issuer.url, ...issuer.returns }).toString();
    },
    token: (claims, signed = 'own', type = 'JWT') =>
      sign({ ...usual(), ...claims }, { signed, key: own.privateKey, other: foreign.privateKey, type }),
    provider: () =>
      openProvider(
        {
          ...{ issuer: issuer.url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, groupsClaim: 'groups' },
          ...{
            name: 'Test-Anmeldung',
            redirectUri: `${PUBLIC_ORIGIN}/api/session/oidc/return`,
            signedOutUri: `${PUBLIC_ORIGIN}/anmelden`,
          },
        },
        pino({ level: 'silent' }),
      ),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    if (request.url === '/jwks') return { keys: [jwk] };
    if (request.url !== '/token')
      return {
        issuer: issuer.url,
        ...{ authorization_endpoint: `${issuer.url}/auth`, token_endpoint: `${issuer.url}/token` },
        ...{ jwks_uri: `${issuer.url}/jwks`, response_types_supported: ['code'] },
        ...{ id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] },
        authorization_response_iss_parameter_supported: true,
      };
    const code = await redeem(request, codes, issuer.takesCodesTwice);
    if (!code) return { error: 'invalid_grant' };
    const claims = { nonce: code.nonce, ...issuer.claims };
    const id_token = await issuer.token(claims, issuer.signed);
    return { access_token: 'unused', token_type: 'Bearer', id_token };
  };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      const isError = typeof body === 'object' && body !== null && 'error' in body;
      response
        .writeHead(isError ? 400 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return issuer;
}
