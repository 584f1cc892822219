import { hash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#shared/calendar.ts';

/** RFC 6238 as every app speaks it: SHA-1, six digits, half a minute. */
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** A clock may be off by one step. */
const WINDOW = 1;
const ISSUER = 'MoveS-Cockpit';

function totp(secret: string, login = ''): TOTP {
  return new TOTP({
    ...{ issuer: ISSUER, label: login || ISSUER, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS },
    secret: Secret.fromBase32(secret),
  });
}

/** A fresh secret, base32. */
export function newCodeSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** `otpauth://totp/…`: what an app reads from a picture or a link. */
export function codeUri(secret: string, login: string): string {
  return totp(secret, login).toString();
}

/** The step a code belongs to, counted since 1970; undefined when it is none of now. */
export function stepOf(secret: string, code: string, at: Instant): number | undefined {
  const timestamp = Date.parse(at);
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/** Signs that nobody confuses on paper: no 0 and o, no 1, i and l. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const HALF = 5;
const MANY = 10;

function sign(): string {
  for (;;) {
    // Bytes above the last whole multiple would favour the first signs.
    const [byte = 0] = randomBytes(1);
    if (byte < SIGNS.length * Math.floor(256 / SIGNS.length)) return SIGNS[byte % SIGNS.length] ?? '';
  }
}

const half = (): string => Array.from({ length: HALF }, sign).join('');

/** Ten codes `xxxxx-xxxxx`, 49 bits each, for the day the app is lost; each opens once, with the password. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: MANY }, () => `${half()}-${half()}`);
}

/** What is kept of a recovery code: a digest that belongs to one account; undefined for what can be none. */
export function recoveryDigest(userId: number, code: string): string | undefined {
  const plain = code.toLowerCase().replace(/[\s-]/gu, '');
  return plain.length === 2 * HALF ? hash('sha256', `${userId} ${plain}`) : undefined;
}
