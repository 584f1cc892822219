import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { errorHandler, unknownPath } from './http/errors.ts';
import {
  knownMethods,
  neverStored,
  onlyUploaders,
  sameOrigin,
  securityHeaders,
  traceId,
} from './http/guards.ts';
import { identify } from './session/identify.ts';
import { sameAccount } from './session/same-account.ts';
import { openApiRoute } from './http/openapi.ts';
import { servePage } from './http/page.ts';
import { AnswerCache } from './http/answer-cache.ts';
import { soundJson } from './http/json-shape.ts';
import { keptAnswers, mount } from './http/mount.ts';
import type { Doors } from './http/route.ts';
import { requestLog } from './http/request-log.ts';
import { routes } from './routes.ts';
import { serveHealth } from './http/health.ts';

export interface AppOptions extends Doors {
  log: Logger;
  /** Folder of the built client; without it only the API answers. */
  clientFolder?: string | undefined;
  /** True while the check at start is under way; without it readiness goes by the last result. */
  verifying?: (() => boolean) | undefined;
}

const BODY_LIMIT = '256kb';

/** Every door, and the description of them all: made once in a process, not for every app a test starts. */
const ALL_ROUTES = [...routes, openApiRoute(routes)];

/** Where a server elsewhere sends a form: no page, no cookie, a proof of its own. */
const FORM_PATHS = ALL_ROUTES.flatMap((route) => (route.isForm ? [route.path] : []));
const FORM_LIMIT = '32kb';

/** Every middleware and router, in order, on one screen. */
export function createApp(options: AppOptions): Express {
  const { db, log, clientFolder } = options;
  db.keepFacts();
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('trust proxy', false).set('query parser', 'simple');

  app.use(traceId, requestLog(log), knownMethods, securityHeaders);
  serveHealth(app, options, log);

  const api = express.Router();
  const answers = new AnswerCache();
  api.use(neverStored, sameOrigin(options, FORM_PATHS), identify(options, log), sameAccount(db));
  api.use(keptAnswers(options, answers));
  api.use(express.json({ limit: BODY_LIMIT, strict: true, type: 'application/json', inflate: false }));
  api.post(FORM_PATHS, express.urlencoded({ extended: false, limit: FORM_LIMIT, inflate: false }));
  api.use(soundJson);
  api.use(onlyUploaders);
  mount(api, ALL_ROUTES, options, answers);
  api.use(unknownPath);
  app.use((request, response, next) => {
    if (request.path.startsWith('/api/')) api(request, response, next);
    else next();
  });

  if (clientFolder !== undefined && existsSync(join(clientFolder, 'index.html')))
    servePage(app, clientFolder);
  app.use(unknownPath);
  app.use(errorHandler(log));
  return app;
}
