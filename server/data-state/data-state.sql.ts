import type { IsoDate } from '#shared/calendar.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { DataState } from '#shared/data-state/data-state.ts';
import { sumCents } from '#shared/money.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { isPastDue } from '#shared/rounds/round-rules.ts';
import { unassignedActuals } from '../ledger/figures.sql.ts';
import { postedState } from '../clocks/default-date.sql.ts';
import type { Queries } from '../db/database.ts';
import { dueDates } from '../clocks/due-dates.sql.ts';
import { projectsOwing } from '../projects/project-states.sql.ts';
import { isDemo } from '../session/session.sql.ts';

/** How many projects owe a report for the last reporting date, and of how many it is missing past its day. */
async function countOverdue(read: Queries, asOf: IsoDate): Promise<{ projects: number; overdue: number }> {
  const reportingDate = reportingDateFor(asOf);
  const owing = await projectsOwing(read, reportingDate);
  const dueOn = (await dueDates(read)).get(reportingDate) ?? null;
  if (!isPastDue(dueOn, asOf)) return { projects: owing.length, overdue: 0 };
  const reported = await read
    .selectFrom('status_report')
    .where('reporting_date', '=', reportingDate)
    .select('project_id')
    .distinct()
    .execute();
  const done = new Set(reported.map((row) => row.project_id));
  return { projects: owing.length, overdue: owing.filter((id) => !done.has(id)).length };
}

/** What the strip under the toolbar says: how complete and how fresh the data is at a date. */
export async function dataState(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<DataState> {
  const unassigned = await unassignedActuals(read, asOf, knownSeq);
  const ofLedger = (ledger: Ledger) =>
    sumCents(unassigned.filter((u) => u.ledger === ledger).map((u) => u.cents));
  const { projects, overdue } = await countOverdue(read, asOf);
  const dates = await read
    .selectFrom('status_report')
    .select('reporting_date')
    .distinct()
    .orderBy('reporting_date', 'desc')
    .limit(24)
    .execute();
  return {
    asOf,
    demo: await isDemo(read),
    ...(await postedState(read, asOf)),
    unassigned: {
      postings: unassigned.reduce((sum, u) => sum + u.postings, 0),
      resultCents: ofLedger('result'),
      cashCents: ofLedger('cash'),
      ...(ofLedger('costing') === 0 ? {} : { costingCents: ofLedger('costing') }),
    },
    reportsOverdue: overdue,
    projects,
    reportingDates: dates.map((row) => row.reporting_date),
  };
}
