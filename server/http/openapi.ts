import * as z from 'zod';
import { ERRORS } from '#shared/errors.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import type { RouteDefinition } from './route.ts';
import { publicRoute } from './route.ts';
import { cookieName } from './session-cookie.ts';

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

/** `get /api/projects/:id/status` → `GetProjectsByIdStatus`: told from the address, so that it lasts as long. */
function operationName({ method, path }: Pick<RouteDefinition, 'method' | 'path'>): string {
  const words = path
    .replace(/^\/api\//u, '')
    .replace(/:(\w+)/gu, 'by-$1')
    .split(/[^A-Za-z0-9]+/u);
  return [method, ...words].map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}

/** Schemas under the names that a generated client calls its types by; equal ones are one. */
class NamedSchemas {
  readonly schemas: Record<string, unknown> = { Problem: PROBLEM };
  readonly #names = new Map<string, string>();

  ref(name: string, schema: unknown): { $ref: string } {
    const text = JSON.stringify(schema);
    const known = this.#names.get(text) ?? name;
    this.#names.set(text, known);
    this.schemas[known] = schema;
    return { $ref: `#/components/schemas/${known}` };
  }
}

const BYTES = { schema: { type: 'string', format: 'binary' } };

function answerOf(route: RouteDefinition, named: NamedSchemas): unknown {
  if (route.answer === 'none') return { description: 'erledigt' };
  if (route.answer === 'redirect')
    return {
      description: 'weiter zu dieser Adresse',
      headers: { Location: { schema: { type: 'string' } } },
    };
  const content =
    route.answer === 'file' || route.answer === 'stream'
      ? { [route.contentType ?? '*/*']: BYTES }
      : {
          'application/json': {
            schema: named.ref(`${operationName(route)}Answer`, schemaOf(route.answer, 'output')),
          },
        };
  return { description: 'Antwort', content };
}

function bodyOf(route: RouteDefinition, named: NamedSchemas): object {
  if (route.body === undefined) return {};
  const content =
    route.body === 'bytes'
      ? { 'application/octet-stream': BYTES }
      : {
          [route.isForm ? 'application/x-www-form-urlencoded' : 'application/json']: {
            schema: named.ref(`${operationName(route)}Body`, schemaOf(route.body, 'input')),
          },
        };
  return { requestBody: { required: true, content } };
}

/** Refusals that this very route can give; every other one has the same form (`default`). */
function refusalsOf(route: RouteDefinition): string[] {
  const signing = route.action === 'public' ? [] : ['401', '403'];
  const version = route.ifMatch ? ['412', '428'] : [];
  return ['400', ...signing, ...(route.params ? ['404'] : []), ...version, '429', 'default'];
}

function operationOf(route: RouteDefinition, named: NamedSchemas): unknown {
  const name = operationName(route);
  return {
    operationId: `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    summary: route.summary,
    tags: [areaOf(route)],
    'x-action': route.action,
    security: route.action === 'public' ? [] : [{ session: [] }],
    parameters: parametersOf(route),
    ...bodyOf(route, named),
    responses: {
      [route.status]: answerOf(route, named),
      ...Object.fromEntries(
        refusalsOf(route).map((status) => [status, { $ref: '#/components/responses/Refused' }]),
      ),
    },
  };
}

/** The first word of the address: `projects`, `imports`. */
function areaOf({ path }: RouteDefinition): string {
  return path.split('/')[2] ?? '';
}

/** The API as OpenAPI 3.0, made from the very schemas that check requests and answers. */
export function openApiDocument(routes: readonly RouteDefinition[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const named = new NamedSchemas();
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, named) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'MoveS-Cockpit',
      version: '1',
      description: 'Beträge in ganzen Cent, Stellen in Zehntausendsteln, Aufwand positiv.',
      license: { name: 'Nicht lizenziert' },
    },
    servers: [{ url: '/', description: 'Dieser Server' }],
    tags: [...new Set(routes.map(areaOf))].map((name) => ({
      name,
      description: `Adressen unter /api/${name}`,
    })),
    paths,
    components: {
      schemas: named.schemas,
      responses: {
        Refused: {
          description: 'abgelehnt; es wurde nichts gespeichert',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: cookieName(false) },
          description: `Sitzung nach der Anmeldung; unter https heißt der Cookie ${cookieName(true)}`,
        },
      },
    },
  };
}

/** GET /api/openapi.json; described when first asked, then kept. */
export function openApiRoute(routes: readonly RouteDefinition[]): RouteDefinition {
  let document: Record<string, unknown> | undefined;
  return publicRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'Diese Beschreibung',
    answer: z.record(z.string(), z.unknown()),
    handle: () => Promise.resolve((document ??= openApiDocument(routes))),
  });
}
