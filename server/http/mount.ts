import type { Request, RequestHandler, Response, Router } from 'express';
import type * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Role } from '#shared/permissions.ts';
import type { AnswerCache } from './answer-cache.ts';
import { requireActor } from './route.ts';
import type { Doors, FileAnswer, RouteDefinition, StreamAnswer } from './route.ts';
import { attachment, sendStream } from './send-stream.ts';

const BYTES_TYPE = 'application/octet-stream';

function sendFile(response: Response, file: FileAnswer, contentType: string): void {
  response
    .status(200)
    .type(contentType)
    .set('Content-Disposition', attachment(file.fileName))
    .send(file.bytes);
}

/** The business day of an instant, asked of the calendar once a minute: days begin at whole minutes. */
let known = { minute: '', day: '' };

function dayOf(now: Instant): string {
  const minute = now.slice(0, 16);
  if (minute !== known.minute) known = { minute, day: businessDate(now) };
  return known.day;
}

/** Address, role and business day: all that a cached answer depends on beside the data. */
function keyOf(request: Request, role: Role, doors: Doors): string {
  return `${role} ${dayOf(doors.clock.now())} ${request.originalUrl}`;
}

function sendBytes(response: Response, bytes: Buffer): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}

/**
 * Sends a kept answer before anything looks at the rest of the request. The key names the role, and only who may
 * ever got an answer kept for it, so that the right was asked for by the same rule.
 */
export function keptAnswers(doors: Doors, answers: AnswerCache): RequestHandler {
  return (request, response, next) => {
    const { actor, historySeq } = request;
    const bytes =
      actor && request.method === 'GET'
        ? answers.ready(keyOf(request, actor.role, doors), historySeq)
        : undefined;
    if (bytes) sendBytes(response, bytes);
    else next();
  };
}

/** Sends the kept answer, or computes and keeps it. Rights are asked for before, on every request. */
function cachedHandler(definition: RouteDefinition, doors: Doors, answers: AnswerCache): RequestHandler {
  return async (request, response) => {
    const { role } = requireActor(request, definition.action);
    const key = keyOf(request, role, doors);
    const bytes = await answers.answer(key, request.historySeq, async () => {
      const { body } = await definition.run(request, response, doors);
      return Buffer.from(JSON.stringify((definition.answer as z.ZodType).parse(body)));
    });
    sendBytes(response, bytes);
  };
}

function handlerOf(definition: RouteDefinition, doors: Doors): RequestHandler {
  return async (request, response) => {
    const { body, etag } = await definition.run(request, response, doors);
    if (etag !== undefined) response.set('ETag', `"${etag}"`);
    const { contentType = BYTES_TYPE } = definition;
    if (definition.answer === 'none') response.status(definition.status).end();
    else if (definition.answer === 'file') sendFile(response, body as FileAnswer, contentType);
    else if (definition.answer === 'stream') await sendStream(response, body as StreamAnswer, contentType);
    else response.status(definition.status).json(definition.answer.parse(body));
  };
}

/** Puts routes on a router in order, and answers other methods on their paths with 405. */
export function mount(
  router: Router,
  definitions: readonly RouteDefinition[],
  doors: Doors,
  answers: AnswerCache,
): void {
  for (const definition of definitions) {
    const limit = definition.limit ? [definition.limit()] : [];
    const handler = definition.cached
      ? cachedHandler(definition, doors, answers)
      : handlerOf(definition, doors);
    router[definition.method](definition.path, ...limit, handler);
  }
  for (const path of new Set(definitions.map((d) => d.path))) {
    router.all(path, () => {
      throw new AppError('method-not-allowed');
    });
  }
}
