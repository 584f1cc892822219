import { formatDate } from '#shared/calendar.ts';
import { isReportingDate } from '#shared/projects/reporting-date.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { roundRows } from './rounds.sql.ts';

/** Decisions about a report of another reporting date than the round's, or written after the round was closed. */
async function strayDecisions(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('report_decision as d')
    .innerJoin('report_round as rr', 'rr.id', 'd.round_id')
    .innerJoin('status_report as r', 'r.id', 'd.report_id')
    .where((eb) =>
      eb.or([
        eb('r.reporting_date', '<>', eb.ref('rr.reporting_date')),
        eb.and([eb('rr.state', '=', 'closed'), eb('d.recorded_seq', '>', eb.ref('rr.recorded_seq'))]),
      ]),
    )
    .orderBy('d.id')
    .select(['d.id', 'rr.reporting_date as on'])
    .execute();
  return rows.map(({ id, on }) => `Runde ${formatDate(on)}: Entscheidung ${id} gehört nicht zu ihr`);
}

/** Rounds that keep projects though they are open. */
async function openWithProjects(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('report_round_project as rp')
    .innerJoin('report_round as rr', 'rr.id', 'rp.round_id')
    .where('rr.state', '=', 'open')
    .select('rr.reporting_date as on')
    .distinct()
    .execute();
  return rows.map(({ on }) => `Runde ${formatDate(on)}: offen, und doch steht fest, wer schuldet`);
}

/**
 * A status report belongs to the round of its reporting date, so that there is at most one of each date, at the end of
 * a quarter; and what was decided, was decided in the round of the report while it was open.
 */
export async function roundsHold(read: Queries): Promise<Finding> {
  const rounds = await roundRows(read).execute();
  const dates = Map.groupBy(rounds, ({ reportingDate }) => reportingDate);
  const faults = [...dates].flatMap(([on, same]) => [
    ...(same.length > 1 ? [`${formatDate(on)}: ${same.length} Runden`] : []),
    ...(isReportingDate(on) ? [] : [`${formatDate(on)} ist kein Berichtsstichtag`]),
  ]);
  const stray = await strayDecisions(read);
  const open = await openWithProjects(read);
  return finding([...faults, ...stray, ...open], `${rounds.length} Runden`);
}
