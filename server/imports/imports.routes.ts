import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { idField } from '#shared/fields.ts';
import {
  ApplyImport,
  ApplyResult,
  ImportDetail,
  ImportList,
  ProfileList,
  UploadQuery,
  UploadResult,
} from '#shared/imports/imports.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { applyImport } from './apply-import.sql.ts';
import { parseControlTotal } from './entered-total.ts';
import { findImport, listImports } from './imports.sql.ts';
import { planImport, sha256 } from './plan-import.ts';
import { importProfiles } from './profiles.ts';
import { findUpload, keepUpload } from './uploads.sql.ts';

export const importRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/import-profiles',
    action: 'imports:read',
    summary: 'Profile: welche Dateien gelesen werden können',
    answer: ProfileList,
    handle: () =>
      Promise.resolve({
        profiles: importProfiles().map((p) => ({
          code: p.code,
          title: p.title,
          kind: p.kind,
          description: p.description,
          formats: [`.${p.format}`],
          totalsRow: p.totalsRow !== null,
          controlTotal: p.controlTotal,
        })),
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
      const controlTotalCents = parseControlTotal(query.controlTotal);
      const input = { profile: query.profile, fileName: query.name, bytes: body, controlTotalCents };
      const plan = await planImport(db.read, input);
      const uploadId = await keepUpload(db, {
        profile: query.profile,
        file_name: plan.fileName,
        sha256: sha256(body),
        bytes: body,
        control_total_cents: controlTotalCents ?? null,
        created_by: actor.id,
        created_at: clock.now(),
      });
      return { uploadId, plan };
    },
  }),
  route({
    method: 'post',
    path: '/api/imports/uploads/:uploadId/apply',
    action: 'imports:apply',
    summary: 'Die Vorschau buchen: ganz oder gar nicht',
    params: z.strictObject({ uploadId: z.string().max(60) }),
    body: ApplyImport,
    answer: ApplyResult,
    handle: async ({ db, clock, actor, by, params, body }) => {
      const upload = await findUpload(db.read, params.uploadId, actor.id, clock.now());
      if (!upload) {
        throw new AppError(
          'not-found',
          'Die hochgeladene Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.',
        );
      }
      return applyImport(db, by, {
        profile: upload.profile,
        fileName: upload.file_name,
        bytes: upload.bytes,
        controlTotalCents: upload.control_total_cents ?? undefined,
        expectedPlanSha256: body.planSha256,
      });
    },
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
