import { fiscalYearOf } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { composeReport } from '#shared/reports/compose-report.ts';
import type { Composed } from '#shared/reports/compose-report.ts';
import type { ReportWording } from '#shared/reports/report-drafts.ts';
import type { Queries } from '../db/database.ts';
import { openTieOuts } from '../periods/period-list.sql.ts';
import { councilFacts } from './council-facts.sql.ts';
import { sessionsById } from './drafts.sql.ts';
import { findReport, refuseFaults } from './reports.sql.ts';

/**
 * The report of a wording as the data of this moment says it, with what is missing before its release. `knownAt` is what
 * the report says of the second clock. Throws `rule-violated` where a sum in it is none.
 */
export async function composed(read: Queries, wording: ReportWording, knownAt: Instant): Promise<Composed> {
  const { asOf, agenda, corrects } = wording;
  const facts = await councilFacts(read, asOf);
  const year = fiscalYearOf(asOf);
  const first = Math.min(facts.stage?.firstYear ?? year, year);
  const years = Array.from({ length: year - first + 1 }, (_, index) => first + index);
  const done = composeReport(wording, {
    ...{ facts, knownAt },
    sessions: await sessionsById(
      read,
      agenda.map(({ sessionId }) => sessionId),
    ),
    tieOutFaults: await openTieOuts(read, years, asOf.slice(0, 7)),
    corrected: corrects ? await findReport(read, corrects.reportId) : null,
  });
  refuseFaults(done.report);
  return done;
}
