import type { Actor } from '#shared/permissions.ts';

declare global {
  namespace Express {
    interface Request {
      traceId: string;
      /** Who is signed in, read from the database on each request; null = nobody. */
      actor: Actor | null;
      /** The session of this request, for signing out. */
      sessionSha256: string | null;
      /** What this request was sent for is committed: from now on nothing may say otherwise. */
      saved: boolean;
      /** The last history row when this request came; 0 for nobody. */
      historySeq: number;
    }
  }
}
