import type { Express, Request } from 'express';
import type { Logger } from 'pino';
import { Readiness } from './readiness.ts';
import type { ReadinessDoors } from './readiness.ts';

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/u;
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** Reasons name files and figures: they are for whoever runs the machine. */
function isOwnMachine(request: Request): boolean {
  return (
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '') &&
    PROXY_HEADERS.every((name) => request.get(name) === undefined)
  );
}

/**
 * `/healthz`: the process answers, nothing more, so that a long import never looks like death. `/readyz`: schema,
 * settings, space, a write and the last check of everything hold; what does not is said on this machine alone.
 */
export function serveHealth(app: Express, doors: ReadinessDoors, log: Logger): void {
  const readiness = new Readiness(doors);
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', async (request, response) => {
    // A database that does not even answer is the very thing this page is asked for.
    const reasons = await readiness.reasons().catch((error: unknown) => {
      log.warn({ err: error }, 'the readiness could not be found out');
      return ['Die Datenbank antwortet nicht.'];
    });
    const told = reasons.length > 0 && isOwnMachine(request) ? { reasons } : {};
    response
      .set('Cache-Control', 'no-store')
      .status(reasons.length === 0 ? 200 : 503)
      .json({ status: reasons.length === 0 ? 'ready' : 'not-ready', ...told });
  });
}
