import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import { newTraceId } from './route.ts';

export const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const BODY_TYPES = /^application\/(?:json|octet-stream)\b/u;

export const traceId: RequestHandler = (request, response, next) => {
  request.traceId = newTraceId();
  request.actor = null;
  request.sessionSha256 = null;
  request.saved = false;
  request.historySeq = 0;
  response.set('X-Trace-Id', request.traceId);
  next();
};

/**
 * Cross-site requests are refused on every unsafe method: `Sec-Fetch-Site` must say same-origin; without it
 * `Origin` must be this host. A body must be of a type that a foreign form cannot send (promises.md, CSRF).
 */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  if (SAFE_METHODS.includes(request.method)) {
    next();
    return;
  }
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const host = request.get('host') ?? '';
  const ownOrigin = origin === `http://${host}` || origin === `https://${host}`;
  const trusted =
    site === undefined ? ownOrigin : site === 'same-origin' && (origin === undefined || ownOrigin);
  if (!trusted) throw new AppError('origin-refused');
  const hasBody =
    Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  if (hasBody && !BODY_TYPES.test(request.get('content-type') ?? '')) throw new AppError('origin-refused');
  next();
};

/** The bytes of an upload are taken only from who may upload; nobody else's megabytes reach memory. */
export const onlyUploaders: RequestHandler = (request, _response, next) => {
  const isBytes = (request.get('content-type') ?? '').startsWith('application/octet-stream');
  if (isBytes && !request.actor) throw new AppError('sign-in-required');
  if (isBytes && !can(request.actor, 'imports:plan')) throw new AppError('forbidden');
  next();
};

/** TRACE and made-up methods are refused before anything looks at them. */
export const knownMethods: RequestHandler = (request, _response, next) => {
  if (!['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].includes(request.method))
    throw new AppError('method-not-allowed');
  next();
};

/** Stands where the nonce of each answer goes. */
const NONCE = 'NONCE';

/** The headers helmet sets, asked for once: they are the same for every answer but for the nonce. */
function headersByHelmet(): [string, string][] {
  const headers = new Map<string, string>();
  const collector = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [`'nonce-${NONCE}'`, "'strict-dynamic'"],
        'style-src': ["'self'", `'nonce-${NONCE}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['angular', 'angular#bundler'],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  })({} as unknown as IncomingMessage, collector as unknown as ServerResponse, (fault?: unknown) => {
    if (fault !== undefined) throw new Error('helmet refused its settings', { cause: fault });
  });
  return [...headers];
}

const HEADERS = headersByHelmet();
const PAGE_HEADERS = HEADERS.map(([name, value]) => ({ name, parts: value.split(NONCE) }));
/** An answer of the API is no page: nothing in it is ever loaded, run or framed, so it needs no nonce. */
const API_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
const API_HEADERS = HEADERS.map(
  ([name, value]) => [name, value.includes(NONCE) ? API_POLICY : value] as const,
);

/** Security headers; outside the API the nonce of this response is in `response.locals.nonce`. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/')) {
    for (const [name, value] of API_HEADERS) response.setHeader(name, value);
  } else {
    const nonce = randomBytes(16).toString('base64');
    response.locals.nonce = nonce;
    for (const { name, parts } of PAGE_HEADERS) response.setHeader(name, parts.join(nonce));
  }
  next();
};

export const neverStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
