import type { Request } from 'express';
import { clientAddress } from './client-address.ts';
import type { Doors } from './route.ts';
import type { SecurityEvent } from './security-log.ts';

/** Who is at the other end of the connection, apart from what was sent. */
export interface Caller {
  address: string;
  /** Where the page stands, as its browser writes it: PUBLIC_URL, and without it the Host header's. */
  origin: string;
  /** The session of this request; null = none that is open. */
  sessionSha256: string | null;
  /** Writes a line to the security log; who acts is who is signed in, unless the event says otherwise. */
  security: (event: SecurityEvent) => void;
}

export function callerOf(request: Request, doors: Doors): Caller {
  const address = clientAddress(request, doors);
  return {
    address,
    origin: doors.publicOrigin ?? `http://${request.get('host') ?? ''}`,
    sessionSha256: request.sessionSha256,
    security: (event) => {
      const { actor, traceId } = request;
      const known = actor ? { account: actor.id, ...(actor.breakGlass ? { breakGlass: true } : {}) } : {};
      doors.security({ ...known, ...event, address, traceId });
    },
  };
}
