import { Secret, TOTP } from 'otpauth';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import type { SecurityEvent, SecurityPlace } from '../http/security-log.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestApp, TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { findAccount } from './accounts.sql.ts';
import { issueActivation } from './activation.sql.ts';

export const PASSWORD = 'kiesel wolke ofen';
export const SECOND_PASSWORD = 'dachs birne leiter';

/** A clock the test turns. */
export function turnableClock(
  start = '2026-07-02T08:00:00.000Z',
): Clock & { forward(seconds: number): void } {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString() as Instant,
    forward: (seconds) => {
      now += seconds * 1000;
    },
  };
}

/** What an app for codes shows at that instant. */
export function codeAt(secret: string, at: Instant): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: 'SHA1' });
  return totp.generate({ timestamp: Date.parse(at) });
}

export interface Door {
  db: Database;
  app: TestApp;
  /** A browser that nobody is signed in with. */
  nobody: TestFetch;
  clock: ReturnType<typeof turnableClock>;
  events: (SecurityEvent & SecurityPlace)[];
  ids: Awaited<ReturnType<typeof addTestUsers>>;
  /** A link for that account. */
  link(login: string): Promise<string>;
  /** POST as nobody; the answer's body, with its status. */
  post(path: string, json?: unknown, init?: RequestInit): Promise<Answer>;
}

export interface Answer {
  status: number;
  // eslint would want a type for each; the contracts are checked by the server itself.
  body: Record<string, never> & Record<string, unknown>;
  headers: Headers;
  cookie: string;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    headers: response.headers,
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  };
}

/** The real app with an account of each role, a clock that is turned, and what it writes to the security log. */
export async function openDoor(db: Database): Promise<Door> {
  const ids = await addTestUsers(db);
  const clock = turnableClock();
  const events: Door['events'] = [];
  const security = (event: SecurityEvent & SecurityPlace): void => void events.push(event);
  const app = await startTestApp(db, { clock, security, publicOrigin: 'http://localhost:3000' });
  const nobody = await app.as(null);
  return {
    ...{ db, app, nobody, clock, events, ids },
    link: async (login) => {
      const account = await findAccount(db.read, login);
      if (!account) throw new Error(`no ${login}`);
      const by = { clock, writer: { id: null, name: 'test' } };
      return (await issueActivation(db, by, account)).token;
    },
    post: async (path, json, init = {}) =>
      answerOf(await nobody(path, { method: 'POST', ...(json === undefined ? {} : { json }), ...init })),
  };
}

/** Activates with a password; what is needed to sign in afterwards. The clock stands a step later. */
export async function withPassword(door: Door, login: string, password = PASSWORD) {
  const token = await door.link(login);
  const begun = await door.post('/api/activation/password', { token, password });
  const { setup, secret } = begun.body as unknown as { setup: string; secret: string };
  const code = codeAt(secret, door.clock.now());
  const codes = await door.post('/api/activation/code', { token, setup, code });
  const { recoveryCodes } = codes.body as unknown as { recoveryCodes: string[] };
  const done = await door.post('/api/activation/finish', { token, setup });
  if (done.status !== 200)
    throw new Error(`not activated: ${JSON.stringify([begun.body, codes.body, done.body])}`);
  door.clock.forward(30);
  return { login, password, secret, recoveryCodes, cookie: done.cookie, token };
}
