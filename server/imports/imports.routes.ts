import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { idField } from '#shared/fields.ts';
import { ConflictList, ConflictRow, KeepConflict } from '#shared/imports/conflict.ts';
import {
  ApplyImport,
  ApplyResult,
  ImportDetail,
  ImportList,
  ProfileList,
  UploadQuery,
  UploadResult,
} from '#shared/imports/imports.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import { ControlFileQuery, ControlFileResult } from '#shared/periods/period-views.ts';
import type { ReceivedFile } from '../http/receive-file.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { listConflicts } from './conflicts/conflict-list.sql.ts';
import type { FileStretch } from './read/file-source.ts';
import { profileOf, requireOfKind } from './any-file.ts';
import { parseControlTotal } from './control-totals/entered-total.ts';
import { applyUploadJob, planUploadJob, readControlTotalsJob } from './imports.jobs.ts';
import { findImport, listImports } from './imports.sql.ts';
import { keepConflict } from './conflicts/keep-conflict.sql.ts';
import { profilesNow, recordProfilesNow } from './profiles/stored-profiles.sql.ts';
import { importsFile } from './import-file.ts';

function briefOf<Kind extends ImportKind>(p: {
  code: string;
  title: string;
  kind: Kind;
  description: string;
  format: string;
}) {
  const { code, title, kind, description, format } = p;
  return { code, title, kind, description, formats: [`.${format}`] };
}

const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The files that came one after another as one body, by their names and sizes. Throws `invalid-parameter`. */
function partsReceived({ path, size }: ReceivedFile, query: UploadQuery): FileStretch[] {
  const names = listed(query.name);
  const sizes = query.size === undefined && names.length === 1 ? [size] : listed(query.size);
  const total = sizes.reduce((sum, one) => sum + one, 0);
  if (sizes.length !== names.length || total !== size)
    throw new AppError('invalid-parameter', undefined, {
      errors: [{ path: 'size', message: 'Zu jedem Namen gehört eine Größe; zusammen sind sie der Inhalt.' }],
    });
  let from = 0;
  return names.map((fileName, at) => {
    const part = { fileName, path, from, size: sizes[at] ?? 0 };
    from += part.size;
    return part;
  });
}

export const importRoutes: RouteDefinition[] = [
  importsFile.route,
  route({
    method: 'get',
    path: '/api/import-conflicts',
    action: 'imports:read',
    summary: 'Konfliktliste: Zeilen, die SAP nach dem Einlesen geändert hat',
    answer: ConflictList,
    handle: async ({ db }) => {
      const conflicts = await listConflicts(db.read);
      const waits = ['open', 'requested', 'blocked'];
      return { conflicts, open: conflicts.filter((one) => waits.includes(one.state)).length };
    },
  }),
  route({
    method: 'post',
    path: '/api/import-conflicts/:id/keep',
    action: 'imports:conflicts',
    summary: 'Die alte Buchung behalten, mit Begründung',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    body: KeepConflict,
    answer: ConflictRow,
    handle: ({ db, by, params, body }) => keepConflict(db, by, params.id, body.reason),
  }),
  route({
    method: 'get',
    path: '/api/import-profiles',
    action: 'imports:read',
    summary: 'Profile: welche Dateien gelesen werden können',
    answer: ProfileList,
    handle: async ({ db }) => ({
      profiles: [
        ...(await profilesNow(db.read)).map((p) => ({
          ...briefOf(p),
          layout: p.layout,
          totalsRow: p.totalsRow !== null,
          controlTotal: p.controlTotal,
        })),
        ...(await recordProfilesNow(db.read)).map((p) => ({
          ...briefOf(p),
          layout: null,
          totalsRow: false,
          controlTotal: 'optional' as const,
        })),
      ],
    }),
  }),
  route({
    method: 'get',
    path: '/api/imports',
    action: 'imports:read',
    summary: 'Was eingelesen wurde, das Neueste zuerst',
    answer: ImportList,
    handle: async (c) => ({ imports: await listImports(c.db.read) }),
  }),
  route({
    method: 'post',
    path: '/api/imports/uploads',
    action: 'imports:plan',
    summary: 'Datei hochladen und Vorschau rechnen; gebucht wird nichts',
    query: UploadQuery,
    body: 'bytes',
    answer: UploadResult,
    status: 201,
    handle: async ({ db, clock, actor, query, body }) => {
      requireOfKind(actor, 'imports:plan', await profileOf(db.read, query.profile));
      const controlTotalCents = parseControlTotal(query.controlTotal);
      const parts = partsReceived(body, query);
      const { profile } = query;
      return runJob(planUploadJob, { db, clock }, { profile, parts, controlTotalCents, userId: actor.id });
    },
  }),
  route({
    method: 'post',
    path: '/api/imports/control-totals',
    action: 'periods:set',
    summary: 'Eine Summendatei aus SAP als Kontrollsummen übernehmen; gebucht wird nichts',
    query: ControlFileQuery,
    body: 'bytes',
    answer: ControlFileResult,
    handle: ({ db, clock, by, query, body }) =>
      runJob(
        readControlTotalsJob,
        { db, clock },
        {
          profile: query.profile,
          parts: [{ ...body, fileName: query.name, from: 0 }],
          writer: by.writer,
        },
      ),
  }),
  route({
    method: 'post',
    path: '/api/imports/uploads/:uploadId/apply',
    action: 'imports:apply',
    summary: 'Die Vorschau buchen: ganz oder gar nicht',
    params: z.strictObject({ uploadId: z.string().max(60) }),
    body: ApplyImport,
    idempotent: true,
    answer: ApplyResult,
    handle: ({ db, clock, by, actor, params, body }) =>
      runJob(
        applyUploadJob,
        { db, clock },
        {
          uploadId: params.uploadId,
          actor,
          writer: by.writer,
          once: by.once,
          planSha256: body.planSha256,
        },
      ),
  }),
  route({
    method: 'get',
    path: '/api/imports/:id',
    action: 'imports:read',
    summary: 'Ein Einlesevorgang',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    answer: ImportDetail,
    handle: async (c) => {
      const found = await findImport(c.db.read, c.params.id);
      if (!found) throw new AppError('not-found');
      return { import: found };
    },
  }),
];
