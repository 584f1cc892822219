import { counted } from '#shared/counted.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { differencesOf } from '#shared/reports/correction-table.ts';
import { releaseFaults } from '#shared/reports/compose-report.ts';
import { CouncilReport } from '#shared/reports/reports.ts';
import { ReleasePayload } from '#shared/reports/report-drafts.ts';
import type { Queries } from '../db/database.ts';
import type { AboutRequest, RequestHandler } from '../requests/request-handler.ts';
import { canonicalJson } from './canonical-json.ts';
import { composed } from './compose.ts';
import { findCopy, findDraft, openReleases, wordingFaults } from './drafts.sql.ts';
import type { StoredCopy, StoredDraft } from './drafts.sql.ts';
import { bumpDraft, insertReport } from './write-drafts.sql.ts';

interface Sound {
  copy: StoredCopy;
  draft: StoredDraft;
  report: CouncilReport;
}

const at = (message: string) => ({ errors: [{ path: 'payload.copyId', message }] });

/** What a fair copy says and the data of this moment does not. */
function changedWords(copied: CouncilReport, now: CouncilReport): string {
  const rows = differencesOf(copied, now);
  const told = rows
    .slice(0, 3)
    .map(({ table, name, column, before, after }) => `${table}, ${name}, ${column}: ${before} → ${after}`);
  const what =
    rows.length === 0
      ? 'Angaben, Texte oder Datenstand'
      : `${counted(rows.length, 'Angabe', 'Angaben')} in den Tabellen (${told.join('; ')}${rows.length > 3 ? ' …' : ''})`;
  return `Seit der Reinschrift hat sich geändert, was der Bericht sagt: ${what}. Bitte eine neue Reinschrift anfertigen und den Antrag neu fassen.`;
}

/** The fair copy, as long as it still says what the data says. Throws `rule-violated` with what stands in the way. */
async function soundCopy(read: Queries, { copyId }: ReleasePayload, about?: AboutRequest): Promise<Sound> {
  const copy = await findCopy(read, copyId);
  const draft = await findDraft(read, copy.draftId);
  if (draft.state !== 'open') {
    const what = draft.state === 'issued' ? 'schon herausgegeben' : 'verworfen';
    throw new AppError('rule-violated', undefined, at(`Der Berichtsentwurf ist ${what}.`));
  }
  const waiting = (await openReleases(read)).get(draft.id);
  if (waiting !== undefined && waiting !== about?.id) {
    const message = `Für diesen Bericht wartet schon Antrag ${waiting} auf die Freigabe.`;
    throw new AppError('rule-violated', undefined, at(message));
  }
  const [fault] = await wordingFaults(read, draft.wording);
  if (fault) throw new AppError('rule-violated', undefined, at(fault.message));
  const now = await composed(read, draft.wording, copy.madeAt);
  const open = releaseFaults(now);
  const report = CouncilReport.parse(JSON.parse(copy.content));
  const isSame = canonicalJson(now.report) === copy.content;
  const faults = [...(isSame ? [] : [changedWords(report, now.report)]), ...open];
  if (faults.length > 0)
    throw new AppError('rule-violated', undefined, {
      errors: faults.map((message) => ({ path: 'payload.copyId', message })),
    });
  return { copy, draft, report };
}

const value = (name: string, after: string) => ({ name, before: '–', after });

/** Requests of the kind `report`: a report is issued, for good, by a second person who saw it as it will be (0070). */
export const releaseRequest: RequestHandler<ReleasePayload> = {
  payload: ReleasePayload,
  title: async (read, { copyId }) => {
    const { wording } = await findDraft(read, (await findCopy(read, copyId)).draftId);
    return `Bericht GRDrs ${wording.reference} zum ${formatDate(wording.asOf)} herausgeben`;
  },
  effect: async (read, payload, about) => {
    const { copy, report } = await soundCopy(read, payload, about);
    const known = report.tables.find(({ id }) => id === 'pruefung')?.rows.length ?? 0;
    return {
      ...{ lines: [], groups: [], envelopes: [] },
      values: [
        value('GRDrs', report.reference),
        value('Titel', report.title),
        value('Art', report.kindText),
        value('Stichtag', formatDate(report.asOf)),
        value('bekannt bis', formatDate(businessDate(copy.madeAt))),
        value('Prüfsumme (SHA-256)', copy.sha256),
      ],
      notes: [
        'Der Bericht wird so herausgegeben, wie die Reinschrift ihn zeigt. Der Gemeinderat kann ihn dann lesen; er lässt sich weder ändern noch zurücknehmen.',
        known === 0
          ? 'Die Prüfung hat nichts gefunden.'
          : `${counted(known, 'Punkt der Prüfung ist', 'Punkte der Prüfung sind')} bekannt und mit einem Satz begründet, der im Bericht steht.`,
        ...(report.corrects
          ? [`Er berichtigt den Bericht GRDrs ${report.corrects.reference}: ${report.corrects.reason}`]
          : []),
      ],
    };
  },
  // What it rests on was computed a moment ago, in the same transaction, by `effect`.
  apply: async (tx, { copyId }, { id: request, origin, by }) => {
    const copy = await findCopy(tx.query, copyId);
    const draft = await findDraft(tx.query, copy.draftId);
    const report = CouncilReport.parse(JSON.parse(copy.content));
    const reportId = await insertReport(tx, copy, report, { request, account: by.id, origin });
    await bumpDraft(tx, draft, { state: 'issued' });
    const { asOf, reference } = report;
    return { reportId, asOf, reference, sha256: copy.sha256 };
  },
};
