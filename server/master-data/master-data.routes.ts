import type * as z from 'zod';
import {
  MasterAnswer,
  MasterIdParams,
  MasterList,
  MasterParams,
  MasterQuery,
  NewRecord,
  RecordChange,
  RecordEnd,
} from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import { PasteAnswer, PasteInput, PastePreview, PasteText } from '#shared/master-data/paste.ts';
import { newRecord, recordChange } from '#shared/master-data/record-values.ts';
import { can } from '#shared/permissions.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { invalidInput } from '../http/parse-request.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { isDemo } from '../session/session.sql.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { listRecords } from './list-records.ts';
import { previewPaste, takePaste } from './paste-records.ts';
import { recordsCsv, recordsWorkbook } from './records-file.ts';
import { changeRecord, createRecord, endRecord, reopenRecord } from './write-records.ts';

/** A body by the schema of its kind, which the address names. Throws `invalid-input` with every fault. */
function parsedBy<T>(schema: z.ZodType<T>, body: unknown): T {
  const { data, error } = schema.safeParse(body);
  if (error) throw invalidInput(error);
  return data;
}

const FILES = { xlsx: XLSX_TYPE, csv: 'text/csv; charset=utf-8' } as const;

/** What the page shows on the Stichtag, as a file. */
function fileRoute(format: keyof typeof FILES): RouteDefinition {
  return route({
    method: 'get',
    path: `/api/master-data/:kind/${format}`,
    action: 'master-data:read',
    summary: `Stammdaten einer Art zum Stichtag als ${format === 'csv' ? 'CSV' : 'Excel-Datei'}`,
    params: MasterParams,
    query: MasterQuery,
    answer: 'file',
    contentType: FILES[format],
    handle: async ({ db, clock, params, query }) => {
      const { list, demo } = await db.snapshot(async (read) => {
        const day = await askedAsOf(read, clock, query.asOf);
        return { list: await listRecords(read, params.kind, day, false), demo: await isDemo(read) };
      });
      const bytes = format === 'csv' ? recordsCsv(list) : await recordsWorkbook(list, demo);
      return { fileName: `${masterRules(params.kind).slug}-${list.asOf}.${format}`, bytes };
    },
  });
}

/** Stammdaten: kinds of master data, their records as they are on a day, and what becomes of them. */
export const masterDataRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/master-data/:kind',
    action: 'master-data:read',
    summary: 'Ämter, Handlungsfelder, Umsetzungsstufen oder Teilhaushalte zum Stichtag',
    params: MasterParams,
    query: MasterQuery,
    answer: MasterList,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) => {
        const day = await askedAsOf(read, clock, query.asOf);
        return listRecords(read, params.kind, day, can(actor, 'master-data:edit'));
      }),
  }),
  route({
    method: 'post',
    path: '/api/master-data/:kind',
    action: 'master-data:edit',
    summary: 'Einen Eintrag der Stammdaten ab einem Tag anlegen',
    params: MasterParams,
    body: NewRecord,
    idempotent: true,
    answer: MasterAnswer,
    status: 201,
    handle: ({ db, by, params, body }) =>
      createRecord(db, by, params.kind, parsedBy(newRecord(params.kind), body)),
  }),
  route({
    method: 'post',
    path: '/api/master-data/:kind/:id/changes',
    action: 'master-data:edit',
    summary: 'Einen Eintrag der Stammdaten ändern; was datiert ist, ab einem Tag',
    params: MasterIdParams,
    body: RecordChange,
    ifMatch: true,
    answer: MasterAnswer,
    etag: ({ row }) => row.version,
    handle: ({ db, by, params, ifMatch, body }) =>
      changeRecord(db, by, { ...params, version: ifMatch }, parsedBy(recordChange(params.kind), body)),
  }),
  route({
    method: 'post',
    path: '/api/master-data/:kind/:id/end',
    action: 'master-data:edit',
    summary: 'Einen Eintrag der Stammdaten mit einem letzten Tag enden lassen, mit oder ohne Nachfolge',
    params: MasterIdParams,
    body: RecordEnd,
    ifMatch: true,
    answer: MasterAnswer,
    etag: ({ row }) => row.version,
    handle: ({ db, by, params, ifMatch, body }) => endRecord(db, by, { ...params, version: ifMatch }, body),
  }),
  route({
    method: 'delete',
    path: '/api/master-data/:kind/:id/end',
    action: 'master-data:edit',
    summary: 'Das Ende eines Eintrags der Stammdaten zurücknehmen',
    params: MasterIdParams,
    ifMatch: true,
    answer: MasterAnswer,
    etag: ({ row }) => row.version,
    handle: ({ db, by, params, ifMatch }) => reopenRecord(db, by, { ...params, version: ifMatch }),
  }),
  route({
    method: 'post',
    path: '/api/master-data/:kind/pasted/preview',
    action: 'master-data:edit',
    summary: 'Was von einer eingefügten Tabelle gelesen wurde, Zeile für Zeile mit Fehlern; übernimmt nichts',
    params: MasterParams,
    body: PasteText,
    answer: PastePreview,
    handle: ({ db, params, body }) => db.snapshot((read) => previewPaste(read, params.kind, body)),
  }),
  route({
    method: 'post',
    path: '/api/master-data/:kind/pasted',
    action: 'master-data:edit',
    summary: 'Eine eingefügte Tabelle übernehmen, ganz oder gar nicht',
    params: MasterParams,
    body: PasteInput,
    idempotent: true,
    answer: PasteAnswer,
    status: 201,
    handle: ({ db, by, params, body }) => takePaste(db, by, params.kind, body),
  }),
  fileRoute('xlsx'),
  fileRoute('csv'),
];
