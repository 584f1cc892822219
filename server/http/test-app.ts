import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import { createApp } from '../app.ts';
import type { AppOptions } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { openSession } from '../session/session.sql.ts';
import { noSecurityLog } from './security-log.ts';
import { cookieName } from './session-cookie.ts';

/** A request as a signed-in user would send it from the page itself. */
export type TestFetch = (
  path: string,
  init?: RequestInit & { json?: unknown; ifMatch?: number | string },
) => Promise<Response>;

export interface TestApp {
  url: string;
  /** Signs in by login (null = nobody) and gives a fetch with its cookie. */
  as(login: string | null): Promise<TestFetch>;
  close(): Promise<void>;
}

function fetchWith(url: string, session: { cookie: string; account: number } | null): TestFetch {
  return (path, init = {}) => {
    const { json, ifMatch, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin');
    if (session) headers.set('cookie', session.cookie);
    if (session && !headers.has(ACCOUNT_HEADER)) headers.set(ACCOUNT_HEADER, String(session.account));
    if (json !== undefined) headers.set('content-type', 'application/json');
    if (ifMatch !== undefined)
      headers.set('if-match', typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch);
    return fetch(`${url}${path}`, {
      ...rest,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  };
}

/** The real app on the given database, on a free loopback port; `options` as an installation would set them. */
export async function startTestApp(db: Database, options: Partial<AppOptions> = {}): Promise<TestApp> {
  const { clock = systemClock, secureCookies = false } = options;
  const silent = { log: pino({ level: 'silent' }), security: noSecurityLog };
  const app = createApp({ ...silent, ...options, db, clock, secureCookies });
  const server: Server = await new Promise((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => {
      resolve(started);
    });
  });
  // A test that fails before it closes the app must not keep the run waiting.
  server.unref();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    as: async (login) => {
      if (login === null) return fetchWith(url, null);
      const user = await db.read
        .selectFrom('app_user')
        .where('login', '=', login)
        .select('id')
        .executeTakeFirstOrThrow();
      return fetchWith(url, {
        cookie: `${cookieName(secureCookies)}=${await openSession(db, clock, user.id, { way: 'demo' })}`,
        account: user.id,
      });
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
