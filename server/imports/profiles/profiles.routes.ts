import * as z from 'zod';
import {
  ProfileDetail,
  ProfilePreview,
  ProfilePreviewInput,
  SampleQuery,
  SampleResult,
  SavedProfile,
  SaveProfile,
} from '#shared/imports/profile-edit.ts';
import { ProfileProposal, ProposalInput } from '#shared/imports/propose/profile-proposal.ts';
import { route } from '../../http/route.ts';
import type { FileAnswer, RouteDefinition } from '../../http/route.ts';
import { runJob } from '../../work/run-job.ts';
import { shownName } from '../delivery.ts';
import { fileAt, sha256Of } from '../read/file-source.ts';
import { previewProfileJob, proposeProfileJob, sampleErrorsJob, uploadErrorsJob } from './profiles.jobs.ts';
import { profileDetail, saveProfile } from './stored-profiles.sql.ts';
import { keepUpload } from '../uploads.sql.ts';

const codeParams = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,40}$/u, 'Kleine Buchstaben, Ziffern, Striche.'),
});

const CSV_TYPE = 'text/csv; charset=utf-8';

function csvFile(csv: string): FileAnswer {
  return { fileName: 'fehler.csv', bytes: Buffer.from(csv, 'utf8') };
}

/** Profiles as people edit them, tried on a file before they are stored. */
export const profileRoutes: RouteDefinition[] = [
  route({
    method: 'post',
    path: '/api/import-profiles/samples',
    action: 'imports:profiles',
    summary: 'Eine Beispieldatei für die Vorschau eines Profils; gebucht wird sie nie',
    query: SampleQuery,
    body: 'bytes',
    answer: SampleResult,
    status: 201,
    handle: async ({ db, clock, actor, query, body }) => {
      const [fileName, bytes] = [shownName(query.name), fileAt({ ...body, from: 0 })];
      const upload = {
        profile: '',
        file_name: fileName,
        sha256: await sha256Of(bytes),
        control_total_cents: null,
        created_by: actor.id,
        created_at: clock.now(),
      };
      return { sampleId: await keepUpload(db, upload, [{ fileName, bytes }]) };
    },
  }),
  route({
    method: 'post',
    path: '/api/import-profiles/preview',
    action: 'imports:profiles',
    summary: 'Was ein Profil aus einer Datei liest: Text und Wert nebeneinander; geschrieben wird nichts',
    body: ProfilePreviewInput,
    answer: ProfilePreview,
    handle: ({ db, clock, actor, body }) => {
      const sample = body.sampleId === null ? null : { uploadId: body.sampleId, userId: actor.id };
      return runJob(previewProfileJob, { db, clock }, { profile: body.profile, sample });
    },
  }),
  route({
    method: 'post',
    path: '/api/import-profiles/proposal',
    action: 'imports:profiles',
    summary: 'Was eine Beispieldatei über ein neues Profil sagt, mit Gründen; es gilt erst, was gewählt ist',
    body: ProposalInput,
    answer: ProfileProposal,
    handle: ({ db, clock, actor, body: { kind, chosen, sampleId } }) =>
      runJob(
        proposeProfileJob,
        { db, clock },
        { kind, chosen, sample: { uploadId: sampleId, userId: actor.id } },
      ),
  }),
  route({
    method: 'post',
    path: '/api/import-profiles/preview/errors.csv',
    action: 'imports:profiles',
    summary: 'Alle Fehler der Vorschau als CSV',
    body: ProfilePreviewInput.extend({ sampleId: z.string().max(60) }),
    answer: 'file',
    contentType: CSV_TYPE,
    handle: async ({ db, clock, actor, body }) => {
      const sample = { uploadId: body.sampleId, userId: actor.id };
      return csvFile(await runJob(sampleErrorsJob, { db, clock }, { profile: body.profile, sample }));
    },
  }),
  route({
    method: 'get',
    path: '/api/import-profiles/:code',
    action: 'imports:read',
    summary: 'Ein Profil mit seinen Fassungen und den Einlesungen, die sie nutzten',
    params: codeParams,
    answer: ProfileDetail,
    etag: (answer) => answer.version,
    handle: ({ db, params }) => profileDetail(db.read, params.code),
  }),
  route({
    method: 'post',
    path: '/api/import-profiles/:code',
    action: 'imports:profiles',
    summary: 'Eine neue Fassung eines Profils speichern',
    params: codeParams,
    body: SaveProfile,
    ifMatch: true,
    answer: SavedProfile,
    etag: (answer) => answer.version,
    handle: ({ db, by, params, body, ifMatch }) =>
      saveProfile(db, by, { code: params.code, version: ifMatch }, body),
  }),
  route({
    method: 'get',
    path: '/api/imports/uploads/:uploadId/errors.csv',
    action: 'imports:plan',
    summary: 'Alle Fehler einer hochgeladenen Datei als CSV',
    params: z.strictObject({ uploadId: z.string().max(60) }),
    answer: 'file',
    contentType: CSV_TYPE,
    handle: async ({ db, clock, actor, params }) =>
      csvFile(await runJob(uploadErrorsJob, { db, clock }, { uploadId: params.uploadId, userId: actor.id })),
  }),
];
