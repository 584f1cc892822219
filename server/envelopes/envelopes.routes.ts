import * as z from 'zod';
import {
  EnvelopeAnswer,
  EnvelopeEnd,
  EnvelopeInput,
  EnvelopeList,
  ScopeContent,
  ScopeQuestion,
} from '#shared/envelopes/envelopes.ts';
import { asOfField, idField } from '#shared/fields.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { addEnvelope, endEnvelope, listEnvelopes, scopeContent } from './envelopes.sql.ts';
import { envelopesFile } from './envelope-file.ts';

/** Finanzrahmen: the ceilings a council gave the programme, each with its own scope; never added. */
export const envelopeRoutes: RouteDefinition[] = [
  envelopesFile.route,
  route({
    method: 'get',
    path: '/api/envelopes',
    action: 'envelopes:read',
    summary: 'Finanzrahmen mit ihrem Umfang, und was ein Umfang nennen kann',
    query: z.strictObject({ asOf: asOfField.optional() }),
    answer: EnvelopeList,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => listEnvelopes(read, await askedAsOf(read, clock, query.asOf))),
  }),
  route({
    method: 'post',
    path: '/api/envelopes/preview',
    action: 'envelopes:edit',
    summary: 'Was ein Umfang enthielte; geschrieben wird nichts',
    body: ScopeQuestion,
    answer: ScopeContent,
    handle: ({ db, body }) => db.snapshot((read) => scopeContent(read, body.scope, body.asOf)),
  }),
  route({
    method: 'post',
    path: '/api/envelopes',
    action: 'envelopes:edit',
    summary: 'Einen Finanzrahmen anlegen',
    body: EnvelopeInput,
    idempotent: true,
    answer: EnvelopeAnswer,
    status: 201,
    handle: ({ db, by, body }) => addEnvelope(db, by, body),
  }),
  route({
    method: 'post',
    path: '/api/envelopes/:id/end',
    action: 'envelopes:edit',
    summary: 'Einen Finanzrahmen mit einem letzten Tag enden lassen, oder das Ende zurücknehmen',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    body: EnvelopeEnd,
    ifMatch: true,
    answer: EnvelopeAnswer,
    etag: ({ row }) => row.version,
    handle: ({ db, by, params, ifMatch, body }) =>
      endEnvelope(db, by, { id: params.id, version: ifMatch }, body),
  }),
];
