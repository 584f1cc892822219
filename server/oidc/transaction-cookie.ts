import type { Request, Response } from 'express';
import * as z from 'zod';
import type { Clock } from '#shared/calendar.ts';
import type { SignInTransaction } from '../http/identity-provider.ts';
import { cookieName } from '../http/session-cookie.ts';

/** A sign-in that was begun in this browser is good for ten minutes. */
const GOOD_FOR_MS = 600_000;

const short = z.string().min(1).max(200);
const Begun = z.strictObject({
  state: short,
  nonce: short,
  verifier: short,
  /** Where to go afterwards, inside the application. */
  weiter: z.string().max(2000),
  /** Milliseconds since 1970. */
  until: z.int(),
});
export type BegunSignIn = SignInTransaction & { weiter: string };

/** Beside the session's cookie and by the same rules: `__Host-` where the public address is https. */
const nameOf = (secure: boolean): string => `${cookieName(secure)}-oidc`;
/** Lax: it must come along when the provider sends the browser back. */
const optionsOf = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', secure, path: '/' }) as const;

/** Lays down in the browser what the return must match. */
export function keepTransaction(
  response: Response,
  { secure, clock }: { secure: boolean; clock: Clock },
  begun: BegunSignIn,
): void {
  const kept: z.infer<typeof Begun> = { ...begun, until: Date.parse(clock.now()) + GOOD_FOR_MS };
  const value = Buffer.from(JSON.stringify(kept)).toString('base64url');
  response.cookie(nameOf(secure), value, { ...optionsOf(secure), maxAge: GOOD_FOR_MS });
}

/** What was laid down, and removes it: it is good for one return. Undefined when there is none or its time is over. */
export function takeTransaction(
  request: Request,
  response: Response,
  { secure, clock }: { secure: boolean; clock: Clock },
): BegunSignIn | undefined {
  const name = nameOf(secure);
  response.clearCookie(name, optionsOf(secure));
  const pairs = (request.get('cookie') ?? '').split(';').map((part) => part.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  const kept = Begun.safeParse(jsonOf(Buffer.from(value ?? '', 'base64url').toString()));
  if (!kept.success || kept.data.until <= Date.parse(clock.now())) return undefined;
  const { until: _until, ...begun } = kept.data;
  return begun;
}

/** A cookie is whatever a browser sends: text that is no JSON is nothing. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
