import type { RequestHandler, Response, Router } from 'express';
import type * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { AnswerCache } from './answer-cache.ts';
import { requireActor } from './route.ts';
import type { Doors, FileAnswer, RouteDefinition, StreamAnswer } from './route.ts';
import { attachment, sendStream } from './send-stream.ts';

function sendFile(response: Response, file: FileAnswer): void {
  response
    .status(200)
    .type(file.contentType)
    .set('Content-Disposition', attachment(file.fileName))
    .send(file.bytes);
}

/** Sends the kept answer, or computes and keeps it. Rights are asked for before, on every request. */
function cachedHandler(definition: RouteDefinition, doors: Doors, answers: AnswerCache): RequestHandler {
  return async (request, response) => {
    const { role } = requireActor(request, definition.action);
    const key = `${role} ${businessDate(doors.clock.now())} ${request.originalUrl}`;
    const bytes = await answers.answer(key, request.historySeq, async () => {
      const { body } = await definition.run(request, response, doors);
      return Buffer.from(JSON.stringify((definition.answer as z.ZodType).parse(body)));
    });
    response.writeHead(definition.status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': bytes.length,
    });
    response.end(bytes);
  };
}

function handlerOf(definition: RouteDefinition, doors: Doors): RequestHandler {
  return async (request, response) => {
    const { body, etag } = await definition.run(request, response, doors);
    if (etag !== undefined) response.set('ETag', `"${etag}"`);
    if (definition.answer === 'none') response.status(definition.status).end();
    else if (definition.answer === 'file') sendFile(response, body as FileAnswer);
    else if (definition.answer === 'stream') await sendStream(response, body as StreamAnswer);
    else response.status(definition.status).json(definition.answer.parse(body));
  };
}

/** Puts routes on a router in order, and answers other methods on their paths with 405. */
export function mount(router: Router, definitions: readonly RouteDefinition[], doors: Doors): void {
  const answers = new AnswerCache();
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
