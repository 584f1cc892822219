import pino from 'pino';
import type { DestinationStream } from 'pino';
import type { SignInWay } from '#shared/session/session.ts';

/** What concerns who may come in, and what they take away. */
export const SECURITY_EVENTS = [
  'sign-in',
  'sign-in-failed',
  'throttled',
  'sign-out',
  'activation-link-made',
  'activation-link-used',
  'access-changed',
  'sessions-ended',
  'role-changed',
  'account-changed',
  'export',
] as const;

/** No name, no login that does not exist, no secret: ids, fixed words and addresses of the network. */
export interface SecurityEvent {
  event: (typeof SECURITY_EVENTS)[number];
  /** Who acts, by the id of the account; null = nobody we know. */
  account?: number | null;
  way?: SignInWay;
  /** Whose account it is done to, where that is another one. */
  subject?: number;
  /** Which of several, in a fixed word or a path of ours. */
  what?: string;
  /** With an account that mends accounts while the identity provider is away. */
  breakGlass?: boolean;
}

/** Where a request comes from, and what ties the line to its answer. */
export interface SecurityPlace {
  address: string;
  traceId: string;
}

export type SecurityLog = (event: SecurityEvent & SecurityPlace) => void;

/**
 * Lines of their own, one JSON object each, whatever level the log of requests has: to a file, which is opened at once
 * and only ever grows, or to standard output. A text with line ends stays inside its line. Throws when the file cannot
 * be written.
 */
export function securityLog(to?: string | DestinationStream): SecurityLog {
  const place = typeof to === 'string' ? { dest: to, mode: 0o640 } : { fd: 1 };
  const stream = typeof to === 'object' ? to : pino.destination({ ...place, sync: true });
  const log = pino(
    { level: 'info', base: { log: 'security' }, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
  return (event) => {
    // Whoever watches the log finds the emergency door by its level.
    if (event.breakGlass === true) log.warn(event);
    else log.info(event);
  };
}

/** For tests and tools that keep no such log. */
export const noSecurityLog: SecurityLog = () => undefined;
