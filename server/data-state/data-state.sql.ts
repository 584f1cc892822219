import type { Clock, Instant, IsoDate } from '#shared/calendar.ts';
import { businessDate } from '#shared/calendar.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { DataState } from '#shared/data-state/data-state.ts';
import { sumCents } from '#shared/money.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { unassignedActuals } from '../budget/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { projectsOwing } from '../projects/project-states.sql.ts';
import { isDemo } from '../session/session.sql.ts';

interface PostedState {
  postedUntil: IsoDate | null;
  importedAt: Instant | null;
}

function actualImports(read: Queries) {
  return (
    read
      .selectFrom('import')
      .where('kind', '=', 'actuals')
      .where('posted_until', 'is not', null)
      // An import that was taken back whole no longer says how far the books are read in.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('import_undo as n')
              .whereRef('n.import_id', '=', 'import.id')
              .where('n.left_rows', '=', 0)
              .select('n.id'),
          ),
        ),
      )
      .select(['posted_until as postedUntil', 'applied_at as importedAt'])
  );
}

/** How far the books were read in: with asOf up to that date, by the import that first reached it. */
async function postedState(read: Queries, asOf: IsoDate | undefined): Promise<PostedState> {
  if (asOf !== undefined) {
    const covering = await actualImports(read)
      .where('posted_until', '>=', asOf)
      .orderBy('posted_until')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (covering) return { postedUntil: asOf, importedAt: covering.importedAt };
  }
  const last = await actualImports(read)
    .orderBy('posted_until', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { postedUntil: null, importedAt: null };
}

/**
 * The date a page shows when none is chosen: the newest date the books are read in for; without postings the
 * end of the last budget year there are lines for, or today.
 */
export async function defaultAsOf(read: Queries, clock: Clock): Promise<IsoDate> {
  const { postedUntil } = await postedState(read, undefined);
  return postedUntil ?? businessDate(clock.now());
}

/** How many projects owe a report for the date, and of how many it is missing. */
async function countOverdue(
  read: Queries,
  reportingDate: IsoDate,
): Promise<{ projects: number; overdue: number }> {
  const owing = await projectsOwing(read, reportingDate);
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
  const { projects, overdue } = await countOverdue(read, reportingDateFor(asOf));
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
