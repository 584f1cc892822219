import type { Request, RequestHandler, Response, Router } from 'express';
import type * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { ownRule } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { AnswerCache } from './answer-cache.ts';
import { answerCheck } from './answer-check.ts';
import { JsonText } from './json-text.ts';
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

/** Address, role and business day: all that a cached answer depends on beside the data; of a bound role also who asks. */
function keyOf(request: Request, actor: Actor, doors: Doors): string {
  const rule = ownRule(actor);
  const role = actor.breakGlass ? 'break-glass' : actor.role;
  const whose = rule ? `${role}#${actor.id}${JSON.stringify(rule)}` : role;
  return `${whose} ${dayOf(doors.clock.now())} ${request.originalUrl}`;
}

function sendBytes(response: Response, bytes: Buffer, status = 200): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}

/** An answer as JSON, checked by its contract unless that was done piece by piece. */
function jsonOf(body: unknown, checked: (body: unknown) => unknown): Buffer {
  return Buffer.from(body instanceof JsonText ? body.text : JSON.stringify(checked(body)));
}

/**
 * Sends a kept answer before anything looks at the rest of the request. The key names role or person, and only who may
 * ever got an answer kept for it, so that the right was asked for by the same rule.
 */
export function keptAnswers(doors: Doors, answers: AnswerCache): RequestHandler {
  return (request, response, next) => {
    const { actor, historySeq } = request;
    const bytes =
      actor && request.method === 'GET' ? answers.ready(keyOf(request, actor, doors), historySeq) : undefined;
    if (bytes) sendBytes(response, bytes);
    else next();
  };
}

/** Sends the kept answer, or computes and keeps it. Rights are asked for before, on every request. */
function cachedHandler(definition: RouteDefinition, doors: Doors, answers: AnswerCache): RequestHandler {
  const checked = answerCheck(definition.answer as z.ZodType);
  return async (request, response) => {
    const key = keyOf(request, requireActor(request, definition.action), doors);
    const bytes = await answers.answer(key, request.historySeq, async () => {
      const { body } = await definition.run(request, response, doors);
      return jsonOf(body, checked);
    });
    sendBytes(response, bytes);
  };
}

function handlerOf(definition: RouteDefinition, doors: Doors): RequestHandler {
  const { answer, status, contentType = BYTES_TYPE } = definition;
  const checked = typeof answer === 'string' ? undefined : answerCheck(answer);
  return async (request, response) => {
    const { body, etag } = await definition.run(request, response, doors);
    if (etag !== undefined) response.set('ETag', `"${etag}"`);
    if (checked) sendBytes(response, jsonOf(body, checked), status);
    else if (answer === 'file') sendFile(response, body as FileAnswer, contentType);
    else if (answer === 'redirect') response.redirect(status, body as string);
    else if (answer === 'stream') await sendStream(response, body as StreamAnswer, contentType);
    else response.status(status).end();
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
    const limit = definition.limit ? [definition.limit(doors)] : [];
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
