import type { Instant, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { ReleasePayload, ReportWording } from '#shared/reports/report-drafts.ts';
import type { DraftState, ReportDraftHead, ReportDraftView } from '#shared/reports/report-drafts.ts';
import { longDate } from '#shared/reports/words.ts';
import type { Queries } from '../db/database.ts';
import { contentSha256 } from './reports.sql.ts';

/** A draft as it is stored. */
export interface StoredDraft {
  id: number;
  wording: ReportWording;
  state: DraftState;
  origin: Origin;
  version: number;
}

/** Throws `not-found`. */
export async function findDraft(read: Queries, id: number): Promise<StoredDraft> {
  const row = await read
    .selectFrom('report_draft')
    .where('id', '=', id)
    .select(['id', 'wording', 'state', 'origin', 'version'])
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', 'Diesen Berichtsentwurf gibt es nicht.');
  return { ...row, wording: ReportWording.parse(JSON.parse(row.wording)) };
}

/** A fair copy with its content as it was made. */
export interface StoredCopy {
  id: number;
  draftId: number;
  draftVersion: number;
  content: string;
  sha256: string;
  madeAt: Instant;
  madeBy: string;
}

function copies(read: Queries) {
  return read
    .selectFrom('report_fair_copy as c')
    .innerJoin('app_user as u', 'u.id', 'c.made_by')
    .select(['c.id', 'c.draft_id as draftId', 'c.draft_version as draftVersion', 'c.content', 'c.sha256'])
    .select(['c.made_at as madeAt', 'u.name as madeBy']);
}

/** Throws `not-found`, and `report-corrupt` when it no longer has its hash. */
export async function findCopy(read: Queries, id: number): Promise<StoredCopy> {
  const copy = await copies(read).where('c.id', '=', id).executeTakeFirst();
  if (!copy) throw new AppError('not-found', 'Diese Reinschrift gibt es nicht.');
  if (contentSha256(copy.content) !== copy.sha256)
    throw new AppError('report-corrupt', `Reinschrift ${id} hat nicht mehr ihre Prüfsumme.`);
  return copy;
}

/** The newest fair copy of a version of a draft. */
export async function newestCopy(
  read: Queries,
  draftId: number,
  version: number,
): Promise<StoredCopy | undefined> {
  return copies(read)
    .where('c.draft_id', '=', draftId)
    .where('c.draft_version', '=', version)
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The open request that asks to release a draft, by draft. */
export async function openReleases(read: Queries): Promise<Map<number, number>> {
  const requests = await read
    .selectFrom('request')
    .where('kind', '=', 'report')
    .where('state', '=', 'open')
    .orderBy('id')
    .select(['id', 'payload'])
    .execute();
  if (requests.length === 0) return new Map();
  const asked = requests.map(({ id, payload }) => ({
    id,
    copyId: ReleasePayload.parse(JSON.parse(payload)).copyId,
  }));
  const drafts = await read
    .selectFrom('report_fair_copy')
    .where(
      'id',
      'in',
      asked.map(({ copyId }) => copyId),
    )
    .select(['id', 'draft_id'])
    .execute();
  const draftOf = new Map(drafts.map((row) => [row.id, row.draft_id]));
  const open = new Map<number, number>();
  for (const { id, copyId } of asked) open.set(draftOf.get(copyId) ?? 0, id);
  return open;
}

/** The reports that drafts were issued as. */
async function issuedDrafts(read: Queries): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('issued_report as r')
    .innerJoin('request as q', 'q.id', 'r.request_id')
    .select(['r.id', 'q.payload'])
    .execute();
  const copyOf = rows.map(({ id, payload }) => ({
    id,
    copyId: ReleasePayload.parse(JSON.parse(payload)).copyId,
  }));
  if (copyOf.length === 0) return new Map();
  const drafts = await read
    .selectFrom('report_fair_copy')
    .where(
      'id',
      'in',
      copyOf.map(({ copyId }) => copyId),
    )
    .select(['id', 'draft_id'])
    .execute();
  const draftOf = new Map(drafts.map((row) => [row.id, row.draft_id]));
  return new Map(copyOf.map(({ id, copyId }) => [draftOf.get(copyId) ?? 0, id]));
}

function heads(read: Queries) {
  return read
    .selectFrom('report_draft as d')
    .innerJoin('app_user as u', 'u.id', 'd.created_by')
    .innerJoin('history as h', 'h.seq', 'd.recorded_seq')
    .select(['d.id', 'd.reference', 'd.as_of as asOf', 'd.state', 'd.version', 'd.wording'])
    .select(['u.name as createdBy', 'h.at as changedAt']);
}

interface Beside {
  releases: ReadonlyMap<number, number>;
  issued: ReadonlyMap<number, number>;
}

function headOf(
  { wording, ...row }: Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number],
  { releases, issued }: Beside,
): ReportDraftHead {
  const { title } = JSON.parse(wording) as { title: string };
  return {
    ...row,
    title: title === '' ? `Bericht zum ${longDate(row.asOf)}` : title,
    requestId: releases.get(row.id) ?? null,
    reportId: issued.get(row.id) ?? null,
  };
}

const beside = async (read: Queries): Promise<Beside> => ({
  releases: await openReleases(read),
  issued: await issuedDrafts(read),
});

/** What is being composed, newest first; what was issued stands with the reports. */
export async function listDrafts(read: Queries): Promise<ReportDraftHead[]> {
  const rows = await heads(read).where('d.state', '=', 'open').orderBy('d.id', 'desc').execute();
  if (rows.length === 0) return [];
  const also = await beside(read);
  return rows.map((row) => headOf(row, also));
}

/** A draft with its wording. Throws `not-found`. */
export async function draftView(read: Queries, id: number): Promise<ReportDraftView> {
  const row = await heads(read).where('d.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', 'Diesen Berichtsentwurf gibt es nicht.');
  return { draft: headOf(row, await beside(read)), wording: ReportWording.parse(JSON.parse(row.wording)) };
}

/** Sessions by their id, as far as they exist. */
export async function sessionsById(
  read: Queries,
  ids: readonly number[],
): Promise<Map<number, { body: string; on: IsoDate; calledOff: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('council_session as s')
    .innerJoin('council_body as b', 'b.id', 's.body_id')
    .where('s.id', 'in', ids)
    .select(['s.id', 'b.name as body', 's.held_on as on', 's.called_off as calledOff'])
    .execute();
  return new Map(rows.map(({ id, body, on, calledOff }) => [id, { body, on, calledOff: calledOff === 1 }]));
}

/** What a wording refers to in vain: a number that is used, a session nobody knows, a report that is corrected already. */
export async function wordingFaults(read: Queries, wording: ReportWording): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  const taken = await read
    .selectFrom('issued_report')
    .where('reference', '=', wording.reference)
    .select('as_of as asOf')
    .executeTakeFirst();
  if (taken)
    faults.push({
      path: 'reference',
      message: `Unter GRDrs ${wording.reference} ist schon ein Bericht zum ${longDate(taken.asOf)} herausgegeben; auch eine Berichtigung braucht eine neue Nummer.`,
    });
  const sessions = await sessionsById(
    read,
    wording.agenda.map(({ sessionId }) => sessionId),
  );
  wording.agenda.forEach(({ sessionId }, index) => {
    if (!sessions.has(sessionId))
      faults.push({ path: `agenda.${index}.sessionId`, message: 'Diese Sitzung gibt es nicht.' });
  });
  if (wording.corrects) {
    const corrected = await read
      .selectFrom('issued_report as r')
      .leftJoin('issued_report as n', 'n.corrects_id', 'r.id')
      .where('r.id', '=', wording.corrects.reportId)
      .select(['r.id', 'n.reference as by'])
      .executeTakeFirst();
    const message = !corrected
      ? 'Diesen Bericht gibt es nicht.'
      : corrected.by !== null
        ? `Dieser Bericht ist schon berichtigt, durch GRDrs ${corrected.by}; berichtigt wird dann jener.`
        : null;
    if (message !== null) faults.push({ path: 'corrects.reportId', message });
  }
  return faults;
}
