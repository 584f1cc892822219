import type { TestApp } from '../http/test-app.ts';
import type { TestIssuer } from './test-issuer.ts';

/** As browsers say when they open a page. */
export const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
};

/** A sign-in that was begun: where the browser was sent, and the cookie it keeps. */
export interface Begun {
  authorization: URL;
  cookie: string;
}

/** Opens an address of the application without following where it leads. */
export function open(app: TestApp, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(app.url + path, { redirect: 'manual', headers });
}

/** `name=value` of every cookie that an answer sets and does not remove. */
export function cookiesOf(answer: Response): string {
  const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return set.filter((pair) => !pair.endsWith('=')).join('; ');
}

export async function begin(app: TestApp, weiter = '/uebersicht'): Promise<Begun> {
  const answer = await open(
    app,
    `/api/session/oidc?${new URLSearchParams({ weiter }).toString()}`,
    NAVIGATION,
  );
  return { authorization: new URL(answer.headers.get('location') ?? ''), cookie: cookiesOf(answer) };
}

/** Comes back from the provider with this query; as a program unless `headers` say more. */
export function comeBack(
  app: TestApp,
  query: string,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return open(app, `/api/session/oidc/return?${query}`, { cookie, ...headers });
}

/** The whole way of one person through the button. */
export async function signIn(app: TestApp, issuer: TestIssuer, weiter?: string): Promise<Response> {
  const { authorization, cookie } = await begin(app, weiter);
  return comeBack(app, issuer.signIn(authorization), cookie, NAVIGATION);
}

/** Whether an answer leads into the application, and the session it gave. */
export function sessionOf(answer: Response): string | undefined {
  return /__Host-moves=[\w-]{43}/u.exec(cookiesOf(answer))?.[0];
}
