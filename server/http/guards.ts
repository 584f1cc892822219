import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Doors } from './route.ts';
import { HASHED } from './compressed-files.ts';
import { newTraceId } from './trace-id.ts';

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

/** Whether an unsafe request says that it comes from a page of this application. */
function isFromOwnPage(request: Request, publicOrigin: string | undefined): boolean {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const host = request.get('host') ?? '';
  const own = publicOrigin === undefined ? [`http://${host}`, `https://${host}`] : [publicOrigin];
  const isOwn = origin !== undefined && own.includes(origin);
  return site === undefined ? isOwn : site === 'same-origin' && (origin === undefined || isOwn);
}

/**
 * Cross-site requests are refused on every unsafe method: `Sec-Fetch-Site` must say same-origin; without it
 * `Origin` must be this application's. That is the origin of PUBLIC_URL, whatever a proxy makes of the Host header;
 * where none is set, the host itself. A body must be of a type that a foreign form cannot send (promises.md, CSRF).
 * `elsewhere` lists the very paths that servers call which have no page: no cookie counts there.
 */
export function sameOrigin(
  { publicOrigin }: Pick<Doors, 'publicOrigin'>,
  elsewhere: readonly string[] = [],
): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.includes(request.method) || elsewhere.includes(request.path)) {
      next();
      return;
    }
    if (!isFromOwnPage(request, publicOrigin)) throw new AppError('origin-refused');
    const hasBody =
      Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
    if (hasBody && !BODY_TYPES.test(request.get('content-type') ?? '')) throw new AppError('origin-refused');
    next();
  };
}

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
    // For browsers and plug-ins that are gone; with forty files a page they would be 5 kB of it.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })({} as unknown as IncomingMessage, collector as unknown as ServerResponse, (fault?: unknown) => {
    if (fault !== undefined) throw new Error('helmet refused its settings', { cause: fault });
  });
  return [...headers];
}

const HEADERS = headersByHelmet();
const PAGE_HEADERS = HEADERS.map(([name, value]) => ({ name, parts: value.split(NONCE) }));
/**
 * An answer of the API is no page, nor is a script or style of the build: what these may load is ruled by the page they
 * belong to, so that they need no nonce; repeated in forty of them its policy would be 12 kB of a page.
 */
const PLAIN_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
const PLAIN_HEADERS = HEADERS.map(
  ([name, value]) => [name, value.includes(NONCE) ? PLAIN_POLICY : value] as const,
);

/** Security headers; of a page, the nonce of this response is in `response.locals.nonce`. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/') || HASHED.test(request.path)) {
    for (const [name, value] of PLAIN_HEADERS) response.setHeader(name, value);
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
