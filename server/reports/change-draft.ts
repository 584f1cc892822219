import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { releaseFaults } from '#shared/reports/compose-report.ts';
import { ReportWording } from '#shared/reports/report-drafts.ts';
import type {
  FairCopyBrief,
  NewReportDraft,
  ReportDraftEdit,
  ReportDraftView,
} from '#shared/reports/report-drafts.ts';
import { SECTIONS } from '#shared/reports/sections.ts';
import type { Clock } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import { canonicalJson } from './canonical-json.ts';
import { composed } from './compose.ts';
import { draftView, findDraft, newestCopy, wordingFaults } from './drafts.sql.ts';
import type { StoredDraft } from './drafts.sql.ts';
import { contentSha256, refuseFuture } from './reports.sql.ts';
import { bumpDraft, insertCopy, insertDraft } from './write-drafts.sql.ts';

type By = { clock: Clock; writer: Writer; once?: Once | undefined };

const ENTITY = 'report_draft';

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
}

/** Who composes is an account, so that somebody else can release. */
function accountOf({ writer }: By): number {
  if (writer.id === null) throw new AppError('forbidden', 'Einen Bericht stellt ein Konto zusammen.');
  return writer.id;
}

const EVERYTHING: Pick<ReportWording, 'sections' | 'remarks' | 'acknowledged'> = {
  sections: SECTIONS.map((key) => ({ key, included: true, text: '' })),
  remarks: [],
  acknowledged: [],
};

/** Begins a report. Throws `rule-violated` with every fault. */
export function composeDraft(
  db: Database,
  by: By,
  input: NewReportDraft,
  origin: Origin = 'live',
): Promise<ReportDraftView> {
  const account = accountOf(by);
  refuseFuture(input.asOf, by.clock);
  const wording: ReportWording = { ...input, ...EVERYTHING };
  return transact(
    db,
    by,
    async (tx) => {
      refuse(await wordingFaults(tx.query, wording));
      const id = await insertDraft(tx, wording, { account, origin });
      const after = { asOf: wording.asOf, reference: wording.reference, title: wording.title };
      return { result: id, change: { action: 'report.compose', entity: ENTITY, entityId: id, after } };
    },
    (query, id) => draftView(query, id),
  );
}

function requireOpen({ state, id }: StoredDraft): void {
  if (state === 'open') return;
  const what = state === 'issued' ? 'herausgegeben' : 'verworfen';
  throw new AppError('conflict', `Der Berichtsentwurf ${id} ist ${what}; an ihm ändert sich nichts mehr.`);
}

/** What a change names, as it was and as it is, for the history. */
function sides(before: ReportWording, edit: ReportDraftEdit): { before: unknown; after: unknown } {
  const was = Object.fromEntries(Object.keys(edit).map((key) => [key, before[key as keyof ReportWording]]));
  return { before: was, after: edit };
}

/** Changes parts of a wording from the version that was seen: missing, then version, then rules. */
export function editDraft(
  db: Database,
  by: By,
  target: { id: number; version: number },
  edit: ReportDraftEdit,
): Promise<ReportDraftView> {
  if (edit.asOf !== undefined) refuseFuture(edit.asOf, by.clock);
  return transact(
    db,
    by,
    async (tx) => {
      const draft = await findDraft(tx.query, target.id);
      if (draft.version !== target.version)
        throw new AppError('stale', undefined, { current: await draftView(tx.query, draft.id) });
      requireOpen(draft);
      const wording = ReportWording.parse({ ...draft.wording, ...edit });
      refuse(await wordingFaults(tx.query, wording));
      await bumpDraft(tx, draft, { wording });
      const change = { action: 'report.edit', entity: ENTITY, entityId: draft.id };
      return { result: draft.id, change: { ...change, ...sides(draft.wording, edit) } };
    },
    (query, id) => draftView(query, id),
  );
}

/** Lays a draft aside for good; it stays readable. */
export function dropDraft(
  db: Database,
  by: By,
  target: { id: number; version: number },
): Promise<ReportDraftView> {
  return transact(
    db,
    by,
    async (tx) => {
      const draft = await findDraft(tx.query, target.id);
      if (draft.version !== target.version)
        throw new AppError('stale', undefined, { current: await draftView(tx.query, draft.id) });
      requireOpen(draft);
      const { requestId } = (await draftView(tx.query, draft.id)).draft;
      if (requestId !== null)
        throw new AppError(
          'conflict',
          `Antrag ${requestId} wartet auf die Freigabe; zuerst wird er zurückgezogen.`,
        );
      await bumpDraft(tx, draft, { state: 'dropped' });
      const change = { action: 'report.drop', entity: ENTITY, entityId: draft.id };
      return {
        result: draft.id,
        change: { ...change, before: { state: 'open' }, after: { state: 'dropped' } },
      };
    },
    (query, id) => draftView(query, id),
  );
}

/**
 * Makes a fair copy of a draft: the report as it would be issued, which a second person then sees and releases. Refuses
 * while something of the check is open. Where nothing changed since the last one, that is answered again.
 */
export async function makeFairCopy(
  db: Database,
  by: By,
  target: { id: number; version: number },
): Promise<FairCopyBrief> {
  const account = accountOf(by);
  const madeAt = by.clock.now();
  const { draft, last, made } = await db.snapshot(async (read) => {
    const found = await findDraft(read, target.id);
    if (found.version !== target.version)
      throw new AppError('stale', undefined, { current: await draftView(read, found.id) });
    requireOpen(found);
    refuse(await wordingFaults(read, found.wording));
    const now = await composed(read, found.wording, madeAt);
    return { draft: found, last: await newestCopy(read, found.id, found.version), made: now };
  });
  const faults = releaseFaults(made);
  refuse(faults.map((message) => ({ path: 'acknowledged', message })));
  if (last) {
    const again = contentSha256(canonicalJson({ ...made.report, knownAt: last.madeAt }));
    if (again === last.sha256) return briefOf(last);
  }
  const content = canonicalJson(made.report);
  const copy = {
    draftId: draft.id,
    draftVersion: draft.version,
    content,
    sha256: contentSha256(content),
    madeAt,
  };
  return transact(db, by, async (tx) => {
    const id = await insertCopy(tx, copy, account);
    const after = { reference: draft.wording.reference, asOf: draft.wording.asOf, sha256: copy.sha256 };
    return {
      result: briefOf({ ...copy, id, madeBy: by.writer.name }),
      change: { action: 'report.fair-copy', entity: ENTITY, entityId: draft.id, after },
    };
  });
}

function briefOf({ id, draftId, sha256, madeAt, madeBy }: FairCopyBrief): FairCopyBrief {
  return { id, draftId, sha256, madeAt, madeBy };
}
