import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Provider from 'oidc-provider';
import { addressOf, stop, test as base } from './fixtures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CLIENT = { client_id: 'moves', client_secret: 'only-for-tests' };
/** What the button says. */
const NAME = 'Stadt-Konto';

/** A city with an identity provider of its own, and a server on a database for real data that signs in there. */
interface City {
  name: string;
  /** The groups of whoever signs in at the provider. */
  person: { groups: string[] };
  /** `moves VERB … --json` on this database; what it says. */
  moves(...args: string[]): unknown;
  /** Path and token of a fresh activation link for that account. */
  link(login: string): string;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createSocket();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** The page of the provider: one button, and the person is who they are. */
const PAGE = `<!doctype html><html lang="de"><title>Anmeldung</title><main><h1>Identitätsdienst</h1>
<form method="post"><button>Als Kim anmelden</button></form></main></html>`;

const leavePage = (form: string): string =>
  `<!doctype html><html lang="de"><title>Abmeldung</title><main><h1>Identitätsdienst</h1>${form}
<button form="op.logoutForm" name="logout" value="yes">Hier abmelden</button></main></html>`;

function providerAt(issuer: string, publicUrl: string, person: City['person']): Provider {
  return new Provider(issuer, {
    clients: [
      {
        ...{ ...CLIENT, token_endpoint_auth_method: 'client_secret_post', response_types: ['code'] },
        redirect_uris: [`${publicUrl}/api/session/oidc/return`],
        post_logout_redirect_uris: [`${publicUrl}/anmelden`],
      },
    ],
    claims: { openid: ['sub', 'groups', 'preferred_username', 'name'], profile: [] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      // Its own page fetches a font from elsewhere.
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = leavePage(form)) },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        groups: person.groups,
        preferred_username: 'kim',
        name: 'Kim Beispiel',
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

/** Its own name for this machine makes it another site than the application, as in a city; a passkey wants a name there. */
async function startProvider(
  publicUrl: string,
  person: City['person'],
): Promise<{ issuer: string; server: Server }> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${String(await listening(server))}`;
  const provider = providerAt(issuer, publicUrl, person);
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) void provider.callback()(request, response);
    else if (request.method === 'POST')
      void provider.interactionFinished(request, response, { login: { accountId: 'kim' } });
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  });
  return { issuer, server };
}

/** Like `test` of the fixtures, on a database that holds nothing, with the provider of a city. */
export const test = base.extend<
  { city: City },
  { running: { address: string; database: string; person: City['person'] } }
>({
  running: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'moves-city-'));
      const database = `sqlite:${join(folder, 'city.db')}`;
      const init = ['server/cli.ts', 'init', '--admin', 'verwaltung', '--database', database];
      execFileSync(process.execPath, init, { cwd: ROOT, stdio: 'ignore' });
      const [port, person] = [String(await freePort()), { groups: [] }];
      const address = `http://localhost:${port}`;
      const { issuer, server: provider } = await startProvider(address, person);
      const oidc = {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: CLIENT.client_id,
        OIDC_CLIENT_SECRET: CLIENT.client_secret,
      };
      const server = spawn(process.execPath, ['server/main.ts'], {
        cwd: ROOT,
        env: {
          ...{ ...process.env, DATABASE_URL: database, HOST: '127.0.0.1', PORT: port, PUBLIC_URL: address },
          ...{ ...oidc, OIDC_NAME: NAME },
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        await addressOf(server);
        await use({ address, database, person });
      } finally {
        await stop(server);
        provider.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  address: [async ({ running }, use) => use(running.address), { scope: 'worker' }],

  city: async ({ running }, use) => {
    const moves = (...args: string[]): unknown => {
      const command = ['server/cli.ts', ...args, '--database', running.database, '--json'];
      const env = { ...process.env, PUBLIC_URL: running.address };
      const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
      return JSON.parse(
        execFileSync(process.execPath, command, { cwd: ROOT, env, stdio }).toString(),
      ) as unknown;
    };
    const link = (login: string): string => {
      const { pathname, hash } = new URL((moves('user', 'activate', login) as { url: string }).url);
      return pathname + hash;
    };
    await use({ name: NAME, person: running.person, moves, link });
  },
});
