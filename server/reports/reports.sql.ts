import { createHash } from 'node:crypto';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Clock, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { councilReport } from '#shared/reports/council-report.ts';
import { CouncilReport } from '#shared/reports/reports.ts';
import type { IssuedReport, IssuedReportBrief } from '#shared/reports/reports.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import { canonicalJson } from './canonical-json.ts';
import { councilFacts } from './council-facts.sql.ts';

export function contentSha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function refuseFuture(asOf: IsoDate, clock: Clock): void {
  const today = businessDate(clock.now());
  if (asOf > today)
    throw new AppError(
      'rule-violated',
      `Der Stichtag ${formatDate(asOf)} liegt nach dem heutigen Tag (${formatDate(today)}). Es wurde nichts herausgegeben.`,
    );
}

/** A report is shown only when every total in it is the sum it claims to be. */
function refuseFaults(report: CouncilReport): void {
  const faults = report.tables.flatMap(reportTableFaults);
  if (faults.length > 0)
    throw new AppError(
      'rule-violated',
      `Summen des Berichts stimmen nicht. Es wurde nichts herausgegeben: ${faults.slice(0, 5).join('; ')}`,
    );
}

/** The report at a business date as it would be issued now; nothing is stored. Refuses a date after today. */
export async function draftReport(db: Database, clock: Clock, asOf: IsoDate): Promise<CouncilReport> {
  refuseFuture(asOf, clock);
  const facts = await db.snapshot((read) => councilFacts(read, asOf));
  const report = councilReport(facts, '');
  refuseFaults(report);
  return report;
}

async function refuseTaken(read: Queries, reference: string): Promise<void> {
  const taken = await read
    .selectFrom('issued_report')
    .where('reference', '=', reference)
    .select('as_of')
    .executeTakeFirst();
  if (taken)
    throw new AppError(
      'conflict',
      `Unter GRDrs ${reference} ist schon ein Bericht zum ${formatDate(taken.as_of)} herausgegeben. Eine Berichtigung braucht eine neue Nummer.`,
    );
}

/**
 * Issues the council report: its tables as canonical JSON with their SHA-256, frozen in one transaction with
 * the history row. Refuses a date after today, a reference already used, and a report whose sums do not hold.
 */
export async function issueReport(
  db: Database,
  by: { clock: Clock; writer: Writer },
  issue: { asOf: IsoDate; reference: string; origin: Origin },
): Promise<{ id: number; issued: IssuedReport }> {
  refuseFuture(issue.asOf, by.clock);
  return transact(
    db,
    by,
    async (tx) => {
      await refuseTaken(tx.query, issue.reference);
      const report = councilReport(await councilFacts(tx.query, issue.asOf), issue.reference);
      refuseFaults(report);
      const content = canonicalJson(report);
      const sha256 = contentSha256(content);
      const { id } = await tx.query
        .insertInto('issued_report')
        .values({
          title: report.title,
          reference: issue.reference,
          as_of: issue.asOf,
          content,
          sha256,
          issued_at: tx.at,
          issued_by: by.writer.id,
          origin: issue.origin,
          recorded_seq: tx.seq,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const after = { asOf: issue.asOf, reference: issue.reference, sha256 };
      return {
        result: { id },
        change: { action: 'report.issue', entity: 'issued_report', entityId: id, after },
      };
    },
    async (query, { id }) => ({ id, issued: await findReport(query, id) }),
  );
}

function briefs(read: Queries) {
  return read
    .selectFrom('issued_report as r')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'r.issued_by')
    .select((eb) => [
      'r.id',
      'r.title',
      'r.reference',
      'r.as_of as asOf',
      'r.issued_at as issuedAt',
      eb.fn.coalesce('u.name', 'h.actor').as('issuedBy'),
      'r.sha256',
    ]);
}

/** Issued reports, newest as-of date first. */
export async function listReports(read: Queries): Promise<IssuedReportBrief[]> {
  return briefs(read).orderBy('r.as_of', 'desc').orderBy('r.id', 'desc').execute();
}

const NONE = 'Diesen Bericht gibt es nicht.';

/** What is said about an issued report beside its tables. Throws `not-found`. */
export async function findBrief(read: Queries, id: number): Promise<IssuedReportBrief> {
  const brief = await briefs(read).where('r.id', '=', id).executeTakeFirst();
  if (!brief) throw new AppError('not-found', NONE);
  return brief;
}

/**
 * An issued report as it was frozen; never computed anew. Throws `not-found`, or `report-corrupt` when the
 * stored content no longer has the hash it was issued with.
 */
export async function findReport(read: Queries, id: number): Promise<IssuedReport> {
  const row = await briefs(read).where('r.id', '=', id).select('r.content').executeTakeFirst();
  if (!row) throw new AppError('not-found', NONE);
  const { content, ...brief } = row;
  const found = contentSha256(content);
  if (found !== brief.sha256)
    throw new AppError(
      'report-corrupt',
      `Bericht ${id}: herausgegeben mit ${brief.sha256}, gefunden ${found}. Er wird nicht angezeigt.`,
    );
  return { brief, report: CouncilReport.parse(JSON.parse(content)) };
}
