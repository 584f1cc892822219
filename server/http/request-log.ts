import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One JSON line per answer, without query values, bodies, cookies or names. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      log.info({
        traceId: request.traceId,
        method: request.method,
        path: request.path,
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
        userId: request.actor?.id,
      });
    });
    next();
  };
}
