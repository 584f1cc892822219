import type { Clock, IsoDate } from '#shared/calendar.ts';
import type { NewReportDraft } from '#shared/reports/report-drafts.ts';
import type { Database } from '../db/database.ts';
import { handlerOf } from '../request-kinds.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { composeAndAsk } from './compose-and-ask.ts';
import { findReport } from './reports.sql.ts';

export const KNOWN_GAPS = 'Ist im Test bekannt.';

export const headOf = (
  head: Partial<NewReportDraft> & { asOf: IsoDate; reference: string },
): NewReportDraft => ({
  ...{ kind: 'information', title: '', department: '', agenda: [], corrects: null },
  ...head,
});

async function writerNamed(db: Database, login: string) {
  const { id } = await db.read
    .selectFrom('app_user')
    .where('login', '=', login)
    .select('id')
    .executeTakeFirstOrThrow();
  return { id, name: login };
}

/** A report that the programme office composed and a controller released. */
export async function released(
  db: Database,
  { clock }: { clock: Clock },
  head: Partial<NewReportDraft> & { asOf: IsoDate; reference: string },
) {
  const office = { clock, writer: await writerNamed(db, 'programme-office') };
  const whole = {
    head: headOf(head),
    knownGaps: KNOWN_GAPS,
    reason: 'Quartalsbericht',
    origin: 'invented' as const,
  };
  const { request } = await composeAndAsk(db, office, handlerOf, whole);
  const controller = { clock, writer: await writerNamed(db, 'controller') };
  const decision = { id: request.id, version: request.version, decision: 'approved' as const, note: '' };
  await decideRequest(db, controller, handlerOf, decision);
  const { id } = await db.read
    .selectFrom('issued_report')
    .where('reference', '=', head.reference)
    .select('id')
    .executeTakeFirstOrThrow();
  return { id, request: request.id, issued: await findReport(db.read, id) };
}
