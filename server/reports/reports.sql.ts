import { createHash } from 'node:crypto';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Clock, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { councilReport } from '#shared/reports/council-report.ts';
import { CouncilReport } from '#shared/reports/reports.ts';
import type { IssuedReport, IssuedReportBrief } from '#shared/reports/reports.ts';
import type { Database, Queries } from '../db/database.ts';
import { councilFacts } from './council-facts.sql.ts';

export function contentSha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Throws `rule-violated` for a Stichtag after today. */
export function refuseFuture(asOf: IsoDate, clock: Clock): void {
  const today = businessDate(clock.now());
  if (asOf > today)
    throw new AppError(
      'rule-violated',
      `Der Stichtag ${formatDate(asOf)} liegt nach dem heutigen Tag (${formatDate(today)}).`,
    );
}

/** A report is shown only when every total in it is the sum it claims to be. Throws `rule-violated`. */
export function refuseFaults(report: CouncilReport): void {
  const faults = report.tables.flatMap(reportTableFaults);
  if (faults.length > 0)
    throw new AppError(
      'rule-violated',
      `Summen des Berichts stimmen nicht. Es wurde nichts herausgegeben: ${faults.slice(0, 5).join('; ')}`,
    );
}

/** The report at a business date as its figures are now, without anything an author adds. Refuses a date after today. */
export async function draftReport(db: Database, clock: Clock, asOf: IsoDate): Promise<CouncilReport> {
  refuseFuture(asOf, clock);
  const facts = await db.snapshot((read) => councilFacts(read, asOf));
  const report = councilReport(facts, '');
  refuseFaults(report);
  return report;
}

function briefs(read: Queries) {
  return read
    .selectFrom('issued_report as r')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'r.issued_by')
    .leftJoin('issued_report as o', 'o.id', 'r.corrects_id')
    .leftJoin('issued_report as n', 'n.corrects_id', 'r.id')
    .select((eb) => [
      ...([
        'r.id',
        'r.title',
        'r.reference',
        'r.as_of as asOf',
        'r.issued_at as issuedAt',
        'r.sha256',
      ] as const),
      eb.fn.coalesce('u.name', 'h.actor').as('issuedBy'),
      ...(['o.id as oldId', 'o.reference as oldReference', 'o.issued_at as oldAt'] as const),
      ...(['n.id as newId', 'n.reference as newReference', 'n.issued_at as newAt'] as const),
    ]);
}
type StoredBrief = Awaited<ReturnType<ReturnType<typeof briefs>['execute']>>[number];

function briefOf(row: StoredBrief): IssuedReportBrief {
  const { oldId, oldReference, oldAt, newId, newReference, newAt, ...brief } = row;
  return {
    ...brief,
    corrects:
      oldId === null || oldReference === null || oldAt === null
        ? null
        : { id: oldId, reference: oldReference, issuedAt: oldAt },
    correctedBy:
      newId === null || newReference === null || newAt === null
        ? null
        : { id: newId, reference: newReference, issuedAt: newAt },
  };
}

/** Issued reports, newest as-of date first. */
export async function listReports(read: Queries): Promise<IssuedReportBrief[]> {
  const rows = await briefs(read).orderBy('r.as_of', 'desc').orderBy('r.id', 'desc').execute();
  return rows.map(briefOf);
}

const NONE = 'Diesen Bericht gibt es nicht.';

/** What is said about an issued report beside its tables. Throws `not-found`. */
export async function findBrief(read: Queries, id: number): Promise<IssuedReportBrief> {
  const row = await briefs(read).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', NONE);
  return briefOf(row);
}

/** An issued report with the very text its hash is of. Throws `not-found`, and `report-corrupt` without its hash. */
export async function findContent(
  read: Queries,
  id: number,
): Promise<{ brief: IssuedReportBrief; content: string }> {
  const row = await briefs(read).where('r.id', '=', id).select('r.content').executeTakeFirst();
  if (!row) throw new AppError('not-found', NONE);
  const { content, ...rest } = row;
  const brief = briefOf(rest);
  const found = contentSha256(content);
  if (found !== brief.sha256)
    throw new AppError(
      'report-corrupt',
      `Bericht ${id}: herausgegeben mit ${brief.sha256}, gefunden ${found}. Er wird nicht angezeigt.`,
    );
  return { brief, content };
}

/** An issued report as it was stored. Throws as `findContent`. */
export async function findReport(read: Queries, id: number): Promise<IssuedReport> {
  const { brief, content } = await findContent(read, id);
  return { brief, report: CouncilReport.parse(JSON.parse(content)) };
}
