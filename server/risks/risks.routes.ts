import * as z from 'zod';
import { asOfField, idField, knownOnField } from '#shared/fields.ts';
import { RiskAssessmentInput, RiskDetail, RiskInput, RiskPage } from '#shared/risks/risks.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { can } from '#shared/permissions.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { assessRisk, takeUpRisk } from './change-risks.ts';
import { findRisk, listRisks } from './risks.sql.ts';
import { risksFile } from './risks-file.ts';

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });

/** The register: risks, opportunities, issues and decisions needed. */
export const riskRoutes: RouteDefinition[] = [
  risksFile.route,
  route({
    method: 'get',
    path: '/api/risks',
    action: 'risks:read',
    summary: 'Risiken, Chancen, Probleme und Entscheidungsbedarfe, wie sie am Stichtag bewertet waren',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      project: z.coerce.number().pipe(idField).optional(),
    }),
    cached: true,
    answer: RiskPage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        listRisks(read, {
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
          projectId: query.project,
          own: await ownRows(read, actor),
          closed: can(actor, 'papers:read-closed'),
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/risks/:id',
    action: 'risks:read',
    summary: 'Ein Eintrag am Stichtag mit allen Bewertungen',
    params: idParams,
    query: z.strictObject({ asOf: asOfField.optional() }),
    answer: RiskDetail,
    etag: (answer) => answer.risk.version,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) => findRisk(read, params.id, await askedAsOf(read, clock, query.asOf), actor)),
  }),
  route({
    method: 'post',
    path: '/api/risks',
    action: 'risks:write',
    summary: 'Ein Risiko, eine Chance, ein Problem oder einen Entscheidungsbedarf aufnehmen',
    body: RiskInput,
    idempotent: true,
    answer: RiskDetail,
    status: 201,
    etag: (answer) => answer.risk.version,
    handle: takeUpRisk,
  }),
  route({
    method: 'post',
    path: '/api/risks/:id/assessments',
    action: 'risks:write',
    summary: 'Einen Eintrag neu bewerten, ändern, schließen oder wieder öffnen, mit Tag und Grund',
    params: idParams,
    body: RiskAssessmentInput,
    ifMatch: true,
    answer: RiskDetail,
    status: 201,
    etag: (answer) => answer.risk.version,
    handle: assessRisk,
  }),
];
