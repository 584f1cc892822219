import * as z from 'zod';
import { idField } from '#shared/fields.ts';
import {
  FairCopy,
  FairCopyBrief,
  NewReportDraft,
  ReportDraftDetail,
  ReportDraftEdit,
  ReportDraftList,
  ReportDraftView,
} from '#shared/reports/report-drafts.ts';
import { JsonText } from '../http/json-text.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { composeDraft, dropDraft, editDraft } from './change-draft.ts';
import { listDrafts } from './drafts.sql.ts';
import { composedJob, fairCopyJob, readCopyJob } from './reports.jobs.ts';

const ofDraft = { params: z.strictObject({ draft: z.coerce.number().pipe(idField) }) };
const changing = {
  ...ofDraft,
  action: 'reports:compose',
  ifMatch: true,
  answer: ReportDraftView,
  etag: ({ draft }: ReportDraftView) => draft.version,
} as const;
const targetOf = ({ params, ifMatch }: { params: { draft: number }; ifMatch: number }) => ({
  id: params.draft,
  version: ifMatch,
});

/** How a report comes to be: composed, checked, copied fair; released by a request of the kind `report` (0070). */
export const draftRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/report-drafts',
    action: 'reports:draft',
    summary: 'Berichte, die zusammengestellt werden, neueste zuerst',
    answer: ReportDraftList,
    handle: ({ db }) => db.snapshot(async (read) => ({ drafts: await listDrafts(read) })),
  }),
  route({
    method: 'post',
    path: '/api/report-drafts',
    action: 'reports:compose',
    summary: 'Einen Bericht zusammenstellen: Nummer, Art, Referat, Beratungsfolge, Stichtag',
    body: NewReportDraft,
    idempotent: true,
    answer: ReportDraftView,
    status: 201,
    etag: ({ draft }) => draft.version,
    handle: ({ db, by, body }) => composeDraft(db, by, body),
  }),
  route({
    ...ofDraft,
    method: 'get',
    path: '/api/report-drafts/:draft',
    action: 'reports:draft',
    summary: 'Ein Entwurf mit dem Bericht, wie er jetzt wäre, und dem, was vor der Freigabe fehlt',
    answer: ReportDraftDetail,
    handle: async ({ db, clock, params }) =>
      new JsonText(await runJob(composedJob, { db, clock }, { id: params.draft })),
  }),
  route({
    ...changing,
    method: 'patch',
    path: '/api/report-drafts/:draft',
    summary: 'Teile eines Entwurfs ändern: Kopf, Abschnitte, Anmerkungen, Begründungen zur Prüfung',
    body: ReportDraftEdit,
    handle: (context) => editDraft(context.db, context.by, targetOf(context), context.body),
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/report-drafts/:draft/drop',
    summary: 'Einen Entwurf verwerfen; er bleibt lesbar',
    handle: (context) => dropDraft(context.db, context.by, targetOf(context)),
  }),
  route({
    ...ofDraft,
    method: 'post',
    path: '/api/report-drafts/:draft/fair-copies',
    action: 'reports:compose',
    summary: 'Reinschrift anfertigen: der Bericht, wie er herausgegeben würde, mit Prüfsumme',
    ifMatch: true,
    answer: FairCopyBrief,
    status: 201,
    handle: (context) => {
      const { db, clock, by } = context;
      const { writer, once } = by;
      return runJob(fairCopyJob, { db, clock }, { ...targetOf(context), writer, once });
    },
  }),
  route({
    method: 'get',
    path: '/api/report-fair-copies/:copy',
    action: 'reports:draft',
    summary: 'Eine Reinschrift: der Bericht, wie er herausgegeben wird',
    params: z.strictObject({ copy: z.coerce.number().pipe(idField) }),
    answer: FairCopy,
    handle: async ({ db, clock, params }) =>
      new JsonText(await runJob(readCopyJob, { db, clock }, { id: params.copy })),
  }),
];
