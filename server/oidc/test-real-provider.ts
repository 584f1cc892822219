import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { CLIENT_ID, CLIENT_SECRET, PUBLIC_ORIGIN } from './test-issuer.ts';

/** A certified provider on loopback that signs a person in at once. */
export interface RealProvider {
  url: string;
  /** Who signs in next, and in which groups. */
  person: { sub: string; groups: string[] };
  /** Walks from the authorization address to the way back, as a browser with its own cookies; gives the query. */
  walk(authorization: string): Promise<string>;
  /** Ends a session or all of a person, and tells the application at this address. */
  signOut(sub: string, sid: string): Promise<void>;
  close(): void;
}

function providerAt(url: string, person: RealProvider['person'], logoutUri: string): Provider {
  return new Provider(url, {
    clients: [
      {
        ...{
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          token_endpoint_auth_method: 'client_secret_post',
        },
        ...{ redirect_uris: [`${PUBLIC_ORIGIN}/api/session/oidc/return`], response_types: ['code'] },
        post_logout_redirect_uris: [`${PUBLIC_ORIGIN}/anmelden`],
        ...{ backchannel_logout_uri: logoutUri, backchannel_logout_session_required: true },
      },
    ],
    claims: { openid: ['sub', 'groups', 'preferred_username', 'name'], profile: [] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    // By itself it refuses to call loopback.
    fetch: (url, { method, headers, body } = {}) =>
      fetch(url, { method: method ?? 'GET', headers: headers ?? {}, body: body ?? null }),
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        groups: person.groups,
        preferred_username: accountId,
        name: `Frau ${accountId}`,
      }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
}

type SignOut = (sub: string, sid: string) => Promise<void>;

/** `logoutUri` is asked when the first request comes: by then the application is there. */
export async function startRealProvider(logoutUri: () => string): Promise<RealProvider> {
  const person = { sub: 'kim', groups: ['rat'] };
  let made: Provider | undefined;
  const provider = (): Provider => (made ??= providerAt(real.url, person, logoutUri()));
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void provider().callback()(request, response);
      return;
    }
    const login = { login: { accountId: person.sub } };
    void provider().interactionFinished(request, response, login, { mergeWithLastSubmission: false });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  const real: RealProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person,
    walk: async (authorization) => {
      const cookies = new Map<string, string>();
      let url = authorization;
      while (url.startsWith(real.url)) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/u);
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (location === null) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
        url = new URL(location, url).href;
      }
      return new URL(url).search.slice(1);
    },
    signOut: async (sub, sid) => {
      const client = await provider().Client.find(CLIENT_ID);
      // Not in its types; what the provider calls itself when a session ends.
      const { backchannelLogout } = client as unknown as { backchannelLogout: SignOut };
      await backchannelLogout.call(client, sub, sid);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return real;
}
