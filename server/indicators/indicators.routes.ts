import * as z from 'zod';
import { asOfField, idField, knownOnField } from '#shared/fields.ts';
import {
  ElementInput,
  IndicatorChange,
  IndicatorDetail,
  IndicatorEnd,
  IndicatorInput,
  IndicatorPage,
  MeasurementInput,
  TargetInput,
  WithdrawalInput,
} from '#shared/indicators/indicators.ts';
import { PasteAnswer, PasteInput, PastePreview, PasteText } from '#shared/master-data/paste.ts';
import { can } from '#shared/permissions.ts';
import type { Action } from '#shared/permissions.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteContext, RouteDefinition } from '../http/route.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { previewElements, setElement, takeElements } from './change-elements.ts';
import {
  changeIndicator,
  createIndicator,
  endIndicator,
  measure,
  setTarget,
  withdraw,
} from './change-indicators.ts';
import { findIndicator, listIndicators } from './indicators.ts';

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });
const clocks = { asOf: asOfField.optional(), knownOn: knownOnField };

/** A change of one indicator, held against the version that was seen and answered with what stands then. */
function changeRoute<B extends z.ZodType>(
  part: string,
  action: Action,
  summary: string,
  body: B,
  handle: (context: RouteContext<{ id: number }, undefined, z.infer<B>>) => Promise<IndicatorDetail>,
): RouteDefinition {
  return route({
    method: 'post',
    path: `/api/indicators/:id/${part}`,
    action,
    summary,
    params: idParams,
    body,
    ifMatch: true,
    answer: IndicatorDetail,
    status: 201,
    etag: ({ indicator }) => indicator.version,
    handle: handle as never,
  });
}

/** Kennzahlen: what the programme is measured by, its targets, its values and the lists they are counted from. */
export const indicatorRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/indicators',
    action: 'indicators:read',
    summary: 'Kennzahlen am Stichtag mit letztem Wert, Zielen und Verlauf',
    query: z.strictObject({ ...clocks, project: z.coerce.number().pipe(idField).optional() }),
    cached: true,
    answer: IndicatorPage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        listIndicators(read, {
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
          projectId: query.project,
          own: await ownRows(read, actor),
          mayDefine: can(actor, 'indicators:edit'),
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/indicators/:id',
    action: 'indicators:read',
    summary: 'Eine Kennzahl am Stichtag mit allen Werten, Zielen und ihrer Liste',
    params: idParams,
    query: z.strictObject(clocks),
    answer: IndicatorDetail,
    etag: ({ indicator }) => indicator.version,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const knownSeq = await knownSeqOn(read, query.knownOn);
        return findIndicator(read, { asOf, knownSeq }, params.id, actor);
      }),
  }),
  route({
    method: 'post',
    path: '/api/indicators',
    action: 'indicators:edit',
    summary: 'Eine Kennzahl anlegen',
    body: IndicatorInput,
    idempotent: true,
    answer: IndicatorDetail,
    status: 201,
    etag: ({ indicator }) => indicator.version,
    handle: createIndicator,
  }),
  changeRoute(
    'changes',
    'indicators:edit',
    'Ändern, was von einer Kennzahl ab einem Tag gilt',
    IndicatorChange,
    changeIndicator,
  ),
  changeRoute(
    'end',
    'indicators:edit',
    'Eine Kennzahl mit einem letzten Tag enden lassen, oder das Ende zurücknehmen',
    IndicatorEnd,
    endIndicator,
  ),
  changeRoute(
    'targets',
    'indicators:edit',
    'Ein Ziel für einen Tag festlegen, neu festlegen oder zurücknehmen',
    TargetInput,
    setTarget,
  ),
  changeRoute(
    'measurements',
    'indicators:measure',
    'Einen Messwert mit Tag und Quelle eintragen; für denselben Tag berichtigt er',
    MeasurementInput,
    measure,
  ),
  changeRoute(
    'withdrawals',
    'indicators:measure',
    'Einen Messwert mit Grund zurücknehmen',
    WithdrawalInput,
    withdraw,
  ),
  changeRoute(
    'elements',
    'indicators:measure',
    'Den Stand eines Eintrags der Liste ab einem Tag festhalten',
    ElementInput,
    setElement,
  ),
  route({
    method: 'post',
    path: '/api/indicators/:id/pasted/preview',
    action: 'indicators:measure',
    summary: 'Was von einer eingefügten Liste gelesen wurde, Zeile für Zeile mit Fehlern; übernimmt nichts',
    params: idParams,
    body: PasteText,
    answer: PastePreview,
    handle: (context) => context.db.snapshot((read) => previewElements(read, context)),
  }),
  route({
    method: 'post',
    path: '/api/indicators/:id/pasted',
    action: 'indicators:measure',
    summary: 'Eine eingefügte Liste übernehmen, ganz oder gar nicht',
    params: idParams,
    body: PasteInput,
    idempotent: true,
    answer: PasteAnswer,
    status: 201,
    handle: takeElements,
  }),
];
