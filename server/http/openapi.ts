import * as z from 'zod';
import { ERRORS } from '#shared/errors.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import type { RouteDefinition } from './route.ts';
import { publicRoute } from './route.ts';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457: warum die Anfrage abgelehnt wurde',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    traceId: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    current: {},
  },
};

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'openapi-3.0' });
}

function parametersOf(route: RouteDefinition): unknown[] {
  const list = (schema: z.ZodType | undefined, where: 'path' | 'query'): unknown[] =>
    schema instanceof z.ZodObject
      ? Object.entries(schema.shape).map(([name, field]) => ({
          name,
          in: where,
          required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
          schema: schemaOf(field as z.ZodType, 'input'),
        }))
      : [];
  const version = {
    name: 'If-Match',
    in: 'header',
    required: true,
    schema: { type: 'string' },
    description: 'Fassung, die geändert werden soll',
  };
  const once = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 8, maxLength: 100 },
    description: 'Dieselbe Anfrage noch einmal bekommt die erste Antwort und bewirkt nichts weiter',
  };
  const account = {
    name: ACCOUNT_HEADER,
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description:
      'Konto, in dessen Namen gesendet wird; Pflicht für Seiten im Browser. Ein anderes als das angemeldete wird abgelehnt (409)',
  };
  const isSigning = route.action === 'public';
  return [
    ...list(route.params, 'path'),
    ...list(route.query, 'query'),
    ...(isSigning ? [] : [account]),
    ...(route.ifMatch ? [version] : []),
    ...(route.idempotent ? [once] : []),
  ];
}

function answerOf(route: RouteDefinition): unknown {
  if (route.answer === 'none') return { description: 'erledigt' };
  const content =
    route.answer === 'file' || route.answer === 'stream'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(route.answer, 'output') } };
  return { description: 'Antwort', content };
}

function bodyOf(route: RouteDefinition): object {
  if (route.body === undefined) return {};
  const content =
    route.body === 'bytes'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(route.body, 'input') } };
  return { requestBody: { required: true, content } };
}

function operationOf(route: RouteDefinition): unknown {
  return {
    summary: route.summary,
    'x-action': route.action,
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: {
      [route.status]: answerOf(route),
      default: {
        description: 'abgelehnt',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** The API as OpenAPI 3.0, made from the very schemas that check requests and answers. */
export function openApiDocument(routes: readonly RouteDefinition[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'MoveS-Cockpit',
      version: '1',
      description: 'Beträge in ganzen Cent, Stellen in Zehntausendsteln, Aufwand positiv.',
    },
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

/** GET /api/openapi.json */
export function openApiRoute(routes: readonly RouteDefinition[]): RouteDefinition {
  const document = openApiDocument(routes);
  return publicRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'Diese Beschreibung',
    answer: z.record(z.string(), z.unknown()),
    handle: () => Promise.resolve(document),
  });
}
